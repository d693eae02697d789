package dev.loadstone.core.problem;

/** A text that is not what it should be; says what it must be, what it is and how to write it. */
public class InvalidTextException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String constraint;
  private final String text;
  private final String fix;

  /**
   * Creates the exception.
   *
   * @param constraint what the text must be, to be read after "must", for example {@code be a
   *     duration}
   * @param text the text that was given, or the part of it that is wrong
   * @param fix how to write it, a sentence; may be empty
   */
  public InvalidTextException(String constraint, String text, String fix) {
    super(message(constraint, text) + (fix.isEmpty() ? "" : ". " + fix));
    this.constraint = constraint;
    this.text = text;
    this.fix = fix;
  }

  private static String message(String constraint, String text) {
    return "must " + constraint + ", got: " + (text.isBlank() ? "nothing" : text.strip());
  }

  /** Returns what the text must be, to be read after "must". */
  public String constraint() {
    return constraint;
  }

  /** Returns the text that was given, or the part of it that is wrong. */
  public String text() {
    return text;
  }

  /** Returns how to write such a text; may be empty. */
  public String fix() {
    return fix;
  }

  /**
   * Returns what is wrong without the fix, for example {@code must be a duration, got: 5 apples}.
   */
  public String problem() {
    return message(constraint, text);
  }
}
