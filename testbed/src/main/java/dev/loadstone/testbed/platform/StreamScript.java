package dev.loadstone.testbed.platform;

import java.util.List;

/**
 * A stream as it should be, and what it may be spoilt with.
 *
 * @param frames in order; copied
 * @param error tells an error inside the stream
 * @param outOfOrder must not stand where the stream has just begun
 */
public record StreamScript(List<Frame> frames, Frame error, Frame outOfOrder) {
  /** Copies the frames. */
  public StreamScript {
    frames = List.copyOf(frames);
  }
}
