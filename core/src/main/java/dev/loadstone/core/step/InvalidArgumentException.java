package dev.loadstone.core.step;

/** An argument or a setting that cannot be used. */
public final class InvalidArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;
  private final String fix;

  /**
   * Creates the exception.
   *
   * @param key which argument
   * @param problem what is wrong, to be read after the key, for example {@code must be a list, got:
   *     5}
   * @param fix how to write it, a sentence; may be empty
   */
  public InvalidArgumentException(String key, String problem, String fix) {
    super(key + " " + problem + (fix.isEmpty() ? "" : ". " + fix));
    this.key = key;
    this.problem = problem;
    this.fix = fix;
  }

  /** Returns which argument is wrong. */
  public String key() {
    return key;
  }

  /** Returns what is wrong, to be read after the key. */
  public String problem() {
    return problem;
  }

  /** Returns how to write it; may be empty. */
  public String fix() {
    return fix;
  }
}
