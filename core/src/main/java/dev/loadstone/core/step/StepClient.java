package dev.loadstone.core.step;

/** The client of a step kind, shared by all virtual users of a run. Thread-safe. */
public interface StepClient extends AutoCloseable {
  /**
   * Runs one operation, and blocks until it has ended. Called on a virtual thread of its own, which
   * is interrupted when the time of the operation is over; what is returned or thrown after that is
   * discarded.
   *
   * @return what the operation gave
   * @throws Exception if the operation failed; a {@link StepException} tells of what class, other
   *     exceptions are classed by their type
   */
  StepResult call(StepCall call) throws Exception;

  /** Ends the client when the run is over; calls under way fail. Throws nothing. */
  @Override
  void close();
}
