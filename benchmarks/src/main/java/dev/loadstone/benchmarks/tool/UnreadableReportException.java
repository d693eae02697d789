package dev.loadstone.benchmarks.tool;

/** A generator's report in which something is not where it is expected. */
public final class UnreadableReportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates one with a message that says what is missing. */
  public UnreadableReportException(String message) {
    super(message);
  }
}
