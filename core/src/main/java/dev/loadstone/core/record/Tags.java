package dev.loadstone.core.record;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of names with values that tells series apart.
 *
 * @param values by name, sorted by name
 */
public record Tags(Map<String, String> values) {
  /** No tags. */
  public static final Tags NONE = new Tags(Map.of());

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Copies and sorts the values. */
  public Tags {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** Returns a set of one tag. */
  public static Tags of(String name, String value) {
    return new Tags(Map.of(name, value));
  }

  /** Returns this set and one tag more; a tag of that name is replaced. */
  public Tags with(String name, String value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, value);
    return new Tags(more);
  }

  /** Returns this set without the tag of that name. */
  public Tags without(String name) {
    Map<String, String> fewer = new TreeMap<>(values);
    fewer.remove(name);
    return new Tags(fewer);
  }

  /** Returns whether there is a tag of that name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns the value of a tag; empty if there is none of that name. */
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /** Returns whether every tag of the filter is in this set with the same value. */
  public boolean matches(Map<String, String> filter) {
    return filter.entrySet().stream()
        .allMatch(wanted -> wanted.getValue().equals(values.get(wanted.getKey())));
  }

  /**
   * Returns the set as one word: <code>{phase=ramp-1;step=GET%20/a}</code>, nothing if it is empty.
   * Percent signs, white space, commas, semicolons, equals signs, braces and characters outside
   * ASCII are percent-encoded, so that the word can stand in HdrHistogram's log format.
   */
  public String encoded() {
    if (values.isEmpty()) {
      return "";
    }
    StringBuilder word = new StringBuilder("{");
    values.forEach((name, value) ->
        word.append(word.length() == 1 ? "" : ";")
            .append(encode(name))
            .append('=')
            .append(encode(value)));
    return word.append('}').toString();
  }

  /**
   * Parses what {@link #encoded()} gives.
   *
   * @throws IllegalArgumentException if the word is anything else
   */
  public static Tags parse(String word) {
    if (word.isEmpty()) {
      return NONE;
    }
    if (!word.startsWith("{") || !word.endsWith("}")) {
      throw new IllegalArgumentException("tags must be written {name=value;…}, got: " + word);
    }
    Map<String, String> values = new TreeMap<>();
    for (String pair : word.substring(1, word.length() - 1).split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("a tag must be written name=value, got: " + pair);
      }
      values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
    }
    return new Tags(values);
  }

  private static String encode(String text) {
    StringBuilder word = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > ' ' && b < 127 && "%,;={}+".indexOf(b) < 0) {
        word.append((char) b);
      } else {
        word.append('%').append(HEX.toHexDigits(b));
      }
    }
    return word.toString();
  }

  private static String decode(String word) {
    return URLDecoder.decode(word, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return encoded();
  }
}
