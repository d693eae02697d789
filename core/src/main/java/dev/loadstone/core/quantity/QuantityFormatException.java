package dev.loadstone.core.quantity;

/**
 * A text that is not the quantity it should be; the message names the accepted form and the text
 * itself.
 */
public final class QuantityFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String constraint;
  private final String fix;

  /**
   * Creates the exception.
   *
   * @param constraint what the value must be, to be read after "must", for example {@code be a
   *     duration}
   * @param text the text that was given
   * @param fix how to write it, for example {@code Write 250ms, 2s, 1m30s or 1h}
   */
  public QuantityFormatException(String constraint, String text, String fix) {
    super("must " + constraint + ", got: " + text + ". " + fix);
    this.constraint = constraint;
    this.fix = fix;
  }

  /** Returns what the value must be, to be read after "must". */
  public String constraint() {
    return constraint;
  }

  /** Returns how to write such a value. */
  public String fix() {
    return fix;
  }
}
