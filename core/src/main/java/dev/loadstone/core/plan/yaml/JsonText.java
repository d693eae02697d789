package dev.loadstone.core.plan.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * JSON as text.
 *
 * <p><b>Source:</b> RFC 8259.
 */
final class JsonText {
  private JsonText() {}

  /**
   * Returns a value as indented JSON.
   *
   * @param value a map with text keys, a list, a text, a number or a Boolean
   * @throws IllegalArgumentException for any other kind of value
   */
  static String of(Object value) {
    StringBuilder json = new StringBuilder();
    write(value, "\n", json);
    return json.toString();
  }

  private static void write(Object value, String indent, StringBuilder json) {
    switch (value) {
      case Map<?, ?> map -> {
        List<String> members = new ArrayList<>();
        map.forEach((key, member) ->
            members.add(quote(String.valueOf(key)) + ": " + nested(member, indent)));
        block("{", members, "}", indent, json);
      }
      case List<?> list -> {
        List<String> items = new ArrayList<>();
        list.forEach(item -> items.add(nested(item, indent)));
        block("[", items, "]", indent, json);
      }
      case String text -> json.append(quote(text));
      case Number number -> json.append(number);
      case Boolean truth -> json.append(truth);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private static String nested(Object value, String indent) {
    StringBuilder json = new StringBuilder();
    write(value, indent + "  ", json);
    return json.toString();
  }

  private static void block(
      String open, List<String> parts, String close, String indent, StringBuilder json) {
    json.append(open);
    if (!parts.isEmpty()) {
      json.append(indent)
          .append("  ")
          .append(String.join("," + indent + "  ", parts))
          .append(indent);
    }
    json.append(close);
  }

  private static String quote(String text) {
    return "\"" + escape(text) + "\"";
  }

  /** Returns the text with quotes, backslashes and control characters escaped (section 7). */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> escaped.append("\\\"");
        case '\\' -> escaped.append("\\\\");
        case '\n' -> escaped.append("\\n");
        case '\r' -> escaped.append("\\r");
        case '\t' -> escaped.append("\\t");
        default -> {
          if (c < 0x20) {
            escaped.append(String.format("\\u%04x", (int) c));
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }
}
