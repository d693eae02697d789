package dev.loadstone.report;

import dev.loadstone.core.verdict.Verdict;

/** A way to stress text in a terminal by ANSI escape sequences (ECMA-48, SGR). */
enum Ink {
  PLAIN(""),
  BOLD("1"),
  DIM("2"),
  GREEN("32"),
  YELLOW("33"),
  RED("31"),
  MAGENTA("35"),
  CYAN("36");

  private static final String ESCAPE = "\u001b[";

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** Returns the text in this ink. */
  String on(String text) {
    return this == PLAIN || text.isEmpty() ? text : ESCAPE + code + "m" + text + ESCAPE + "0m";
  }

  /** Returns the ink of a verdict. */
  static Ink of(Verdict verdict) {
    return switch (verdict) {
      case PASS -> GREEN;
      case WARN -> YELLOW;
      case FAIL -> RED;
      case INCONCLUSIVE -> CYAN;
      case INVALID -> MAGENTA;
    };
  }

  /**
   * Returns a text of foreign origin on one line, with a dot for every character that could steer a
   * terminal.
   */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          boolean steers =
              type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.LINE_SEPARATOR;
          safe.appendCodePoint(steers ? '·' : c);
        });
    return safe.toString();
  }
}
