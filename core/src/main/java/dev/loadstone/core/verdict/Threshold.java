package dev.loadstone.core.verdict;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.measure.Statistic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An objective on a measure, such as {@code response_time{step=chat}.p95 < 500ms}.
 *
 * @param expression the text as the plan has it
 * @param measure what is judged
 * @param tags which part of it, by tag; empty for the whole mix
 * @param statistic which figure of it; empty where the measure is a single figure
 * @param window if given, the objective must hold over every window of this length
 * @param operator how the observed value must compare with the limit
 * @param limit in base units (seconds, bytes, ratio, per second)
 * @param ofOffered whether the limit is a share of the offered rate
 * @param warn from where on the value is worth a warning, in base units; empty for the default
 *     margin
 * @param abort whether a run stops as soon as the objective is missed
 * @param series which series of a probe, if that is the measure
 * @param composite the arithmetic, if that is the measure
 * @param share if given, beside a window: the share of windows that must meet the limit; otherwise
 *     all of them must
 */
public record Threshold(
    String expression,
    Measure measure,
    Map<String, String> tags,
    Optional<Statistic> statistic,
    Optional<Duration> window,
    Operator operator,
    double limit,
    boolean ofOffered,
    OptionalDouble warn,
    boolean abort,
    Optional<ProbeSeries> series,
    Optional<Composite> composite,
    OptionalDouble share) {
  /** Copies the tags. */
  public Threshold {
    tags = Map.copyOf(tags);
  }

  /** Creates an objective on a measure that is no probe's series. */
  public Threshold(
      String expression,
      Measure measure,
      Map<String, String> tags,
      Optional<Statistic> statistic,
      Optional<Duration> window,
      Operator operator,
      double limit,
      boolean ofOffered,
      OptionalDouble warn,
      boolean abort) {
    this(
        expression,
        measure,
        tags,
        statistic,
        window,
        operator,
        limit,
        ofOffered,
        warn,
        abort,
        Optional.empty(),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** Returns what is judged by the name that plans have for it. */
  public String subject() {
    return series.map(ProbeSeries::name).orElseGet(measure::label);
  }

  /**
   * Returns the unit of what is observed, where it is not that of the measure's kind: of a probe's
   * series, of arithmetic, of a single figure of the run, of a share of windows.
   */
  public Optional<Unit> ownUnit() {
    if (share.isPresent()) {
      return Optional.of(Unit.RATIO);
    }
    return series
        .map(ProbeSeries::unit)
        .or(() -> composite.map(Composite::unit))
        .or(() -> unitOf(measure));
  }

  /** Returns the unit of a single figure of the run. */
  static Optional<Unit> unitOf(Measure measure) {
    return switch (measure) {
      case BREAKING_POINT -> Optional.of(Unit.NUMBER);
      case RECOVERY_TIME -> Optional.of(Unit.SECONDS);
      case DEGRADATION -> Optional.of(Unit.RATIO);
      default -> Optional.empty();
    };
  }

  /** Returns the unit of its figures in results. */
  public String unit() {
    return ownUnit().map(Unit::label).orElseGet(() -> measure.kind().unit());
  }
}
