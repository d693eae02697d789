package dev.loadstone.testbed.platform;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stream as it should be, and what it may be spoilt with.
 *
 * @param frames in order; copied
 * @param error tells an error inside the stream
 * @param outOfOrder must not stand where the stream has just begun
 * @param interruption what may end it before its time
 */
public record StreamScript(
    List<Frame> frames, Frame error, Frame outOfOrder, Optional<Interruption> interruption) {
  /**
   * What may end a stream before its time.
   *
   * @param end the last frame then
   * @param listen takes what is to be run when that happens, on any thread
   */
  public record Interruption(Frame end, Consumer<Runnable> listen) {}

  /** Creates a stream that nothing interrupts. */
  public StreamScript(List<Frame> frames, Frame error, Frame outOfOrder) {
    this(frames, error, outOfOrder, Optional.empty());
  }

  /** Copies the frames. */
  public StreamScript {
    frames = List.copyOf(frames);
  }
}
