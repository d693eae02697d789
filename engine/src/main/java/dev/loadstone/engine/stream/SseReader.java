package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events. The data of an event that came in one piece and on one line are handed
 * on where they stand; all others are put together first. Not thread-safe; allocates only to grow.
 *
 * <p><b>Source:</b> WHATWG HTML, section 9.2.6, "Interpreting an event stream": lines end with LF,
 * CRLF or CR; a byte order mark at the beginning is passed over; an event without data is not
 * dispatched; one that the stream's end leaves unfinished is dropped.
 */
public final class SseReader implements FrameReader {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "id".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] RETRY = "retry".getBytes(StandardCharsets.US_ASCII);
  private static final int KEPT_BETWEEN = 64 * 1024;
  private static final int RETRY_DIGITS_MAX = 9;

  private final Bytes line = new Bytes();
  private final Bytes data = new Bytes();
  private final Bytes type = new Bytes();
  private final Bytes id = new Bytes();
  private byte[] only = MARK;
  private int onlyFrom;
  private int onlyTo;
  private boolean hasOnly;
  private int dataLines;
  private int markSeen;
  private boolean afterReturn;
  private long retryMillis;

  /** Creates a reader at the beginning of a stream. */
  public SseReader() {
    reset();
  }

  @Override
  public void reset() {
    line.shrink(KEPT_BETWEEN);
    data.shrink(KEPT_BETWEEN);
    type.clear();
    id.clear();
    hasOnly = false;
    dataLines = 0;
    markSeen = 0;
    afterReturn = false;
    retryMillis = -1;
  }

  /** Returns the last event's id; empty if there was none. */
  public Bytes id() {
    return id;
  }

  /** Returns the time after which the server wants to be asked again, in ms; negative if none. */
  public long retryMillis() {
    return retryMillis;
  }

  @Override
  public boolean isInFrame() {
    return line.length() > 0 || dataLines > 0;
  }

  @Override
  public boolean take(byte[] piece, int from, int to, Frames frames) {
    int at = markSeen < MARK.length ? passMark(piece, from, to) : from;
    if (afterReturn && at < to) {
      at += piece[at] == '\n' ? 1 : 0;
      afterReturn = false;
    }
    int begin = at;
    while (at < to) {
      byte b = piece[at];
      if (b != '\n' && b != '\r') {
        at++;
        continue;
      }
      endLine(piece, begin, at, frames);
      at++;
      if (b == '\r') {
        afterReturn = at == to;
        at += at < to && piece[at] == '\n' ? 1 : 0;
      }
      begin = at;
    }
    line.append(piece, begin, to);
    keepOnly();
    return line.length() + data.length() <= FRAME_MAX;
  }

  /** Passes over what there is of a byte order mark; what only begins like one is text. */
  private int passMark(byte[] piece, int from, int to) {
    int at = from;
    while (at < to && markSeen < MARK.length) {
      if (piece[at] != MARK[markSeen]) {
        line.append(MARK, 0, markSeen);
        markSeen = MARK.length;
        return at;
      }
      markSeen++;
      at++;
    }
    return at;
  }

  private void endLine(byte[] piece, int from, int to, Frames frames) {
    if (line.length() == 0) {
      takeLine(piece, from, to, true, frames);
    } else {
      line.append(piece, from, to);
      takeLine(line.array(), 0, line.length(), false, frames);
      line.clear();
    }
  }

  /**
   * @param stays whether the array stays as it is until the whole piece is taken
   */
  private void takeLine(byte[] array, int from, int to, boolean stays, Frames frames) {
    if (from == to) {
      dispatch(frames);
      return;
    }
    int colon = from;
    while (colon < to && array[colon] != ':') {
      colon++;
    }
    if (colon == from) {
      frames.comment();
      return;
    }
    int value = Math.min(to, colon + 1);
    value += value < to && array[value] == ' ' ? 1 : 0;
    if (is(array, from, colon, DATA)) {
      takeData(array, value, to, stays);
    } else if (is(array, from, colon, EVENT)) {
      type.clear().append(array, value, to);
    } else if (is(array, from, colon, ID)) {
      takeId(array, value, to);
    } else if (is(array, from, colon, RETRY)) {
      takeRetry(array, value, to);
    }
  }

  private static boolean is(byte[] array, int from, int to, byte[] name) {
    if (to - from != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (array[from + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  private void takeData(byte[] array, int from, int to, boolean stays) {
    if (dataLines == 0 && stays) {
      only = array;
      onlyFrom = from;
      onlyTo = to;
      hasOnly = true;
    } else {
      keepOnly();
      if (dataLines > 0) {
        data.append((byte) '\n');
      }
      data.append(array, from, to);
    }
    dataLines++;
  }

  private void keepOnly() {
    if (hasOnly) {
      data.append(only, onlyFrom, onlyTo);
      hasOnly = false;
    }
  }

  private void takeId(byte[] array, int from, int to) {
    for (int i = from; i < to; i++) {
      if (array[i] == 0) {
        return;
      }
    }
    id.clear().append(array, from, to);
  }

  private void takeRetry(byte[] array, int from, int to) {
    long millis = 0;
    for (int i = from; i < to; i++) {
      if (array[i] < '0' || array[i] > '9') {
        return;
      }
      millis = millis * 10 + array[i] - '0';
    }
    if (from < to && to - from <= RETRY_DIGITS_MAX) {
      retryMillis = millis;
    }
  }

  private void dispatch(Frames frames) {
    if (dataLines > 0) {
      dataLines = 0;
      if (hasOnly) {
        hasOnly = false;
        frames.frame(type, only, onlyFrom, onlyTo);
      } else {
        frames.frame(type, data.array(), 0, data.length());
        data.clear();
      }
    }
    type.clear();
  }
}
