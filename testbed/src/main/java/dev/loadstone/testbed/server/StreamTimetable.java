package dev.loadstone.testbed.server;

import dev.loadstone.testbed.platform.Cadence;
import dev.loadstone.testbed.platform.Frame;
import dev.loadstone.testbed.platform.StreamScript;
import dev.loadstone.testbed.truth.Drip;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.StreamTruth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which frame of a stream is due when.
 *
 * @param frames in order
 * @param madeNanos when each is made, from the end of the service
 * @param dueNanos when each is due to be written, no earlier than that
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StreamTimetable(List<Frame> frames, long[] madeNanos, long[] dueNanos) {
  /**
   * Makes one. A frame without a token is due with the frame before it, or so much later as it says
   * itself, the result of a tool so much later as the tool takes.
   *
   * @param script the stream as it should be
   * @param fault what spoils it; null for nothing
   * @param truth when tokens come
   * @param random from which their times are drawn
   * @param drip how long a stalled stream is silent
   */
  static StreamTimetable of(
      StreamScript script, @Nullable Fault fault, StreamTruth truth, SplitMix64 random, Drip drip) {
    List<Frame> frames = frames(script, fault);
    long[] due = Cadence.dueNanos(frames, truth, random);
    int stalled = fault == Fault.STALL_STREAM ? middle(frames) : due.length;
    for (int i = stalled; i < due.length; i++) {
      due[i] += drip.gapNanos() * drip.pieces(1);
    }
    if (fault == Fault.BUFFERED) {
      Arrays.fill(due, due[due.length - 1]);
    }
    return new StreamTimetable(frames, due, late(due, truth, random));
  }

  /** Returns when frames are written that are made at these times; they keep their order. */
  private static long[] late(long[] made, StreamTruth truth, SplitMix64 random) {
    if (truth.latency().equals(StreamTruth.DEFAULT.latency())) {
      return made;
    }
    long[] due = new long[made.length];
    for (int i = 0; i < due.length; i++) {
      long written = made[i] + truth.latency().drawNanos(random);
      due[i] = i == 0 ? written : Math.max(written, due[i - 1]);
    }
    return due;
  }

  private static List<Frame> frames(StreamScript script, @Nullable Fault fault) {
    List<Frame> whole = script.frames();
    if (fault == Fault.CUT_STREAM) {
      return whole.subList(0, middle(whole));
    }
    if (fault == Fault.STREAM_ERROR) {
      List<Frame> spoilt = new ArrayList<>(whole.subList(0, middle(whole)));
      spoilt.add(script.error());
      return spoilt;
    }
    if (fault == Fault.DISORDER) {
      List<Frame> spoilt = new ArrayList<>(whole);
      spoilt.add(1, script.outOfOrder());
      return spoilt;
    }
    return whole;
  }

  /** Returns where the middle token stands; the end if there is none. */
  private static int middle(List<Frame> frames) {
    long tokens = frames.stream().filter(frame -> frame.kind() == Frame.Kind.TOKEN).count();
    long seen = 0;
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).kind() == Frame.Kind.TOKEN && seen++ == tokens / 2) {
        return i;
      }
    }
    return frames.size() - 1;
  }
}
