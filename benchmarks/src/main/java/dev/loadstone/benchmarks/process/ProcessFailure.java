package dev.loadstone.benchmarks.process;

/** A process that did not do what it was started for; the message is for people. */
public final class ProcessFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message that says what happened, and to which process. */
  public ProcessFailure(String message) {
    super(message);
  }
}
