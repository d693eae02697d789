package dev.loadstone.report;

import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.finding.Kind;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.CounterTotal;
import dev.loadstone.core.result.ErrorSummary;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.result.Warning;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A result in plain sentences. */
final class Narrative {
  /** What is told of streams, in this order. */
  static final List<Measure> STREAM_TIMES =
      List.of(
          Measure.TIME_TO_FIRST_EVENT,
          Measure.FIRST_EVENT_TIME,
          Measure.TIME_TO_FIRST_TOKEN,
          Measure.FIRST_TOKEN_TIME,
          Measure.TIME_TO_FIRST_REASONING,
          Measure.TIME_TO_FIRST_OUTPUT,
          Measure.TIME_TO_FIRST_TOOL_CALL,
          Measure.TIME_TO_LAST_TOKEN,
          Measure.TIME_TO_TERMINAL_EVENT,
          Measure.INTER_TOKEN_TIME,
          Measure.TIME_PER_OUTPUT_TOKEN,
          Measure.EVENT_GAP,
          Measure.EVENT_LATENCY,
          Measure.CLOCK_UNCERTAINTY,
          Measure.TOOL_ARGUMENTS_TIME,
          Measure.TOOL_EXECUTION_TIME,
          Measure.AGENT_STEP_TIME,
          Measure.TIME_TO_INTERRUPT,
          Measure.TIME_TO_TASK,
          Measure.TIME_TO_FIRST_STATUS,
          Measure.FIRST_STATUS_TIME,
          Measure.TIME_TO_FIRST_ARTIFACT,
          Measure.FIRST_ARTIFACT_TIME,
          Measure.TIME_TO_TERMINAL_STATE,
          Measure.CANCEL_TIME);

  private static final Set<String> SNAPSHOTS =
      Set.of("STATE_SNAPSHOT", "MESSAGES_SNAPSHOT", "ACTIVITY_SNAPSHOT");
  private static final Set<String> DELTAS = Set.of("STATE_DELTA", "ACTIVITY_DELTA");

  /** From which factor on it is worth saying that response time is longer than service time. */
  private static final double WAITING_FACTOR = 1.5;

  /** Seconds below which such a difference is nobody's concern. */
  private static final double WAITING_MIN = 0.005;

  private Narrative() {}

  /** Returns the judgement in one sentence. */
  static String headline(RunResult result) {
    int all = result.thresholds().size();
    return switch (result.verdict()) {
      case PASS ->
          all == 0 ? "The plan sets no thresholds, so nothing was judged." : whole(all) + " met.";
      case WARN -> whole(all) + " met, but " + count(result, Verdict.WARN) + " only just.";
      case FAIL -> failed(result);
      case INCONCLUSIVE ->
          result.end().reason() == RunEnd.Reason.INTERRUPTED
              ? "The run was interrupted; what it saw so far misses no threshold."
              : "There were too few samples to judge "
                  + part(count(result, Verdict.INCONCLUSIVE), all)
                  + ".";
      case INVALID ->
          result.end().reason() == RunEnd.Reason.CUT
              ? "The run was cut; its figures tell of a part of the load only."
              : "The generator was the limit or failed; these figures do not tell what the target can do.";
    };
  }

  private static String whole(int all) {
    return switch (all) {
      case 1 -> "The threshold was";
      case 2 -> "Both thresholds were";
      default -> "All " + all + " thresholds were";
    };
  }

  private static String failed(RunResult result) {
    long missed = count(result, Verdict.FAIL);
    if (result.load().operations() == result.load().failedOperations()) {
      return result.load().operations() == 0
          ? "Nothing was done at all."
          : "Every operation failed.";
    }
    String sentence = part(missed, result.thresholds().size());
    String capital = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    return capital
        + (missed == 1 ? " was" : " were")
        + " missed"
        + others(count(result, Verdict.WARN), " met only just")
        + others(count(result, Verdict.INCONCLUSIVE), " could not be judged")
        + ".";
  }

  private static String others(long count, String what) {
    return count == 0 ? "" : ", " + count + what;
  }

  private static String part(long some, int all) {
    return all == 1 ? "the threshold" : some + " of " + all + " thresholds";
  }

  private static long count(RunResult result, Verdict verdict) {
    return result.thresholds().stream().filter(threshold -> threshold.verdict() == verdict).count();
  }

  /** Returns the reasons that are not about a threshold; a table tells of those. */
  static List<String> otherReasons(RunResult result) {
    return result.reasons().stream()
        .filter(reason ->
            result.thresholds().stream()
                .noneMatch(judged -> reason.contains(judged.threshold().expression())))
        .toList();
  }

  /** Returns the warnings that no reason tells of already. */
  static List<String> otherWarnings(RunResult result) {
    boolean cut = result.end().reason() == RunEnd.Reason.CUT;
    return result.warnings().stream()
        .filter(warning -> !(cut && warning instanceof Warning.EndedEarly))
        .map(Warning::message)
        .filter(message -> !result.reasons().contains(message))
        .toList();
  }

  /** Returns what happened, in up to four sentences, and one for each step that was held up. */
  static List<String> sentences(RunResult result) {
    List<String> sentences = new ArrayList<>();
    sentences.add(load(result));
    times(result).ifPresent(sentences::add);
    waiting(result).ifPresent(sentences::add);
    Findings.of(result).stream()
        .filter(finding -> finding.kind() == Kind.CONNECTION_LIMIT)
        .map(Finding::evidence)
        .forEach(sentences::add);
    failures(result).ifPresent(sentences::add);
    return sentences;
  }

  private static String load(RunResult result) {
    LoadSummary load = result.load();
    String over = Figures.length(result.duration());
    String done =
        Double.isNaN(load.offeredRate())
            ? "In "
                + over
                + ", "
                + Figures.count(load.completed(), "iteration")
                + " were completed ("
                + Figures.rate(load.achievedRate())
                + ")"
            : "The plan asked for "
                + Figures.rate(load.offeredRate())
                + " over "
                + over
                + " and got "
                + Figures.rate(load.achievedRate())
                + ": "
                + Figures.count(load.completed())
                + " of "
                + Figures.count(load.offered(), "iteration")
                + " were completed";
    String rest =
        Stream.of(
                amount(load.failed(), "failed"),
                amount(load.dropped(), "never started"),
                amount(load.cancelled(), "cancelled at the end"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return done + (rest.isEmpty() ? "." : "; " + rest + ".");
  }

  private static Optional<String> amount(long count, String what) {
    return count == 0 ? Optional.empty() : Optional.of(Figures.count(count) + " " + what);
  }

  private static Optional<String> times(RunResult result) {
    Optional<MeasureSummary> response = total(result, Measure.RESPONSE_TIME);
    if (response.isEmpty()) {
      return Optional.empty();
    }
    MeasureSummary times = response.get();
    String within =
        Stream.of(Statistic.P95, Statistic.P99)
            .filter(percentile -> !Double.isNaN(times.percentile(percentile)))
            .map(percentile ->
                ", "
                    + Math.round(percentile.quantile() * 100)
                    + " % within "
                    + Figures.seconds(times.percentile(percentile)))
            .collect(Collectors.joining());
    double median = times.percentile(Statistic.P50);
    String half =
        Double.isNaN(median)
            ? "The mean response took " + Figures.seconds(times.mean())
            : "Half of all responses came within " + Figures.seconds(median);
    return Optional.of(half + within + "; the slowest took " + Figures.seconds(times.max()) + ".");
  }

  private static Optional<String> waiting(RunResult result) {
    Optional<MeasureSummary> response = total(result, Measure.RESPONSE_TIME);
    Optional<MeasureSummary> service = total(result, Measure.SERVICE_TIME);
    if (response.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    for (Statistic percentile : List.of(Statistic.P99, Statistic.P95, Statistic.P90)) {
      double whole = response.get().percentile(percentile);
      double served = service.get().percentile(percentile);
      if (whole > WAITING_FACTOR * served && whole - served > WAITING_MIN) {
        return Optional.of(
            "Counted only from the moment of sending, "
                + percentile.label()
                + " would be "
                + Figures.seconds(served)
                + " instead of "
                + Figures.seconds(whole)
                + ": the rest is time that requests had to wait before they could be sent.");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> failures(RunResult result) {
    LoadSummary load = result.load();
    if (load.failedOperations() == 0) {
      return load.operations() == 0 ? Optional.empty() : Optional.of("No operation failed.");
    }
    double ratio = (double) load.failedOperations() / load.operations();
    String most = "";
    if (!result.errors().isEmpty()) {
      ErrorSummary first = result.errors().getFirst();
      most = ", most often " + first.error().label() + " at " + first.step();
    }
    return Optional.of(
        Figures.count(load.failedOperations())
            + " of "
            + Figures.count(load.operations(), "operation")
            + " failed ("
            + Figures.ratio(ratio)
            + ")"
            + most
            + ".");
  }

  /** Returns the distribution of the whole mix. */
  static Optional<MeasureSummary> total(RunResult result, Measure measure) {
    return of(result, measure, Tags.NONE);
  }

  /** Returns the times of all streams together, in the order in which people ask for them. */
  static List<MeasureSummary> streams(RunResult result) {
    return Stream.concat(
            STREAM_TIMES.stream().flatMap(measure -> total(result, measure).stream()),
            dwells(result).stream())
        .toList();
  }

  /** Returns how long tasks of all steps were in each state. */
  static List<MeasureSummary> dwells(RunResult result) {
    return result.measures().stream()
        .filter(summary ->
            summary.measure() == Measure.STATE_DWELL
                && summary.tags().has(Tag.STATE)
                && summary.tags().values().size() == 1)
        .toList();
  }

  /** Returns a measure with the tags that tell it from others, for example {@code event_gap}. */
  static String label(MeasureSummary summary) {
    return summary.measure().label()
        + (summary.tags().has(Tag.STATE) ? "{state=" + summary.tags().get(Tag.STATE) + "}" : "");
  }

  /** Returns a measure of each tool, or of each step of an agent, by name. */
  static List<MeasureSummary> parts(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && !part(summary.tags()).isEmpty())
        .toList();
  }

  /** Returns the name of the tool, or of the agent's step, that tags speak of; empty if none. */
  static String part(Tags tags) {
    boolean alone = tags.values().size() == 1;
    return alone && tags.has(Tag.TOOL)
        ? tags.get(Tag.TOOL)
        : alone && tags.has(Tag.AGENT_STEP) ? tags.get(Tag.AGENT_STEP) : "";
  }

  /**
   * Returns what share of the bytes of AG-UI's events snapshots of state are, and what share
   * changes of it; empty if there were neither.
   */
  static Optional<String> state(RunResult result) {
    long[] snapshots = sum(result, SNAPSHOTS::contains);
    long[] deltas = sum(result, DELTAS::contains);
    long[] all = sum(result, any -> true);
    if (snapshots[0] + deltas[0] == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "State: "
            + Figures.count(snapshots[0], "snapshot")
            + " with "
            + Figures.ratio((double) snapshots[1] / all[1])
            + " of the bytes of all events, "
            + Figures.count(deltas[0], "delta")
            + " with "
            + Figures.ratio((double) deltas[1] / all[1])
            + ".");
  }

  /** Returns how many events there were of some types, and how many bytes of data they had. */
  private static long[] sum(RunResult result, Predicate<String> types) {
    long[] sums = new long[2];
    for (CounterTotal counter : result.counters()) {
      String name = counter.key().name();
      if (types.test(counter.key().tags().get(Tag.EVENT))) {
        sums[0] += name.equals(CounterKey.EVENTS) ? counter.value() : 0;
        sums[1] += name.equals(CounterKey.EVENT_BYTES) ? counter.value() : 0;
      }
    }
    return sums;
  }

  /** Returns the distribution with exactly these tags. */
  static Optional<MeasureSummary> of(RunResult result, Measure measure, Tags tags) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(tags))
        .findFirst();
  }
}
