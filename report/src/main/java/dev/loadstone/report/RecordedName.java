package dev.loadstone.report;

import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A figure by the name under which it is remembered: {@code response_time{step=chat}.p95}, {@code
 * error_ratio}, {@code response_time{step="a, b"}.p50}.
 *
 * @param text the name
 * @param measure what was measured
 * @param tags of which part
 * @param statistic which figure of a distribution; empty for a single one
 */
public record RecordedName(String text, String measure, Tags tags, String statistic) {
  /**
   * Parses a name.
   *
   * @return empty if it is arithmetic, or something else that is not compared
   */
  public static Optional<RecordedName> parse(String text) {
    int open = text.indexOf('{');
    int dot = text.indexOf('.');
    if (open < 0) {
      String measure = dot < 0 ? text : text.substring(0, dot);
      return named(text, measure, Tags.NONE, dot < 0 ? "" : text.substring(dot + 1));
    }
    Map<String, String> tags = new TreeMap<>();
    int at = open + 1;
    while (at > 0 && text.charAt(at - 1) != '}') {
      at = tag(text, at, tags);
    }
    if (at < 0 || (at < text.length() && text.charAt(at) != '.')) {
      return Optional.empty();
    }
    String statistic = at == text.length() ? "" : text.substring(at + 1);
    return named(text, text.substring(0, open), new Tags(tags), statistic);
  }

  private static Optional<RecordedName> named(
      String text, String measure, Tags tags, String statistic) {
    return measure.matches("\\w+") && (statistic.isEmpty() || Statistic.of(statistic).isPresent())
        ? Optional.of(new RecordedName(text, measure, tags, statistic))
        : Optional.empty();
  }

  /** Reads a tag; returns where the next one begins, or what follows the braces; −1 if wrong. */
  private static int tag(String text, int from, Map<String, String> tags) {
    int equals = text.indexOf('=', from);
    if (equals < 0 || equals + 1 == text.length()) {
      return -1;
    }
    boolean quoted = text.charAt(equals + 1) == '"';
    int begin = quoted ? equals + 2 : equals + 1;
    String quote = quoted ? "\"" : "";
    int next = text.indexOf(quote + ",", begin);
    int last = text.indexOf(quote + "}", begin);
    int end = next < 0 || (last >= 0 && last < next) ? last : next;
    if (end < 0) {
      return -1;
    }
    tags.put(text.substring(from, equals), text.substring(begin, end));
    return end + quote.length() + 1;
  }

  /**
   * Returns those that are also read of run directories, as {@link ComparisonInput} does.
   *
   * @param names of all figures that runs of a plan have
   * @param patterns of the figures wanted; none for the usual ones
   */
  public static List<RecordedName> wanted(Collection<String> names, List<SubjectPattern> patterns) {
    List<RecordedName> all =
        names.stream().flatMap(name -> RecordedName.parse(name).stream()).toList();
    boolean severalSteps =
        all.stream()
                .filter(name -> name.tags().has(Tag.STEP))
                .map(name -> name.tags().get(Tag.STEP))
                .distinct()
                .count()
            > 1;
    return all.stream()
        .filter(
            name -> RunReadings.isRead(name.subject(Unit.NUMBER, false), patterns, severalSteps))
        .toList();
  }

  /** Returns the figure as comparisons know it. */
  public Subject subject(Unit unit, boolean higherIsBetter) {
    return new Subject(measure, tags, statistic, unit, higherIsBetter);
  }
}
