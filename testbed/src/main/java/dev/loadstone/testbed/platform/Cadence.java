package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.StreamTruth;
import java.util.List;

/** When the frames of a stream are due. */
public final class Cadence {
  private Cadence() {}

  /**
   * Returns when each frame is due, in nanoseconds from the end of the service. What has no time of
   * its own is due with the frame before it.
   *
   * @param frames in order
   * @param truth the laws of the times
   * @param random from which they are drawn
   * @return as many as there are frames, never falling
   */
  public static long[] dueNanos(List<Frame> frames, StreamTruth truth, SplitMix64 random) {
    long[] due = new long[frames.size()];
    long at = 0;
    boolean first = true;
    for (int i = 0; i < due.length; i++) {
      if (frames.get(i).isTimed()) {
        at += first ? truth.first().drawNanos(random) : truth.gap().drawNanos(random);
        first = false;
      } else {
        at += frames.get(i).afterNanos();
      }
      if (frames.get(i).kind() == Frame.Kind.TOOL_RESULT) {
        at += truth.toolTime().drawNanos(random);
      }
      due[i] = at;
    }
    return due;
  }
}
