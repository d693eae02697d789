package dev.loadstone.app.convert.draft;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts as plans have them, in which <code>${…}</code> is an expression. */
public final class Templates {
  private static final String UNRESERVED = "-._~";
  private static final String LENIENT = "-._~:/?[]@!$&'()*+,;=";
  private static final String FIELD = "-._~:/?[]@!$'()*,;";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Templates() {}

  /** Returns a text in which nothing is an expression. */
  public static String literal(String text) {
    return text.replace("${", "$${");
  }

  /** Returns an expression for a name. */
  public static String expression(String name) {
    return "${" + name + "}";
  }

  /**
   * Returns a text as a part of a URL: what no URL may have is written in percent, what already is
   * stays.
   */
  public static String urlText(String text) {
    return encode(text, LENIENT, true);
  }

  /**
   * Returns a text as one component of a URL: a segment of its path, or a name or value of its
   * query.
   *
   * <p><b>Source:</b> RFC 3986, sections 2.1 to 2.3.
   */
  public static String urlComponent(String text) {
    return encode(text, UNRESERVED, false);
  }

  /**
   * Returns a text as a name or value of a query: what no URL may have there is written in percent,
   * what already is stays.
   */
  public static String urlField(String text) {
    return encode(text, FIELD, true);
  }

  private static String encode(String text, String kept, boolean keepEncoded) {
    StringBuilder encoded = new StringBuilder(text.length() + 8);
    int i = 0;
    while (i < text.length()) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      boolean plain =
          character < 0x7F && (isAlphanumeric(character) || kept.indexOf(character) >= 0);
      if (plain || (keepEncoded && isEncoded(text, i))) {
        encoded.appendCodePoint(character);
      } else {
        for (byte octet : text.substring(i, i + length).getBytes(StandardCharsets.UTF_8)) {
          encoded.append('%').append(HEX.toHexDigits(octet));
        }
      }
      i += length;
    }
    return encoded.toString();
  }

  private static boolean isAlphanumeric(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  private static boolean isEncoded(String text, int percent) {
    return text.charAt(percent) == '%'
        && percent + 2 < text.length()
        && HexFormat.isHexDigit(text.charAt(percent + 1))
        && HexFormat.isHexDigit(text.charAt(percent + 2));
  }
}
