package dev.loadstone.testbed.platform;

import java.math.BigDecimal;

/** Writes JSON into a text, without spaces. Not thread-safe. */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(256);
  private boolean needsComma;

  JsonText open() {
    return begin('{');
  }

  JsonText close() {
    return end('}');
  }

  JsonText openList() {
    return begin('[');
  }

  JsonText closeList() {
    return end(']');
  }

  JsonText name(String name) {
    comma();
    quote(name);
    text.append(':');
    needsComma = false;
    return this;
  }

  JsonText field(String name, String value) {
    name(name);
    return value(value);
  }

  JsonText field(String name, long value) {
    name(name);
    text.append(value);
    needsComma = true;
    return this;
  }

  /** Writes a number with three decimals. */
  JsonText fieldThousandths(String name, long thousandths) {
    name(name);
    text.append(thousandths / 1_000).append('.');
    text.append((char) ('0' + thousandths / 100 % 10)).append((char) ('0' + thousandths / 10 % 10));
    text.append((char) ('0' + thousandths % 10));
    needsComma = true;
    return this;
  }

  /** Writes true or false. */
  JsonText field(String name, boolean value) {
    name(name);
    return literal(Boolean.toString(value));
  }

  /** Writes a number as its decimals stand. */
  JsonText field(String name, BigDecimal value) {
    name(name);
    return literal(value.toPlainString());
  }

  JsonText value(String value) {
    comma();
    quote(value);
    needsComma = true;
    return this;
  }

  /** Writes true, false, null or a number as it is. */
  JsonText literal(String json) {
    comma();
    text.append(json);
    needsComma = true;
    return this;
  }

  private JsonText begin(char bracket) {
    comma();
    text.append(bracket);
    needsComma = false;
    return this;
  }

  private JsonText end(char bracket) {
    text.append(bracket);
    needsComma = true;
    return this;
  }

  private void comma() {
    if (needsComma) {
      text.append(',');
    }
  }

  /** <b>Source:</b> RFC 8259, section 7. */
  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append("\\u")
            .append(HEX[c >> 12])
            .append(HEX[(c >> 8) & 15])
            .append(HEX[(c >> 4) & 15])
            .append(HEX[c & 15]);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
