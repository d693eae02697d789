package dev.loadstone.report.imports;

import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a tool printed for a person, line by line.
 *
 * @param file where it stands
 * @param lines of it
 */
record PrintedText(SourceFile file, List<String> lines) {
  private static final int SIZE_MAX = 16 << 20;

  /** Copies the lines. */
  PrintedText {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if it is too large for what a tool
   *     prints
   */
  static PrintedText of(SourceFile file) throws IOException {
    try (InputStream in = file.open()) {
      byte[] content = in.readNBytes(SIZE_MAX + 1);
      if (content.length > SIZE_MAX) {
        throw file.wrong(
            1,
            "must be at most " + (SIZE_MAX >> 20) + " MB as what a tool prints",
            "Give what the tool printed at its end.");
      }
      return new PrintedText(file, new String(content, StandardCharsets.UTF_8).lines().toList());
    }
  }

  /** Something found in a line. */
  record Found(PrintedText text, int line, Matcher match) {
    /** Returns a group; empty if it took no part. */
    String group(int number) {
      String found = match.group(number);
      return found == null ? "" : found;
    }

    /** Returns a group as a number. */
    double number(int group) {
      String word = group(group).replace(",", "");
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException e) {
        throw text.file.wrong(line, "must have a number, got: " + SourceFile.brief(word), TOLD);
      }
    }

    /** Returns a group as a whole number. */
    long whole(int group) {
      return Math.round(number(group));
    }

    /** Returns a group such as {@code 1.5ms} in seconds. */
    double seconds(int group) {
      String word = group(group);
      try {
        return Durations.parse(word).toNanos() / 1e9;
      } catch (QuantityFormatException e) {
        throw text.file.wrong(
            line, "must have a time with its unit, got: " + SourceFile.brief(word), TOLD);
      }
    }
  }

  private static final String TOLD = "Give what the tool printed, unchanged.";

  /** Returns the first line that a pattern finds. */
  Optional<Found> first(Pattern pattern) {
    for (int i = 0; i < lines.size(); i++) {
      Matcher match = pattern.matcher(lines.get(i));
      if (match.find()) {
        return Optional.of(new Found(this, i + 1, match));
      }
    }
    return Optional.empty();
  }

  /** Returns all lines that a pattern finds. */
  List<Found> all(Pattern pattern) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> new Found(this, i + 1, pattern.matcher(lines.get(i))))
        .filter(found -> found.match().find())
        .toList();
  }

  /**
   * Returns the first line that a pattern finds.
   *
   * @param what it is, for a person
   * @throws dev.loadstone.core.problem.InvalidInputException if there is none
   */
  Found required(Pattern pattern, String what) {
    return first(pattern)
        .orElseThrow(() ->
            file.wrong(
                Math.max(1, lines.size()),
                "must have " + what + ", and ends without",
                "The text may be cut; give all that the tool printed."));
  }
}
