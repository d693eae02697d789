package dev.loadstone.core.quantity;

import dev.loadstone.core.problem.InvalidTextException;

/**
 * A text that is not the quantity it should be; the message names the accepted form and the text
 * itself.
 */
public final class QuantityFormatException extends InvalidTextException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param constraint what the value must be, to be read after "must", for example {@code be a
   *     duration}
   * @param text the text that was given
   * @param fix how to write it, for example {@code Write 250ms, 2s, 1m30s or 1h}
   */
  public QuantityFormatException(String constraint, String text, String fix) {
    super(constraint, text, fix);
  }

  /** Returns the exception for a text that is no such quantity, or a negative one. */
  static QuantityFormatException expecting(String quantity, String text, String fix) {
    boolean negative = text.strip().matches("-\\s*\\d.*");
    return new QuantityFormatException(negative ? "not be negative" : "be " + quantity, text, fix);
  }
}
