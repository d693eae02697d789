package dev.loadstone.engine.json;

import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Finds values in JSON text by path, without building a tree. Finding allocates nothing, unless a
 * name or string has escapes. It checks only as much of the syntax as it needs to find its way;
 * where it cannot, there is no value. Not thread-safe.
 *
 * <p>Source: RFC 8259 (JSON), RFC 9535 (paths: member, element, wildcard, descendant).
 */
public final class JsonScanner {
  private static final int DEPTH_MAX = 512;

  @SuppressWarnings("StaticAssignmentOfThrowable") // carries no stack, never leaves this class
  private static final MalformedJson MALFORMED = new MalformedJson();

  private byte[] json = new byte[0];
  private int end;
  private byte[][] names = new byte[0][];
  private List<JsonPath.Segment> segments = List.of();
  private final Bytes unescaped = new Bytes();

  /** Takes a value that was found. */
  public interface Visitor {
    /**
     * Takes a value.
     *
     * @param source the text
     * @param from where the value begins: for a string, behind the opening quote
     * @param to where it ends, excluded: for a string, the closing quote
     * @param string whether it is a string
     * @return whether to look no further
     */
    boolean value(byte[] source, int from, int to, boolean string);
  }

  /** A path made ready for scanning. */
  public static final class Path {
    private final JsonPath path;
    private final byte[][] names;

    /** Makes a path ready. */
    public Path(JsonPath path) {
      this.path = path;
      this.names =
          path.segments().stream()
              .map(segment ->
                  switch (segment) {
                    case JsonPath.Member member -> member.name().getBytes(StandardCharsets.UTF_8);
                    case JsonPath.Descendant descendant ->
                        descendant.name().getBytes(StandardCharsets.UTF_8);
                    default -> new byte[0];
                  })
              .toArray(byte[][]::new);
    }

    /** Returns the path as the plan writes it. */
    public String text() {
      return path.text();
    }
  }

  /**
   * Visits the values at a path in the order of the document.
   *
   * @return whether the visitor stopped the search
   */
  public boolean find(byte[] source, int length, Path path, Visitor visitor) {
    return find(source, 0, length, path, visitor);
  }

  /**
   * Visits the values at a path in the order of the document.
   *
   * @param from where the document begins
   * @param to where it ends, excluded
   * @return whether the visitor stopped the search
   */
  public boolean find(byte[] source, int from, int to, Path path, Visitor visitor) {
    json = source;
    end = to;
    names = path.names;
    segments = path.path.segments();
    try {
      return walk(skipSpace(from), 0, 0, visitor);
    } catch (MalformedJson malformed) {
      return false;
    }
  }

  /** Takes the members of an object, or the elements of an array. */
  public interface Parts {
    /**
     * Takes one.
     *
     * @param source the text
     * @param nameFrom where the member's name begins, behind the quote; as it is written, escapes
     *     and all
     * @param nameTo where it ends, excluded; {@code nameFrom} for an element
     * @param from where the value begins: for a string, behind the opening quote
     * @param to where it ends, excluded: for a string, the closing quote
     * @param string whether it is a string
     */
    void part(byte[] source, int nameFrom, int nameTo, int from, int to, boolean string);
  }

  /**
   * Visits all members of an object or all elements of an array, in one pass. May be called again
   * while a part is visited.
   *
   * @param from where the value begins, or white space before it
   * @param to where it ends, excluded
   * @return whether it is an object or an array that could be read to its end
   */
  public boolean parts(byte[] source, int from, int to, Parts parts) {
    byte[] outer = json;
    int outerEnd = end;
    json = source;
    end = to;
    try {
      int at = skipSpace(from);
      boolean object = byteAt(at) == '{';
      if (!object && json[at] != '[') {
        return false;
      }
      visitParts(at, object, parts);
      return true;
    } catch (MalformedJson malformed) {
      return false;
    } finally {
      json = outer;
      end = outerEnd;
    }
  }

  private void visitParts(int open, boolean object, Parts parts) {
    char close = object ? '}' : ']';
    int at = skipSpace(open + 1);
    while (byteAt(at) != close) {
      int name = at + 1;
      int nameEnd = name;
      if (object) {
        nameEnd = skipString(at) - 1;
        at = skipSpace(expect(skipSpace(nameEnd + 1), ':'));
      }
      boolean string = byteAt(at) == '"';
      int to = skipValue(at);
      parts.part(json, name, nameEnd, string ? at + 1 : at, string ? to - 1 : to, string);
      at = next(skipSpace(to), close);
    }
  }

  private boolean walk(int at, int segment, int depth, Visitor visitor) {
    if (depth > DEPTH_MAX) {
      throw MALFORMED;
    }
    if (segment == segments.size()) {
      boolean string = at < end && json[at] == '"';
      int to = skipValue(at);
      return string
          ? visitor.value(json, at + 1, to - 1, true)
          : visitor.value(json, at, to, false);
    }
    byte first = byteAt(at);
    JsonPath.Segment step = segments.get(segment);
    if (first == '{' && !(step instanceof JsonPath.Element)) {
      return walkObject(at, segment, depth, visitor);
    }
    if (first == '[' && !(step instanceof JsonPath.Member)) {
      return walkArray(at, segment, depth, visitor);
    }
    return false;
  }

  private boolean walkObject(int object, int segment, int depth, Visitor visitor) {
    JsonPath.Segment step = segments.get(segment);
    int at = skipSpace(object + 1);
    while (byteAt(at) != '}') {
      int nameEnd = skipString(at);
      int value = skipSpace(expect(skipSpace(nameEnd), ':'));
      boolean hit =
          step instanceof JsonPath.Wildcard || isName(at + 1, nameEnd - 1, names[segment]);
      if (hit && walk(value, segment + 1, depth + 1, visitor)) {
        return true;
      }
      if (hit && step instanceof JsonPath.Member) {
        return false;
      }
      if (step instanceof JsonPath.Descendant && walk(value, segment, depth + 1, visitor)) {
        return true;
      }
      at = next(skipSpace(skipValue(value)), '}');
    }
    return false;
  }

  private boolean walkArray(int array, int segment, int depth, Visitor visitor) {
    JsonPath.Segment step = segments.get(segment);
    int at = skipSpace(array + 1);
    for (int index = 0; byteAt(at) != ']'; index++) {
      boolean hit =
          step instanceof JsonPath.Wildcard
              || (step instanceof JsonPath.Element element && element.index() == index);
      if (hit && walk(at, segment + 1, depth + 1, visitor)) {
        return true;
      }
      if (hit && step instanceof JsonPath.Element) {
        return false;
      }
      if (step instanceof JsonPath.Descendant && walk(at, segment, depth + 1, visitor)) {
        return true;
      }
      at = next(skipSpace(skipValue(at)), ']');
    }
    return false;
  }

  private int next(int at, char close) {
    byte b = byteAt(at);
    if (b == ',') {
      return skipSpace(at + 1);
    }
    if (b != close) {
      throw MALFORMED;
    }
    return at;
  }

  private int expect(int at, char wanted) {
    if (byteAt(at) != wanted) {
      throw MALFORMED;
    }
    return at + 1;
  }

  private byte byteAt(int at) {
    if (at >= end) {
      throw MALFORMED;
    }
    return json[at];
  }

  private int skipSpace(int from) {
    int at = from;
    while (at < end
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
    return at;
  }

  private int skipString(int quote) {
    expect(quote, '"');
    int at = quote + 1;
    while (at < end) {
      if (json[at] == '"') {
        return at + 1;
      }
      at += json[at] == '\\' ? 2 : 1;
    }
    throw MALFORMED;
  }

  private int skipValue(int from) {
    byte first = byteAt(from);
    if (first == '"') {
      return skipString(from);
    }
    if (first != '{' && first != '[') {
      return skipLiteral(from);
    }
    int depth = 0;
    int at = from;
    while (at < end) {
      byte b = json[at];
      if (b == '"') {
        at = skipString(at);
        continue;
      }
      if (b == '{' || b == '[') {
        depth++;
      } else if ((b == '}' || b == ']') && --depth == 0) {
        return at + 1;
      }
      at++;
    }
    throw MALFORMED;
  }

  private int skipLiteral(int from) {
    int at = from;
    while (at < end && json[at] > ' ' && json[at] != ',' && json[at] != '}' && json[at] != ']') {
      at++;
    }
    if (at == from) {
      throw MALFORMED;
    }
    return at;
  }

  private boolean isName(int from, int to, byte[] name) {
    for (int i = from; i < to; i++) {
      if (json[i] == '\\') {
        unescaped.clear();
        unescape(json, from, to, unescaped);
        return java.util.Arrays.equals(
            unescaped.array(), 0, unescaped.length(), name, 0, name.length);
      }
    }
    return java.util.Arrays.equals(json, from, to, name, 0, name.length);
  }

  /**
   * Appends the text of a JSON string's inside, escapes resolved. A broken escape is taken as it
   * is.
   */
  public static void unescape(byte[] source, int from, int to, Bytes out) {
    int at = from;
    while (at < to) {
      byte b = source[at++];
      if (b != '\\' || at == to) {
        out.append(b);
        continue;
      }
      byte escape = source[at++];
      switch (escape) {
        case 'n' -> out.append((byte) '\n');
        case 'r' -> out.append((byte) '\r');
        case 't' -> out.append((byte) '\t');
        case 'b' -> out.append((byte) '\b');
        case 'f' -> out.append((byte) '\f');
        case 'u' -> at = unicode(source, at, to, out);
        default -> out.append(escape);
      }
    }
  }

  private static int unicode(byte[] source, int from, int to, Bytes out) {
    int unit = hex(source, from, to);
    if (unit < 0) {
      out.append((byte) '\\').append((byte) 'u');
      return from;
    }
    int at = from + 4;
    int codePoint = unit;
    if (Character.isHighSurrogate((char) unit)
        && at + 6 <= to
        && source[at] == '\\'
        && source[at + 1] == 'u') {
      int low = hex(source, at + 2, to);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        codePoint = Character.toCodePoint((char) unit, (char) low);
        at += 6;
      }
    }
    out.append(Character.toString(codePoint));
    return at;
  }

  private static int hex(byte[] source, int from, int to) {
    if (from + 4 > to) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = Character.digit(source[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /** The text is not JSON as far as it was read. */
  private static final class MalformedJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedJson() {
      super("malformed JSON", null, false, false);
    }
  }
}
