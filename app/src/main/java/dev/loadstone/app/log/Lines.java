package dev.loadstone.app.log;

import dev.loadstone.core.document.Characters;
import java.util.Locale;

/** Texts of any origin on one line. */
final class Lines {
  private static final int DELETE = 0x7f;

  private Lines() {}

  /**
   * Returns the text with a dot for every character that could break the line or steer a terminal.
   */
  static String visible(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(c -> line.appendCodePoint(Characters.isVisible(c) ? c : '·'));
    return line.toString();
  }

  /**
   * Returns a JSON document with escapes for all characters beyond ASCII that steer terminals, and
   * the sign of replacement for halves of characters, which are no text in UTF-8.
   *
   * @param json in which such characters are inside of strings only
   */
  static String escaped(String json) {
    StringBuilder line = new StringBuilder(json.length());
    json.codePoints()
        .forEach(c -> {
          if (c < DELETE || Characters.isVisible(c)) {
            line.appendCodePoint(c);
          } else if (Character.getType(c) == Character.SURROGATE) {
            line.append("\\ufffd");
          } else {
            for (char unit : Character.toChars(c)) {
              line.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
          }
        });
    return line.toString();
  }
}
