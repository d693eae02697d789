package dev.loadstone.engine.http;

import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.1 response after the other from pieces of a byte stream. It keeps only what it
 * is told to keep, and allocates only to grow. Not thread-safe.
 *
 * <p>State: lines (status, headers, chunk sizes, trailers) are read whole; a line split over pieces
 * is put together in {@code line}. Bodies are counted, and kept if wanted. Source: RFC 9112,
 * sections 2 to 7; informational responses (1xx) are passed over, RFC 9110, section 15.2.
 */
final class ResponseReader implements Response {
  /** Longest line, and most bytes of all header lines together. */
  static final int HEAD_MAX = 256 * 1024;

  /** Most bytes of a body that are kept. */
  static final int BODY_KEPT_MAX = 64 * 1024 * 1024;

  /**
   * Most bytes of an error's body that are kept as an example, if the body is not wanted otherwise.
   */
  private static final int SAMPLE_MAX = 1024;

  private static final int SWITCHING = 101;
  private static final int STATUS_ERROR_MIN = 400;
  private static final int STATUS_REDIRECT_MIN = 300;
  private static final long UNTIL_CLOSE = -1;
  private static final byte[] CONTENT_LENGTH = bytes("content-length");
  private static final byte[] CONTENT_TYPE = bytes("content-type");
  private static final byte[] TRANSFER_ENCODING = bytes("transfer-encoding");
  private static final byte[] CONTENT_ENCODING = bytes("content-encoding");
  private static final byte[] CONNECTION = bytes("connection");
  private static final byte[] SET_COOKIE = bytes("set-cookie");
  private static final byte[] LOCATION = bytes("location");

  private enum State {
    STATUS,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    DONE
  }

  private final Bytes line = new Bytes();
  private final Bytes headers = new Bytes();
  private final Bytes body = new Bytes();
  private State state = State.STATUS;
  private boolean toHead;
  private boolean keepHeaders;
  private boolean keepBody;
  private int status;
  private boolean http10;
  private long contentLength;
  private boolean chunked;
  private boolean close;
  private boolean keepAlive;
  private boolean compressed;
  private long remaining;
  private long bodyBytes;
  private int headBytes;
  private boolean begun;
  private boolean bodyCut;
  private @Nullable EventStream stream;
  private boolean hasStreamType;

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @Override
  public void reset(
      boolean answersHead, boolean wantHeaders, boolean wantBody, @Nullable EventStream to) {
    stream = to;
    toHead = answersHead;
    keepHeaders = wantHeaders;
    keepBody = wantBody;
    line.clear();
    body.clear();
    begun = false;
    bodyCut = false;
    bodyBytes = 0;
    beginHead();
  }

  /**
   * Forgets the last response, and gives memory back.
   *
   * @param capacityMax how many bytes each of its buffers may keep
   */
  void forget(int capacityMax) {
    stream = null;
    line.shrink(capacityMax);
    headers.shrink(capacityMax);
    body.shrink(capacityMax);
  }

  private void beginHead() {
    headers.clear();
    state = State.STATUS;
    status = 0;
    contentLength = UNTIL_CLOSE;
    chunked = false;
    close = false;
    keepAlive = false;
    compressed = false;
    hasStreamType = false;
    headBytes = 0;
  }

  /** Returns whether the response is complete. */
  boolean isDone() {
    return state == State.DONE;
  }

  @Override
  public boolean hasBegun() {
    return begun;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bodyBytes() {
    return bodyBytes;
  }

  @Override
  public Bytes headers() {
    return headers;
  }

  @Override
  public Bytes body() {
    return body;
  }

  @Override
  public boolean isBodyCut() {
    return bodyCut;
  }

  @Override
  public boolean isCompressed() {
    return compressed;
  }

  @Override
  public boolean isStream() {
    return hasStreamType && status < STATUS_REDIRECT_MIN && !compressed;
  }

  @Override
  public boolean mayReuse() {
    boolean framed = chunked || contentLength >= 0 || hasNoBody();
    return framed && !close && !isSwitched() && (!http10 || keepAlive);
  }

  /** Returns whether the server has switched protocols: what follows is not HTTP. */
  boolean isSwitched() {
    return status == SWITCHING;
  }

  private boolean hasNoBody() {
    return toHead || status == 204 || status == 304 || isSwitched();
  }

  /** Tells the end of the stream; returns whether it completes the response. */
  boolean endOfStream() {
    if (state == State.BODY && contentLength == UNTIL_CLOSE && !chunked) {
      state = State.DONE;
    }
    return state == State.DONE;
  }

  /**
   * Reads on.
   *
   * @param data the piece
   * @param from where it begins
   * @param to where it ends, excluded
   * @return where reading stopped: {@code to}, or before it if the response is complete
   * @throws MalformedResponseException if it is no HTTP/1.1 response
   */
  int read(byte[] data, int from, int to) throws MalformedResponseException {
    int at = from;
    begun |= to > from;
    while (at < to && state != State.DONE) {
      at =
          switch (state) {
            case BODY -> readBody(data, at, to);
            case CHUNK_DATA -> readChunk(data, at, to);
            default -> readLine(data, at, to);
          };
    }
    return at;
  }

  private int readLine(byte[] data, int from, int to) throws MalformedResponseException {
    int at = from;
    while (at < to && data[at] != '\n') {
      at++;
    }
    if (at == to) {
      line.append(data, from, to);
      limitHead(line.length());
      return to;
    }
    if (line.length() == 0) {
      takeLine(data, from, end(data, from, at));
    } else {
      line.append(data, from, at);
      takeLine(line.array(), 0, end(line.array(), 0, line.length()));
      line.clear();
    }
    return at + 1;
  }

  private static int end(byte[] data, int from, int lineFeed) {
    return lineFeed > from && data[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
  }

  private void limitHead(int bytes) throws MalformedResponseException {
    if (bytes > HEAD_MAX) {
      throw new MalformedResponseException(
          "a line or the header section is longer than " + HEAD_MAX + " bytes");
    }
  }

  private void takeLine(byte[] data, int from, int to) throws MalformedResponseException {
    switch (state) {
      case STATUS -> takeStatus(data, from, to);
      case HEADERS -> takeHeader(data, from, to);
      case CHUNK_SIZE -> takeChunkSize(data, from, to);
      case CHUNK_END -> {
        if (from != to) {
          throw new MalformedResponseException("a chunk is longer than its size says");
        }
        state = State.CHUNK_SIZE;
      }
      case TRAILERS -> state = from == to ? State.DONE : State.TRAILERS;
      default -> throw new IllegalStateException("no line is read in state " + state);
    }
  }

  private void takeStatus(byte[] data, int from, int to) throws MalformedResponseException {
    boolean valid =
        to - from >= 12
            && data[from] == 'H'
            && data[from + 1] == 'T'
            && data[from + 2] == 'T'
            && data[from + 3] == 'P'
            && data[from + 4] == '/'
            && data[from + 5] == '1'
            && data[from + 6] == '.'
            && isDigit(data[from + 7])
            && data[from + 8] == ' '
            && isDigit(data[from + 9])
            && isDigit(data[from + 10])
            && isDigit(data[from + 11])
            && (to - from == 12 || data[from + 12] == ' ');
    int code =
        valid
            ? (data[from + 9] - '0') * 100 + (data[from + 10] - '0') * 10 + data[from + 11] - '0'
            : 0;
    if (code < 100) {
      throw new MalformedResponseException(
          "the status line is not one of HTTP/1: " + text(data, from, to));
    }
    status = code;
    http10 = data[from + 7] == '0';
    state = State.HEADERS;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static String text(byte[] data, int from, int to) {
    return new String(
        data, from, Math.min(to - from, 100), java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  private void takeHeader(byte[] data, int from, int to) throws MalformedResponseException {
    if (from == to) {
      endHead();
      return;
    }
    headBytes += to - from;
    limitHead(headBytes);
    int colon = from;
    while (colon < to && data[colon] != ':') {
      colon++;
    }
    if (colon == to || colon == from) {
      throw new MalformedResponseException("a header line has no name: " + text(data, from, to));
    }
    boolean keep = keepHeaders;
    switch (colon - from) {
      case 8 -> keep |= isName(data, from, LOCATION);
      case 10 -> {
        keep |= isName(data, from, SET_COOKIE);
        if (isName(data, from, CONNECTION)) {
          close |= hasWord(data, colon + 1, to, "close");
          keepAlive |= hasWord(data, colon + 1, to, "keep-alive");
        }
      }
      case 12 -> {
        boolean asked = stream != null && isName(data, from, CONTENT_TYPE);
        keep |= asked;
        hasStreamType |=
            asked && stream != null && hasWord(data, colon + 1, to, stream.operation().mediaType());
      }
      case 14 -> {
        if (isName(data, from, CONTENT_LENGTH)) {
          takeContentLength(data, colon + 1, to);
        }
      }
      case 16 ->
          compressed |=
              isName(data, from, CONTENT_ENCODING) && !hasWord(data, colon + 1, to, "identity");
      case 17 ->
          chunked |=
              isName(data, from, TRANSFER_ENCODING) && hasWord(data, colon + 1, to, "chunked");
      default -> {
        // of no meaning for framing
      }
    }
    if (keep || (compressed && keepBody && colon - from == 16)) {
      headers.append(data, from, to).append((byte) '\n');
    }
  }

  private void takeContentLength(byte[] data, int from, int to) throws MalformedResponseException {
    long value = 0;
    int digits = 0;
    for (int i = from; i < to; i++) {
      boolean goesOn = digits == 0 || isDigit(data[i - 1]);
      if (isDigit(data[i]) && goesOn && digits < 18) {
        value = value * 10 + data[i] - '0';
        digits++;
      } else if (data[i] != ' ' && data[i] != '\t') {
        throw new MalformedResponseException("Content-Length is no number:" + text(data, from, to));
      }
    }
    if (digits == 0 || (contentLength >= 0 && contentLength != value)) {
      throw new MalformedResponseException("Content-Length is empty or contradicts itself");
    }
    contentLength = value;
  }

  private void endHead() {
    if (status < 200 && !isSwitched()) {
      beginHead();
      return;
    }
    if (hasNoBody()) {
      state = State.DONE;
    } else if (chunked) {
      state = State.CHUNK_SIZE;
    } else {
      remaining = contentLength;
      state = contentLength == 0 ? State.DONE : State.BODY;
    }
  }

  private int readBody(byte[] data, int from, int to) {
    int count = remaining == UNTIL_CLOSE ? to - from : (int) Math.min(remaining, to - from);
    keep(data, from, from + count);
    if (remaining != UNTIL_CLOSE) {
      remaining -= count;
      if (remaining == 0) {
        state = State.DONE;
      }
    }
    return from + count;
  }

  private void keep(byte[] data, int from, int to) {
    bodyBytes += to - from;
    EventStream streaming = stream;
    if (streaming != null && isStream()) {
      streaming.take(data, from, to);
    }
    if (keepBody) {
      if (body.length() + (to - from) > BODY_KEPT_MAX) {
        bodyCut = true;
      } else {
        body.append(data, from, to);
      }
    } else if (status >= STATUS_ERROR_MIN && body.length() < SAMPLE_MAX) {
      body.append(data, from, Math.min(to, from + SAMPLE_MAX - body.length()));
    }
  }

  private void takeChunkSize(byte[] data, int from, int to) throws MalformedResponseException {
    long size = 0;
    int digits = 0;
    for (int i = from; i < to && data[i] != ';' && data[i] != ' '; i++) {
      int digit = Character.digit(data[i], 16);
      if (digit < 0 || ++digits > 15) {
        throw new MalformedResponseException(
            "a chunk's size is no hexadecimal number: " + text(data, from, to));
      }
      size = size * 16 + digit;
    }
    if (digits == 0) {
      throw new MalformedResponseException("a chunk has no size");
    }
    remaining = size;
    state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
  }

  private int readChunk(byte[] data, int from, int to) {
    int count = (int) Math.min(remaining, to - from);
    keep(data, from, from + count);
    remaining -= count;
    if (remaining == 0) {
      state = State.CHUNK_END;
    }
    return from + count;
  }

  private static boolean isName(byte[] data, int from, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      if (lower(data[from + i]) != name[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasWord(byte[] data, int from, int to, String word) {
    for (int i = from; i + word.length() <= to; i++) {
      int j = 0;
      while (j < word.length() && lower(data[i + j]) == word.charAt(j)) {
        j++;
      }
      if (j == word.length()) {
        return true;
      }
    }
    return false;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }
}
