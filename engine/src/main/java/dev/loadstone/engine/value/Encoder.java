package dev.loadstone.engine.value;

import dev.loadstone.core.expression.Template.Encoding;
import java.nio.charset.StandardCharsets;

/** Writes bytes in the encodings of templates. Allocates nothing. */
final class Encoder {
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    for (char c = 'a'; c <= 'z'; c++) {
      UNRESERVED[c] = true;
      UNRESERVED[Character.toUpperCase(c)] = true;
    }
    for (char c = '0'; c <= '9'; c++) {
      UNRESERVED[c] = true;
    }
    for (char c : new char[] {'-', '.', '_', '~'}) {
      UNRESERVED[c] = true;
    }
  }

  private Encoder() {}

  static void write(byte[] source, int length, Encoding encoding, Bytes out) {
    switch (encoding) {
      case RAW -> out.append(source, 0, length);
      case JSON_TEXT -> json(source, length, out);
      case JSON_VALUE -> {
        if (isJsonLiteral(source, length)) {
          out.append(source, 0, length);
        } else {
          out.append((byte) '"');
          json(source, length, out);
          out.append((byte) '"');
        }
      }
      case URL_COMPONENT -> url(source, length, out);
    }
  }

  private static void json(byte[] source, int length, Bytes out) {
    for (int i = 0; i < length; i++) {
      byte b = source[i];
      if (b == '"' || b == '\\') {
        out.append((byte) '\\').append(b);
      } else if (b >= 0 && b < ' ') {
        jsonControl(b, out);
      } else {
        out.append(b);
      }
    }
  }

  private static void jsonControl(byte b, Bytes out) {
    out.append((byte) '\\');
    switch (b) {
      case '\n' -> out.append((byte) 'n');
      case '\r' -> out.append((byte) 'r');
      case '\t' -> out.append((byte) 't');
      default ->
          out.append((byte) 'u')
              .append((byte) '0')
              .append((byte) '0')
              .append(HEX[b >> 4])
              .append(HEX[b & 15]);
    }
  }

  private static void url(byte[] source, int length, Bytes out) {
    for (int i = 0; i < length; i++) {
      byte b = source[i];
      if (b >= 0 && UNRESERVED[b]) {
        out.append(b);
      } else {
        out.append((byte) '%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
  }

  /**
   * Returns whether the bytes are a JSON number, true, false or null (RFC 8259, sections 3 and 6).
   */
  static boolean isJsonLiteral(byte[] source, int length) {
    return isWord(source, length, "true")
        || isWord(source, length, "false")
        || isWord(source, length, "null")
        || isJsonNumber(source, length);
  }

  private static boolean isWord(byte[] source, int length, String word) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (source[i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isJsonNumber(byte[] source, int length) {
    int i = length > 0 && source[0] == '-' ? 1 : 0;
    int whole = digits(source, i, length);
    if (whole == i || (source[i] == '0' && whole > i + 1)) {
      return false;
    }
    i = whole;
    if (i < length && source[i] == '.') {
      int fraction = digits(source, i + 1, length);
      if (fraction == i + 1) {
        return false;
      }
      i = fraction;
    }
    if (i < length && (source[i] == 'e' || source[i] == 'E')) {
      int sign = i + 1 < length && (source[i + 1] == '+' || source[i + 1] == '-') ? i + 2 : i + 1;
      int exponent = digits(source, sign, length);
      if (exponent == sign) {
        return false;
      }
      i = exponent;
    }
    return i == length;
  }

  private static int digits(byte[] source, int from, int length) {
    int i = from;
    while (i < length && source[i] >= '0' && source[i] <= '9') {
      i++;
    }
    return i;
  }
}
