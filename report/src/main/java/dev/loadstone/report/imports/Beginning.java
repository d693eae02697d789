package dev.loadstone.report.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** The first 64 KiB of a file, by which its format is recognised. */
final class Beginning {
  private final byte[] bytes;
  private final String text;

  Beginning(byte[] bytes) {
    this.bytes = Arrays.copyOf(bytes, bytes.length);
    String all = new String(bytes, StandardCharsets.UTF_8);
    this.text = all.startsWith("\uFEFF") ? all.substring(1) : all;
  }

  /** Returns whether there is nothing but white space. */
  boolean isBlank() {
    return text.isBlank();
  }

  /** Returns the bytes, copied. */
  byte[] bytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  /** Returns the text; what is no UTF-8 is replaced. */
  String text() {
    return text;
  }

  /** Returns the first line, without its end; the whole if there is no line break. */
  String firstLine() {
    return text.lines().findFirst().orElse("");
  }

  /** Returns whether all of some words stand in it. */
  boolean has(String... words) {
    return Stream.of(words).allMatch(text::contains);
  }

  /** Returns whether it begins as a JSON object does, and has all of some fields. */
  boolean isObjectWith(String... fields) {
    return text.stripLeading().startsWith("{")
        && Stream.of(fields).allMatch(field -> text.contains('"' + field + '"'));
  }
}
