package dev.loadstone.core.result;

import dev.loadstone.core.analysis.GrowthRate;
import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.verdict.Composite;
import dev.loadstone.core.verdict.Threshold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * What was seen of a threshold's measure.
 *
 * @param value in base units; NaN if there are no data
 * @param samples how many values it rests on
 * @param enough whether they are enough for the statistic
 * @param interval a percentile's confidence interval, if it is known
 */
record Observation(
    double value, long samples, boolean enough, Optional<ConfidenceInterval> interval) {
  /** How long something took, for rates. */
  interface Elapsed {
    /** Returns the seconds over which so-tagged completions are to be spread. */
    double seconds(Map<String, String> tags);
  }

  /** The levels sampled once a second. */
  interface Levels {
    /** Returns a statistic of a level measure; NaN if it was never sampled. */
    double of(Measure measure, Statistic statistic);

    /** Returns what is known of a probe's series. */
    SeriesSummary of(ProbeSeries series);

    /** Returns what the course of the load showed. */
    LoadCourse course();

    /** Returns how a probe's series grew; empty if that is not known. */
    Optional<MemoryGrowth> growth(String series);
  }

  /** Looks at recordings for what a threshold asks. */
  static Observation of(
      Threshold threshold, Recordings recordings, Elapsed elapsed, Levels levels) {
    Map<String, String> tags = threshold.tags();
    return switch (threshold.measure().kind()) {
      case TIME -> time(threshold, recordings, elapsed.seconds(tags));
      case RATIO -> ratio(threshold.measure(), tags, recordings);
      case RATE -> rate(threshold, recordings, elapsed);
      case MONEY -> money(threshold.measure(), tags, recordings);
      case COUNT -> count(threshold, recordings, elapsed);
      case NUMBER -> number(threshold, recordings, elapsed);
      case COURSE ->
          threshold
              .composite()
              .map(composite ->
                  composite(composite, operand -> of(operand, recordings, elapsed, levels)))
              .or(() ->
                  threshold.series().map(series -> growth(threshold.measure(), series, levels)))
              .orElseGet(() -> course(threshold, levels.course()));
      case LEVEL ->
          threshold
              .series()
              .map(series -> series(levels.of(series), threshold.statistic()))
              .orElseGet(() -> level(threshold, levels));
    };
  }

  private static Observation level(Threshold threshold, Levels levels) {
    double value = levels.of(threshold.measure(), threshold.statistic().orElse(Statistic.MEAN));
    return plain(value, Double.isNaN(value) ? 0 : 1);
  }

  /** Computes arithmetic from what is observed of its operands. */
  static Observation composite(Composite composite, Function<Threshold, Observation> observations) {
    List<Observation> seen = composite.operands().stream().map(observations).toList();
    double value = composite.formula().value(index -> seen.get(index).value());
    return new Observation(
        Double.isInfinite(value) ? Double.NaN : value,
        seen.stream().mapToLong(Observation::samples).min().orElse(0),
        seen.stream().allMatch(Observation::enough),
        Optional.empty());
  }

  /**
   * Looks at the course of a load. A target that did not break, or did not recover, while it was
   * watched, is known to be beyond what was watched, and no more.
   */
  static Observation course(Threshold threshold, LoadCourse course) {
    Observation nothing = plain(Double.NaN, 0);
    return switch (threshold.measure()) {
      case BREAKING_POINT ->
          course
              .climb()
              .map(climb ->
                  climb
                      .breakingLevel()
                      .map(level -> plain(level.level(), 1))
                      .orElseGet(() -> atLeast(climb.highest(), threshold.limit())))
              .orElse(nothing);
      case RECOVERY_TIME ->
          course
              .recovery()
              .map(recovery ->
                  recovery
                      .seconds()
                      .map(seconds -> plain(seconds, 1))
                      .orElseGet(() -> atLeast(recovery.observedSeconds(), threshold.limit())))
              .orElse(nothing);
      case DEGRADATION ->
          course
              .drift()
              .map(drift -> plain(drift.isSignificant() ? drift.response() : 0, 1))
              .orElse(nothing);
      default -> throw new IllegalStateException(threshold.measure().label() + " is no course");
    };
  }

  private static Observation growth(Measure measure, ProbeSeries series, Levels levels) {
    Optional<MemoryGrowth> growth = series.grown().flatMap(levels::growth);
    Optional<GrowthRate> rate =
        growth.flatMap(
            known -> measure == Measure.MEMORY_GROWTH ? known.perHour() : known.perOperation());
    return new Observation(
        rate.map(GrowthRate::value).orElse(growth.isEmpty() ? Double.NaN : 0.0),
        growth.map(MemoryGrowth::samples).orElse(0),
        rate.isPresent(),
        rate.map(GrowthRate::interval));
  }

  private static Observation atLeast(double value, double limit) {
    return new Observation(value, 1, value >= limit, Optional.empty());
  }

  private static Observation plain(double value, long samples) {
    return new Observation(value, samples, true, Optional.empty());
  }

  private static Observation series(SeriesSummary seen, Optional<Statistic> statistic) {
    double value =
        switch (statistic.orElse(Statistic.MEAN)) {
          case MIN -> seen.min();
          case MAX -> seen.max();
          default -> seen.mean();
        };
    return plain(value, seen.samples());
  }

  private static Observation time(Threshold threshold, Recordings recordings, double seconds) {
    Histogram histogram = recordings.times(threshold.measure(), threshold.tags());
    Statistic statistic = threshold.statistic().orElse(Statistic.MEAN);
    long count = histogram.getTotalCount();
    if (statistic == Statistic.COUNT) {
      return plain((double) count, count);
    }
    if (statistic == Statistic.RATE) {
      return plain(count / seconds, count);
    }
    double value = Percentiles.of(histogram, statistic);
    if (!statistic.isPercentile()) {
      return plain(value, count);
    }
    double quantile = statistic.quantile();
    Optional<ConfidenceInterval> interval =
        recordings.intervals(threshold.measure(), threshold.tags(), histogram).of(quantile);
    return new Observation(value, count, Percentiles.isTellable(count, quantile), interval);
  }

  private static Observation ratio(
      Measure measure, Map<String, String> tags, Recordings recordings) {
    return switch (measure) {
      case ERROR_RATIO -> {
        Map<String, String> whole = without(without(tags, Tag.ERROR), Tag.OUTCOME);
        long ended = ended(recordings, whole);
        long failed =
            whole.size() == tags.size()
                ? ended
                    - recordings.count(
                        CounterKey.OPERATIONS, whole, Tag.OUTCOME, Outcome.OK.label())
                : recordings.count(CounterKey.OPERATIONS, tags);
        yield share(failed, ended);
      }
      case CHECK_RATIO ->
          share(
              recordings.count(CounterKey.CHECKS, tags, Tag.OUTCOME, "passed"),
              recordings.count(CounterKey.CHECKS, tags));
      case GOODPUT_RATIO ->
          share(
              recordings.count(CounterKey.OBJECTIVES, tags, Tag.OUTCOME, "met"),
              recordings.count(CounterKey.OBJECTIVES, tags));
      case HIT_RATIO -> {
        long hits = recordings.count(CounterKey.CACHE_HITS, tags);
        yield share(hits, hits + recordings.count(CounterKey.CACHE_MISSES, tags));
      }
      default -> throw new IllegalStateException(measure.label() + " is no ratio");
    };
  }

  /** Returns how many operations ended by themselves. */
  static long ended(Recordings recordings, Map<String, String> tags) {
    return recordings.count(CounterKey.OPERATIONS, tags)
        - recordings.count(CounterKey.OPERATIONS, tags, Tag.OUTCOME, Outcome.CANCELLED.label());
  }

  private static Observation share(long part, long whole) {
    return plain(whole == 0 ? Double.NaN : (double) part / whole, whole);
  }

  private static Observation rate(Threshold threshold, Recordings recordings, Elapsed elapsed) {
    Map<String, String> tags = threshold.tags();
    double seconds = elapsed.seconds(tags);
    boolean ofOperations =
        threshold.measure() == Measure.OPERATION_RATE || tags.containsKey(Tag.STEP);
    if (threshold.measure() == Measure.OFFERED_RATE) {
      long offered = recordings.count(CounterKey.OFFERED, tags);
      return plain(offered == 0 ? Double.NaN : offered / seconds, offered);
    }
    String counter = ofOperations ? CounterKey.OPERATIONS : CounterKey.ITERATIONS;
    long completed = recordings.count(counter, tags, Tag.OUTCOME, Outcome.OK.label());
    long ended = recordings.count(counter, tags);
    if (!threshold.ofOffered()) {
      return plain(ended == 0 ? Double.NaN : completed / seconds, ended);
    }
    long offered = recordings.count(CounterKey.OFFERED, without(tags, Tag.STEP));
    return plain(offered == 0 ? Double.NaN : completed / seconds, offered);
  }

  private static Observation count(Threshold threshold, Recordings recordings, Elapsed elapsed) {
    long count = recordings.count(threshold.measure().label(), threshold.tags());
    boolean rate =
        threshold.statistic().filter(statistic -> statistic == Statistic.RATE).isPresent();
    return plain(rate ? count / elapsed.seconds(threshold.tags()) : count, 1);
  }

  /** Observes what the plan took down. It is known only if it is known every time. */
  private static Observation number(Threshold threshold, Recordings recordings, Elapsed elapsed) {
    Map<String, String> tags = threshold.tags();
    long count = recordings.count(CounterKey.RECORDED, tags);
    double value =
        switch (threshold.statistic().orElse(Statistic.MEAN)) {
          case COUNT -> count;
          case RATE -> count / elapsed.seconds(tags);
          case SUM -> count == 0 ? Double.NaN : recorded(recordings, tags);
          default -> recorded(recordings, tags) / count;
        };
    boolean all = recordings.count(CounterKey.UNRECORDED, tags) == 0;
    return new Observation(value, count, all, Optional.empty());
  }

  /** Returns the sum of the numbers that a plan took down. */
  static double recorded(Recordings recordings, Map<String, String> tags) {
    return recordings.count(CounterKey.RECORDED_WHOLE, tags)
        + recordings.count(CounterKey.RECORDED_BILLIONTHS, tags) / 1e9;
  }

  /**
   * Observes what was spent. It is known only if it is known of every operation that has a price.
   */
  private static Observation money(
      Measure measure, Map<String, String> tags, Recordings recordings) {
    double cost = (double) recordings.count(CounterKey.COST, tags) / CounterKey.COST_UNIT;
    long operations = recordings.count(CounterKey.PRICED_OPERATIONS, tags);
    double value =
        switch (measure) {
          case COST -> operations == 0 ? Double.NaN : cost;
          case COST_PER_OPERATION -> cost / operations;
          case COST_PER_1K_OUTPUT_TOKENS ->
              cost * 1_000 / recordings.count(CounterKey.PRICED_TOKENS, tags);
          default -> throw new IllegalStateException(measure.label() + " is no money");
        };
    boolean whole = recordings.count(CounterKey.UNPRICED_OPERATIONS, tags) == 0;
    return new Observation(value, operations, whole, Optional.empty());
  }

  private static Map<String, String> without(Map<String, String> tags, String tag) {
    Map<String, String> fewer = new HashMap<>(tags);
    fewer.remove(tag);
    return fewer;
  }
}
