package dev.loadstone.testbed.chain;

/** The mempool does not take a transaction. */
public final class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;

  /** Creates one with the words that nodes use. */
  RejectedException(String why) {
    super(why);
    this.why = why;
  }

  /** Returns the words. */
  public String why() {
    return why;
  }
}
