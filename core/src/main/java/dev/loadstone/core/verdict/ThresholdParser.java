package dev.loadstone.core.verdict;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Ratios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses thresholds: {@code <measure>[{tag=value,…}][.<statistic>] [over <window>] <operator>
 * <quantity> [in <share>] [warn <quantity>] [abort]}. A tag's value may stand in double quotes. In
 * place of the measure with its statistic there may be arithmetic with several of them, without a
 * window. Immutable.
 */
public final class ThresholdParser {
  private static final Pattern HEAD = Pattern.compile("\\s*([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern TAIL =
      Pattern.compile(
          "(?:\\.(\\S*?))?(?:\\s+over\\s+(.+?))?\\s*(==|!=|<=|>=|<|>)\\s*(.+?)(?:\\s+in\\s+(.+?))?(?:\\s+warn\\s+(.+?))?(\\s+abort)?\\s*");
  private static final Pattern STATISTIC = Pattern.compile("\\.[A-Za-z]+\\d*(?:\\.\\d+)?");
  private static final Pattern OF_OFFERED = Pattern.compile("(.+?)\\s+of\\s+offered");
  private static final String FORM =
      "Write it as response_time{step=chat}.p95 < 500ms or error_ratio < 1%.";

  /** What the probe of a process gives if it has the name of the target. */
  private static final List<String> PROBED =
      List.of(
          "target_cpu_ratio",
          "target_memory_bytes",
          "target_threads",
          "target_descriptors",
          "target_memory_growth",
          "target_memory_growth_per_operation");

  /** Measures that have no name of their own in plans. */
  private static final Set<Measure> UNNAMED =
      EnumSet.of(
          Measure.PROBE_SERIES,
          Measure.COMPOSITE,
          Measure.MEMORY_GROWTH,
          Measure.MEMORY_GROWTH_PER_OPERATION);

  /** The kinds of measures of which a threshold must say the statistic. */
  private static final Set<Measure.Kind> NAMED =
      Set.of(Measure.Kind.TIME, Measure.Kind.NUMBER, Measure.Kind.LEVEL);

  /** What others call measures, and what they are called here. */
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("ttft", "time_to_first_token"),
          Map.entry("first_output_time", "time_to_first_output"),
          Map.entry("inter_token_latency", "inter_token_time"),
          Map.entry("itl", "inter_token_time"),
          Map.entry("tpot", "time_per_output_token"),
          Map.entry("stall_count", "stalls"),
          Map.entry("events_rate", "events.rate"),
          Map.entry("tokens_rate", "tokens.rate"),
          Map.entry("stream_duration", "time_to_terminal_event"),
          Map.entry("step_time", "agent_step_time"));

  private final Map<String, Set<String>> tagValues;
  private final List<ProbeSeries> series;

  /**
   * Creates a parser.
   *
   * @param tagValues the values that a tag can have, by tag; a tag that is absent can have any
   */
  public ThresholdParser(Map<String, Set<String>> tagValues) {
    this(tagValues, List.of());
  }

  /**
   * Creates a parser.
   *
   * @param tagValues the values that a tag can have, by tag; a tag that is absent can have any
   * @param series of probes, which can be judged too
   */
  public ThresholdParser(Map<String, Set<String>> tagValues, List<ProbeSeries> series) {
    this.tagValues = Map.copyOf(tagValues);
    this.series =
        Stream.concat(series.stream(), series.stream().flatMap(one -> one.growths().stream()))
            .toList();
  }

  /**
   * Parses a threshold.
   *
   * @param text for example {@code response_time{step=chat}.p95 < 500ms}
   * @throws InvalidTextException if the text is no threshold, or names a measure, tag, tag value or
   *     statistic that there is not
   */
  public Threshold parse(String text) {
    int comparison = comparison(text);
    return comparison > 0 && Composites.isArithmetic(text.substring(0, comparison))
        ? Composites.parse(this, text, comparison)
        : single(text);
  }

  /**
   * Parses a figure of a measure, or arithmetic with such figures, without any limit.
   *
   * @param text for example {@code response_time{step=chat}.p95}
   * @return an objective of which only what is judged counts
   * @throws InvalidTextException if the text is no such thing
   */
  public Threshold parseFigure(String text) {
    return Composites.isArithmetic(text)
        ? Composites.parse(this, text.strip() + " != 0", text.strip().length())
        : figure(text.strip());
  }

  /** Returns where the comparison of a threshold stands; -1 if there is none. */
  private static int comparison(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '}')) {
        depth += c == '{' ? 1 : -1;
      } else if (!quoted && depth == 0 && "<>=!".indexOf(c) >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** Parses one figure without a limit. */
  Threshold figure(String text) {
    Named named = named(text);
    String rest = text.substring(named.end());
    if (!rest.isEmpty() && !rest.startsWith(".")) {
      throw malformed(text);
    }
    Optional<String> statistic = rest.isEmpty() ? Optional.empty() : Optional.of(rest.substring(1));
    return new Threshold(
        text,
        named.subject().measure(),
        named.tags(),
        statistic(named.subject(), statistic, text),
        Optional.empty(),
        Operator.NOT_EQUAL,
        0,
        false,
        OptionalDouble.empty(),
        false,
        named.subject().series(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** Returns where the figure that begins at a place of a text ends; -1 if none begins there. */
  static int figureEnd(String text, int start) {
    Matcher head = HEAD.matcher(text).region(start, text.length());
    if (!head.lookingAt()) {
      return -1;
    }
    int end = head.end();
    if (end < text.length() && text.charAt(end) == '{') {
      end = close(text, end) + 1;
    }
    Matcher statistic = STATISTIC.matcher(text).region(end, text.length());
    return statistic.lookingAt() ? statistic.end() : end;
  }

  private Threshold single(String text) {
    Named named = named(text);
    Matcher tail = TAIL.matcher(text.substring(named.end()));
    if (!tail.matches()) {
      throw malformed(text);
    }
    return build(text.strip(), named.subject(), named.tags(), tail);
  }

  private Named named(String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      throw malformed(text);
    }
    Optional<ProbeSeries> probed =
        series.stream().filter(known -> known.name().equals(head.group(1))).findFirst();
    Measure measure = probed.map(this::measure).orElseGet(() -> measure(head.group(1)));
    int end = head.end();
    Map<String, String> tags = Map.of();
    if (end < text.length() && text.charAt(end) == '{') {
      if (probed.isPresent()) {
        throw new InvalidTextException(
            "have no tags, for " + head.group(1) + " is a series of a probe",
            text,
            "Leave {" + text.substring(end + 1, close(text, end)) + "} out.");
      }
      int close = close(text, end);
      tags = tags(text.substring(end + 1, close), text);
      end = close + 1;
    }
    boolean recorded = measure == Measure.RECORDED || measure == Measure.RECORDED_TIME;
    if (recorded && !tags.containsKey(Tag.RECORD)) {
      throw new InvalidTextException(
          "say which figure is meant",
          text,
          "Write " + measure.label() + "{record=NAME}, by the name of a step record.");
    }
    return new Named(new Subject(measure, probed), tags, end);
  }

  /** What is judged, and where its text ends. */
  private record Named(Subject subject, Map<String, String> tags, int end) {}

  /** What is judged. */
  private record Subject(Measure measure, Optional<ProbeSeries> series) {
    String label() {
      return series.map(ProbeSeries::name).orElseGet(measure::label);
    }
  }

  private static Threshold build(
      String text, Subject subject, Map<String, String> tags, Matcher tail) {
    Measure measure = subject.measure();
    Optional<Statistic> statistic = statistic(subject, Optional.ofNullable(tail.group(1)), text);
    Optional<Duration> window =
        Optional.ofNullable(tail.group(2)).map(given -> window(given, text));
    Operator operator = Operator.of(tail.group(3)).orElseThrow(() -> malformed(text));
    Matcher share = OF_OFFERED.matcher(tail.group(4));
    boolean ofOffered = share.matches();
    if (ofOffered && measure.kind() != Measure.Kind.RATE) {
      throw new InvalidTextException(
          "compare only a rate with the offered one",
          text,
          "Write it as achieved_rate >= 95% of offered.");
    }
    LimitParser limits = new LimitParser(measure, subject.series(), statistic, ofOffered);
    double limit = limits.parse(ofOffered ? share.group(1) : tail.group(4));
    OptionalDouble ofWindows = ofWindows(tail, window, text);
    OptionalDouble warn = OptionalDouble.empty();
    if (tail.group(6) != null) {
      Matcher warnShare = OF_OFFERED.matcher(tail.group(6));
      warn =
          OptionalDouble.of(limits.parse(warnShare.matches() ? warnShare.group(1) : tail.group(6)));
      requireBefore(operator, warn.getAsDouble(), limit, text);
    }
    return new Threshold(
        text,
        measure,
        tags,
        statistic,
        window,
        operator,
        limit,
        ofOffered,
        warn,
        tail.group(7) != null,
        subject.series(),
        Optional.empty(),
        ofWindows);
  }

  /** Returns the share of windows that must meet the limit, where one is given. */
  private static OptionalDouble ofWindows(Matcher tail, Optional<Duration> window, String text) {
    if (tail.group(5) == null) {
      return OptionalDouble.empty();
    }
    double share = Ratios.parse(tail.group(5));
    if (window.isEmpty()
        || share <= 0
        || share > 1
        || tail.group(6) != null
        || tail.group(7) != null) {
      throw new InvalidTextException(
          "have a share of windows above 0% and up to 100%, beside over, and neither warn nor abort",
          text, "Write it as response_time.p95 over 1s < 200ms in 99%.");
    }
    return OptionalDouble.of(share);
  }

  static void requireBefore(Operator operator, double warn, double limit, String text) {
    if (operator.isUpperLimit() ? warn >= limit : operator.isLowerLimit() ? warn <= limit : true) {
      throw new InvalidTextException(
          "warn before the limit is reached",
          text,
          operator.isUpperLimit()
              ? "Make the warn value smaller than the limit."
              : operator.isLowerLimit()
                  ? "Make the warn value larger than the limit."
                  : "Leave warn out: == and != have no margin.");
    }
  }

  private Measure measure(ProbeSeries series) {
    boolean known = this.series.stream().anyMatch(one -> one.growths().contains(series));
    if (!known) {
      return Measure.PROBE_SERIES; // also where a probe calls a series of its own so
    }
    return series.unit() == ProbeSeries.Unit.BYTES
        ? Measure.MEMORY_GROWTH_PER_OPERATION
        : Measure.MEMORY_GROWTH;
  }

  private Measure measure(String name) {
    return Measure.of(name)
        .filter(measure -> !UNNAMED.contains(measure))
        .orElseThrow(() -> unknown(name));
  }

  private InvalidTextException unknown(String name) {
    if (PROBED.contains(name)) {
      return new InvalidTextException(
          "name a known measure",
          name,
          "A probe gives it: add probes: [{process: PID or command, name: target}].");
    }
    String here = OTHER_NAMES.get(name);
    return new InvalidTextException(
        "name a known measure",
        name,
        here == null ? Suggestions.fix(name, known()) : "Here it is " + here + ".");
  }

  private List<String> known() {
    List<String> names = new ArrayList<>(Measure.labels());
    UNNAMED.forEach(measure -> names.remove(measure.label()));
    series.forEach(probed -> names.add(probed.name()));
    return names;
  }

  private static Optional<Statistic> statistic(
      Subject subject, Optional<String> name, String text) {
    Measure measure = subject.measure();
    List<Statistic> accepted = measure.kind().statistics();
    List<String> labels = accepted.stream().map(Statistic::label).toList();
    if (name.isEmpty()) {
      if (NAMED.contains(measure.kind())) {
        throw new InvalidTextException(
            "say which statistic of " + subject.label() + " is meant",
            text,
            "Use one of: " + String.join(", ", labels) + ".");
      }
      return Optional.empty();
    }
    Optional<Statistic> known = Statistic.of(name.get());
    if (known.isPresent() && accepted.contains(known.get())) {
      return known;
    }
    if (accepted.isEmpty()) {
      throw new InvalidTextException(
          "have no statistic, for " + subject.label() + " is a single figure",
          text,
          "Leave ." + name.get() + " out.");
    }
    throw new InvalidTextException(
        "name a statistic of " + subject.label(), name.get(), Suggestions.fix(name.get(), labels));
  }

  private static Duration window(String given, String text) {
    Duration window = Durations.parse(given);
    if (window.isZero() || !window.equals(Duration.ofSeconds(window.toSeconds()))) {
      throw new InvalidTextException(
          "have a window of whole seconds", text, "Write it as error_ratio over 10s < 5%.");
    }
    return window;
  }

  private static int close(String text, int open) {
    int depth = 0;
    boolean quoted = false;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '{') {
        depth++;
      } else if (!quoted && c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new InvalidTextException("close every { with a }", text, FORM);
  }

  private Map<String, String> tags(String inside, String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : split(inside)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new InvalidTextException("have tags as tag=value", text, FORM);
      }
      String tag = pair.substring(0, equals).strip();
      String value = pair.substring(equals + 1).strip();
      boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
      value = quoted ? value.substring(1, value.length() - 1) : value;
      requireKnown(tag, value);
      if (tags.put(tag, value) != null) {
        throw new InvalidTextException("name every tag once", text, "Remove one " + tag + ".");
      }
    }
    return tags;
  }

  private void requireKnown(String tag, String value) {
    if (!Tag.all().contains(tag)) {
      throw new InvalidTextException("name a known tag", tag, Suggestions.fix(tag, Tag.all()));
    }
    Set<String> values = tagValues.get(tag);
    if (values != null && !values.contains(value)) {
      String fix =
          values.isEmpty() ? "The plan has no " + tag + "." : Suggestions.fix(value, values);
      throw new InvalidTextException("name a known " + tag, value, fix);
    }
  }

  private static List<String> split(String inside) {
    List<String> pairs = new ArrayList<>();
    boolean quoted = false;
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '}')) {
        depth += c == '{' ? 1 : -1;
      } else if (!quoted && depth == 0 && c == ',') {
        pairs.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    pairs.add(inside.substring(start));
    return pairs;
  }

  static InvalidTextException malformed(String text) {
    return new InvalidTextException("be a threshold", text, FORM);
  }
}
