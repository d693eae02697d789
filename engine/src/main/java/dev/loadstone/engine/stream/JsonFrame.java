package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Words;
import java.nio.charset.StandardCharsets;

/**
 * A JSON object in a frame, of which the members that a protocol speaks of are found in one pass.
 * Values stand where they were read. Not thread-safe; allocates nothing.
 */
public final class JsonFrame implements JsonScanner.Parts {
  private final JsonScanner json = new JsonScanner();
  private final Words names;
  private final int[] from;
  private final int[] to;
  private final boolean[] string;
  private byte[] source = new byte[0];

  /** Creates one for an object with these members. */
  public JsonFrame(String... members) {
    names = new Words(members);
    from = new int[members.length];
    to = new int[members.length];
    string = new boolean[members.length];
  }

  /**
   * Reads an object; false if it is none.
   *
   * @param begin where it begins; negative for nowhere
   */
  public boolean read(byte[] array, int begin, int end) {
    source = array;
    for (int i = 0; i < from.length; i++) {
      from[i] = -1;
    }
    return begin >= 0 && json.parts(array, begin, end, this);
  }

  @Override
  public void part(byte[] array, int nameFrom, int nameTo, int begin, int end, boolean isString) {
    int member = names.indexOf(array, nameFrom, nameTo);
    if (member != Words.UNKNOWN) {
      from[member] = begin;
      to[member] = end;
      string[member] = isString;
    }
  }

  /** Returns whether a member is there and not null. */
  public boolean has(int member) {
    return from[member] >= 0 && !isNull(member);
  }

  /** Returns whether a member is there and null. */
  boolean isNull(int member) {
    return from[member] >= 0 && !string[member] && is(member, "null");
  }

  /** Returns whether a member is a string that is not empty. */
  public boolean hasText(int member) {
    return from[member] >= 0 && string[member] && to[member] > from[member];
  }

  /** Tells a stream of a token whose text is a member, if that is there and not empty. */
  public void token(EventStream stream, Token kind, int member) {
    if (hasText(member)) {
      stream.token(kind, source, from[member], to[member]);
    }
  }

  /** Returns where a member's value begins; negative if it is not there. */
  public int from(int member) {
    return from[member];
  }

  /** Returns where a member's value ends, excluded; of no meaning if it is not there. */
  public int to(int member) {
    return to[member];
  }

  /** Returns the array in which the values stand. */
  public byte[] source() {
    return source;
  }

  /** Returns whether a member's text is exactly this. */
  public boolean is(int member, String text) {
    if (from[member] < 0 || to[member] - from[member] != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (source[from[member] + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns a whole number that is not negative; -1 if it is none. */
  public long number(int member) {
    if (from[member] < 0 || string[member] || to[member] - from[member] > 18) {
      return -1;
    }
    long value = 0;
    for (int i = from[member]; i < to[member]; i++) {
      if (source[i] < '0' || source[i] > '9') {
        return -1;
      }
      value = value * 10 + source[i] - '0';
    }
    return value;
  }

  /** Returns a member as text, escapes resolved; empty if it is not there. Allocates. */
  public String text(int member) {
    if (from[member] < 0) {
      return "";
    }
    if (!string[member]) {
      return new String(source, from[member], to[member] - from[member], StandardCharsets.UTF_8);
    }
    Bytes text = new Bytes();
    JsonScanner.unescape(source, from[member], to[member], text);
    return text.text();
  }
}
