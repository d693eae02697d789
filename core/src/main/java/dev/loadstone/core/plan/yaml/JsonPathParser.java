package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.JsonPath.Descendant;
import dev.loadstone.core.plan.JsonPath.Element;
import dev.loadstone.core.plan.JsonPath.Member;
import dev.loadstone.core.plan.JsonPath.Segment;
import dev.loadstone.core.plan.JsonPath.Wildcard;
import dev.loadstone.core.problem.InvalidTextException;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses JSON paths: <code>$.orders[0].id</code>, <code>$['a b']</code>, <code>$.items[*].price
 * </code>, <code>$..id</code>.
 *
 * <p><b>Source:</b> RFC 9535, without filters, slices, several selectors in one bracket and indices
 * from the end.
 */
final class JsonPathParser {
  private static final String EXAMPLES =
      "Write it as $.orders[0].id, $['a b'], $.items[*].price or $..id.";

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int position;

  private JsonPathParser(String text) {
    this.text = text;
  }

  /**
   * Parses a path.
   *
   * @throws InvalidTextException if the text is no path, or one with parts that are not supported
   */
  static JsonPath parse(String text) {
    JsonPathParser parser = new JsonPathParser(text.strip());
    parser.path();
    return new JsonPath(parser.text, parser.segments);
  }

  /**
   * Returns where the path that begins a text ends: at the first blank outside brackets and quotes.
   */
  static int end(String text) {
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (depth > 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (depth <= 0 && (Character.isWhitespace(c) || "=!<>".indexOf(c) >= 0)) {
        return i;
      }
    }
    return text.length();
  }

  private void path() {
    if (!text.startsWith("$")) {
      throw wrong("be a JSON path, which begins with $");
    }
    position = 1;
    while (position < text.length()) {
      if (text.startsWith("..", position)) {
        position += 2;
        descendant();
      } else if (text.charAt(position) == '.') {
        position++;
        dotted();
      } else if (text.charAt(position) == '[') {
        position++;
        bracket();
      } else {
        throw wrong("be a JSON path; position " + (position + 1) + " is neither . nor [");
      }
    }
  }

  private void descendant() {
    if (position < text.length()
        && (text.charAt(position) == '[' || text.charAt(position) == '*')) {
      throw wrong("be a JSON path with a name after ..");
    }
    segments.add(new Descendant(name()));
  }

  private void dotted() {
    if (position < text.length() && text.charAt(position) == '*') {
      position++;
      segments.add(new Wildcard());
    } else {
      segments.add(new Member(name()));
    }
  }

  private String name() {
    int start = position;
    while (position < text.length() && isNameCharacter(text.charAt(position), position == start)) {
      position++;
    }
    if (position == start) {
      throw wrong("be a JSON path with a name at position " + (start + 1));
    }
    if (position < text.length() && text.charAt(position) == '-') {
      throw new InvalidTextException(
          "be a JSON path",
          text,
          "Write names with other characters than letters, digits and _ as ['a-b'].");
    }
    return text.substring(start, position);
  }

  private static boolean isNameCharacter(char c, boolean first) {
    return Character.isLetter(c) || c == '_' || c >= 0x80 || (!first && Character.isDigit(c));
  }

  private void bracket() {
    int close = close();
    String inside = text.substring(position, close).strip();
    position = close + 1;
    if (inside.equals("*")) {
      segments.add(new Wildcard());
    } else if (inside.matches("\\d{1,9}")) {
      segments.add(new Element(Integer.parseInt(inside)));
    } else if (inside.matches("'[^']*'|\"[^\"]*\"")) {
      segments.add(new Member(inside.substring(1, inside.length() - 1)));
    } else if (inside.startsWith("?")
        || inside.contains(":")
        || inside.contains(",")
        || inside.startsWith("-")) {
      throw wrong("be a JSON path without filters, slices, lists and indices from the end");
    } else {
      throw wrong("be a JSON path with an index, a quoted name or * in brackets");
    }
  }

  private int close() {
    char quote = 0;
    for (int i = position; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == ']') {
        return i;
      }
    }
    throw wrong("be a JSON path with every [ closed");
  }

  private InvalidTextException wrong(String constraint) {
    return new InvalidTextException(constraint, text, EXAMPLES);
  }
}
