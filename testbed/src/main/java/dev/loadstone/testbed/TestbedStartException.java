package dev.loadstone.testbed;

/** A testbed that could not be started; the message says where and why. */
public final class TestbedStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public TestbedStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
