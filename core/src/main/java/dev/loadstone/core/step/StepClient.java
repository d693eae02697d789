package dev.loadstone.core.step;

/** The client of a step kind, shared by all virtual users of a run. Thread-safe. */
public interface StepClient extends AutoCloseable {
  /**
   * Runs one operation, and blocks until it has ended. Called on a thread that it has for itself,
   * which is interrupted when the time of the operation is over; what is returned or thrown after
   * that is discarded.
   *
   * @return what the operation gave
   * @throws Exception if the operation failed; a {@link StepException} tells of what class, other
   *     exceptions are classed by their type
   */
  StepResult call(StepCall call) throws Exception;

  /**
   * Returns how many threads of the operating system are kept for the calls, as many as the client
   * has connections: what comes beyond waits for one of them, first come, first served, which
   * counts as waiting for a connection. The kernel wakes such a thread directly when an answer
   * comes, but an interrupt does not end its read from a socket, so that {@link StepCall#onCancel}
   * must. 0: each call has a virtual thread of its own.
   */
  default int threads() {
    return 0;
  }

  /** Ends the client when the run is over; calls under way fail. Throws nothing. */
  @Override
  void close();
}
