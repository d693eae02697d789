package dev.loadstone.core.compare;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names some subjects: {@code response_time} all statistics of a measure, {@code response_time.p99}
 * one of them whatever its tags, {@code response_time{step=chat}.p99} that of a step, {@code *} in
 * a name any letters.
 *
 * @param text as it was given
 * @param tags that a subject must have
 */
public record SubjectPattern(String text, Map<String, String> tags) {
  /** Copies the tags. */
  public SubjectPattern {
    tags = Map.copyOf(tags);
  }

  /**
   * Parses a pattern.
   *
   * @throws IllegalArgumentException if it is empty or its tags are not written {@code
   *     {name=value,…}}
   */
  public static SubjectPattern parse(String text) {
    String word = text.strip();
    int open = word.indexOf('{');
    int close = word.indexOf('}');
    if (word.isEmpty() || (open < 0) != (close < 0) || open == 0 || close < open) {
      throw wrong(text);
    }
    Map<String, String> tags = new TreeMap<>();
    if (open >= 0) {
      for (String pair : word.substring(open + 1, close).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
          throw wrong(text);
        }
        tags.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    return new SubjectPattern(word, tags);
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "must be written as in thresholds, for example response_time.p99 or response_time{step=chat}.p99, got: "
            + text);
  }

  /** Returns whether it names a subject. */
  public boolean matches(Subject subject) {
    if (!subject.tags().matches(tags)) {
      return false;
    }
    int open = text.indexOf('{');
    String plain =
        open < 0 ? text : text.substring(0, open) + text.substring(text.indexOf('}') + 1);
    String whole =
        subject.statistic().isEmpty()
            ? subject.measure()
            : subject.measure() + "." + subject.statistic();
    return isLike(plain, whole) || isLike(plain, subject.measure()) || text.equals(subject.name());
  }

  private static boolean isLike(String glob, String name) {
    StringBuilder expression = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.matches(expression.toString(), name);
  }
}
