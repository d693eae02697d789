package dev.loadstone.core.document;

/** Which characters a person sees as they are. */
public final class Characters {
  private Characters() {}

  /**
   * Returns whether a character is neither a control one, nor a line break, nor without width, nor
   * without a meaning that all share.
   *
   * @param character a code point
   */
  public static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
