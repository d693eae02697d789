package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Kind;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import dev.loadstone.core.document.Characters;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes YAML 1.2 as a person does: blocks of two spaces, quotes only where they are needed, texts
 * of several lines as blocks. Not thread-safe.
 */
final class YamlWriter {
  private static final int FLOW_MAX = 90;
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");
  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");

  private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:h|m|s|ms|us|ns))+");

  private final StringBuilder text = new StringBuilder();

  /** Writes an empty line. */
  YamlWriter gap() {
    text.append('\n');
    return this;
  }

  /** Writes a comment. */
  YamlWriter comment(int indent, String line) {
    indent(indent).append(line.isEmpty() ? "#" : "# ");
    line.codePoints()
        .map(one -> Characters.isVisible(one) ? one : ' ')
        .forEach(text::appendCodePoint);
    text.append('\n');
    return this;
  }

  /** Writes a line as it is. */
  YamlWriter line(int indent, String line) {
    indent(indent).append(line).append('\n');
    return this;
  }

  /** Writes a key whose members are written next. */
  YamlWriter section(int indent, String key) {
    indent(indent).append(key(key)).append(":\n");
    return this;
  }

  /** Writes a key with its value, mappings and lists that are not empty as blocks. */
  YamlWriter member(int indent, String key, Value value) {
    indent(indent).append(key(key)).append(':');
    value(indent, value);
    return this;
  }

  /** Writes a key with its value on one line if that is short and no expression of any kind. */
  YamlWriter shortMember(int indent, String key, Value value) {
    String flow = flow(value);
    if (flow.length() > FLOW_MAX || hasExpression(value)) {
      return member(indent, key, value);
    }
    indent(indent).append(key(key)).append(": ").append(flow).append('\n');
    return this;
  }

  /** Writes the first key of an item of a list; its other keys stand two columns further. */
  YamlWriter item(int indent, String key, Value value) {
    indent(indent).append("- ").append(key(key)).append(':');
    value(indent + 2, value);
    return this;
  }

  /** Returns what was written. */
  String text() {
    return text.toString();
  }

  private StringBuilder indent(int indent) {
    return text.append(" ".repeat(indent));
  }

  private void value(int indent, Value value) {
    switch (value) {
      case Mapping mapping when !mapping.members().isEmpty() -> {
        text.append('\n');
        mapping.members().forEach((key, member) -> member(indent + 2, key, member));
      }
      case Listing list when !list.items().isEmpty() -> {
        text.append('\n');
        list.items().forEach(item -> item(indent + 2, item));
      }
      case Scalar scalar when isBlock(scalar) -> block(indent + 2, scalar.value());
      case Scalar scalar -> text.append(' ').append(scalar(scalar, false)).append('\n');
      case Mapping _, Listing _ -> text.append(' ').append(flow(value)).append('\n');
    }
  }

  private void item(int indent, Value item) {
    if (item instanceof Mapping mapping && !mapping.members().isEmpty()) {
      String before = "- ";
      for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
        indent(indent).append(before).append(key(member.getKey())).append(':');
        value(indent + 2, member.getValue());
        before = "  ";
      }
    } else {
      indent(indent).append('-');
      value(indent, item);
    }
  }

  private void block(int indent, String lines) {
    text.append(lines.endsWith("\n") ? " |\n" : " |-\n");
    lines
        .lines()
        .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(indent) + line).append('\n'));
  }

  /** Returns whether a text has several lines that can stand as they are. */
  private static boolean isBlock(Scalar scalar) {
    String lines = scalar.value();
    return scalar.kind() == Kind.TEXT
        && lines.indexOf('\n') > 0
        && !lines.startsWith(" ")
        && !lines.startsWith("\t")
        && !lines.endsWith("\n\n")
        && lines.lines().noneMatch(line -> !line.isEmpty() && line.isBlank())
        && lines
            .codePoints()
            .allMatch(one -> one == '\n' || one == '\t' || Characters.isVisible(one));
  }

  private static boolean hasExpression(Value value) {
    return switch (value) {
      case Mapping mapping ->
          mapping.members().values().stream().anyMatch(YamlWriter::hasExpression);
      case Listing list -> list.items().stream().anyMatch(YamlWriter::hasExpression);
      case Scalar scalar -> scalar.kind() == Kind.EXPRESSION;
    };
  }

  /** Returns a value on one line. */
  static String flow(Value value) {
    return switch (value) {
      case Mapping mapping ->
          mapping.members().entrySet().stream()
              .map(member -> key(member.getKey()) + ": " + flow(member.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Listing list ->
          list.items().stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
      case Scalar scalar -> scalar(scalar, true);
    };
  }

  private static String scalar(Scalar scalar, boolean inFlow) {
    String value = scalar.value();
    return switch (scalar.kind()) {
      case NOTHING -> "null";
      case TRUTH -> value.toLowerCase(Locale.ROOT);
      case NUMBER -> NUMBER.matcher(value).matches() ? value : quoted(value);
      case EXPRESSION -> inFlow ? quoted(value) : value;
      case TEXT -> isPlain(value, inFlow) ? value : quoted(value);
    };
  }

  private static String key(String name) {
    return KEY.matcher(name).matches() && !isWord(name) ? name : quoted(name);
  }

  /** Returns whether a text without quotes is that text, here and for readers of YAML 1.1. */
  private static boolean isPlain(String value, boolean inFlow) {
    if (value.isEmpty() || !value.equals(value.strip()) || isWord(value)) {
      return false;
    }
    int first = value.codePointAt(0);
    boolean fine =
        Character.isLetter(first)
            || DURATION.matcher(value).matches()
            || first == '_'
            || first == '/'
            // An expression alone would stand for a value of any kind.
            || (first == '$' && !value.startsWith("${"));
    return fine
        && !value.contains(": ")
        && !value.contains(" #")
        && !value.endsWith(":")
        && (!inFlow || value.chars().noneMatch(one -> ",[]{}".indexOf(one) >= 0))
        && value.codePoints().allMatch(Characters::isVisible);
  }

  private static boolean isWord(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT));
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(character -> {
          switch (character) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (Characters.isVisible(character)) {
                quoted.appendCodePoint(character);
              } else {
                quoted.append(
                    character > 0xFFFF
                        ? String.format("\\U%08x", character)
                        : String.format("\\u%04x", character));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
