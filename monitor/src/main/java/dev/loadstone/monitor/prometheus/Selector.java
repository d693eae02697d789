package dev.loadstone.monitor.prometheus;

import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which samples of a page a series is made of, and how: {@code metric{label="value"}}, as in
 * Prometheus's queries, alone or in the parentheses of a function.
 *
 * @param text as the plan has it
 * @param function what becomes of the samples
 * @param metric the name that they have
 * @param labels what their labels must be; a label that a sample has not is empty
 */
record Selector(
    String text, Function function, String metric, Map<String, Predicate<String>> labels) {
  /** What becomes of samples. */
  enum Function {
    /** By how much they rise a second, all together. */
    RATE,
    /** Their sum. */
    SUM,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** Their mean. */
    MEAN;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern CALL = Pattern.compile("\\s*([A-Za-z]+)\\s*\\((.*)\\)\\s*");
  private static final Pattern PLAIN =
      Pattern.compile("\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?:\\{(.*)})?\\s*");
  private static final Pattern MATCHER =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*");
  private static final List<String> COUNTERS = List.of("_total", "_count", "_sum", "_bucket");
  private static final String FORM =
      "Write it as http_requests_total{path=\"/buy\"}, or max(queue_depth).";

  /**
   * Parses a selector. Without a function, counters, told by the end of their names, are rates, and
   * everything else is a sum.
   *
   * @throws InvalidTextException if the text is none
   */
  static Selector parse(String text) {
    Matcher call = CALL.matcher(text);
    boolean called = call.matches();
    Matcher plain = PLAIN.matcher(called ? call.group(2) : text);
    if (!plain.matches()) {
      throw malformed(text);
    }
    String metric = plain.group(1);
    Function function = called ? function(call.group(1)) : usual(metric);
    String inside = plain.group(2) == null ? "" : plain.group(2);
    return new Selector(text, function, metric, labels(inside, text));
  }

  private static InvalidTextException malformed(String text) {
    return new InvalidTextException("be the name of a metric with its labels", text, FORM);
  }

  private static Function function(String word) {
    List<String> words = Stream.of(Function.values()).map(Function::word).toList();
    return Stream.of(Function.values())
        .filter(known -> known.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new InvalidTextException(
                "have one of the functions " + String.join(", ", words),
                word,
                Suggestions.fix(word, words)));
  }

  private static Function usual(String metric) {
    return COUNTERS.stream().anyMatch(metric::endsWith) ? Function.RATE : Function.SUM;
  }

  private static Map<String, Predicate<String>> labels(String inside, String text) {
    Map<String, Predicate<String>> labels = new LinkedHashMap<>();
    int at = Sample.skip(inside, 0);
    while (at < inside.length()) {
      Matcher head = MATCHER.matcher(inside).region(at, inside.length());
      StringBuilder value = new StringBuilder();
      int end = head.lookingAt() ? Sample.quoted(inside, head.end(), value) : -1;
      if (end < 0) {
        throw malformed(text);
      }
      labels.merge(head.group(1), condition(head.group(2), value.toString()), Predicate::and);
      at = Sample.skip(inside, end);
      if (at < inside.length()) {
        if (inside.charAt(at) != ',') {
          throw malformed(text);
        }
        at = Sample.skip(inside, at + 1);
      }
    }
    return labels;
  }

  private static Predicate<String> condition(String operator, String value) {
    Predicate<String> equal =
        operator.endsWith("~") ? pattern(value).asMatchPredicate() : value::equals;
    return operator.startsWith("!") ? equal.negate() : equal;
  }

  private static Pattern pattern(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException wrong) {
      throw new InvalidTextException(
          "have a regular expression behind ~",
          value,
          "At character " + (wrong.getIndex() + 1) + ": " + wrong.getDescription() + ".");
    }
  }

  /** Returns whether a sample is one of those that are meant. */
  boolean matches(Sample sample) {
    return sample.metric().equals(metric)
        && labels.entrySet().stream()
            .allMatch(
                label -> label.getValue().test(sample.labels().getOrDefault(label.getKey(), "")));
  }

  /**
   * Returns the unit of the series, by the end of the metric's name.
   *
   * <p>Source: Prometheus, Metric and label naming: base units, {@code _bytes}, {@code _seconds},
   * {@code _ratio}.
   */
  Unit unit() {
    boolean counts = metric.endsWith("_count") || metric.endsWith("_bucket");
    String stem = metric.replaceFirst("_(total|sum)$", "");
    if (function == Function.RATE) {
      return counts
          ? Unit.RATE
          : stem.endsWith("_bytes")
              ? Unit.BYTES_PER_SECOND
              : stem.endsWith("_seconds") ? Unit.NUMBER : Unit.RATE;
    }
    return counts
        ? Unit.NUMBER
        : stem.endsWith("_bytes")
            ? Unit.BYTES
            : stem.endsWith("_seconds")
                ? Unit.SECONDS
                : stem.endsWith("_ratio") ? Unit.RATIO : Unit.NUMBER;
  }

  /** Returns what becomes of the values of the samples that match; empty without any. */
  Optional<Double> value(List<Double> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    DoubleSummaryStatistics all =
        values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return Optional.of(
        switch (function) {
          case RATE, SUM -> all.getSum();
          case MIN -> all.getMin();
          case MAX -> all.getMax();
          case MEAN -> all.getAverage();
        });
  }
}
