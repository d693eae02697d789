package dev.loadstone.testbed.truth;

/** How an operation is made to fail. */
public sealed interface ErrorKind {
  /** Returns how a truth spells it. */
  String spelling();

  /**
   * An answer with an error status.
   *
   * @param code 400–599
   */
  record Status(int code) implements ErrorKind {
    @Override
    public String spelling() {
      return Integer.toString(code);
    }
  }

  /** A fault below the level of HTTP's answers. */
  enum Fault implements ErrorKind {
    /** The connection is reset (TCP RST) after the service time. */
    RESET("reset"),
    /** The length is promised, half of it sent, then the connection closed. */
    TRUNCATE("truncate"),
    /** Nothing is ever answered; the operation lasts until the client goes away. */
    STALL("stall"),
    /** The answer is right, but its body drips. */
    SLOW_BODY("slowBody");

    private final String spelling;

    Fault(String spelling) {
      this.spelling = spelling;
    }

    @Override
    public String spelling() {
      return spelling;
    }
  }
}
