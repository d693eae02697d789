package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.Distribution;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class ConfidenceBandTest {
  /** 20,000 independent times over a minute. */
  private static final RunResult CALM = calm();

  private static RunResult calm() {
    Random random = new Random(11);
    long[] nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (long) (20e6 * StrictMath.exp(0.6 * random.nextGaussian()));
    }
    return SampleRuns.times(nanos, 60).result();
  }

  private static Histogram times(RunResult result) {
    return result.distributions().stream()
        .filter(one ->
            one.key().measure() == Measure.RESPONSE_TIME && one.key().tags().equals(Tags.NONE))
        .map(Distribution::histogram)
        .findFirst()
        .orElseThrow();
  }

  private static List<ConfidenceBand.Point> band(RunResult result) {
    MeasureSummary whole = Narrative.total(result, Measure.RESPONSE_TIME).orElseThrow();
    return ConfidenceBand.of(times(result), whole.intervals());
  }

  @Test
  void band_atAPercentile_isTheIntervalOfTheResult() {
    Map<Statistic, ConfidenceInterval> intervals =
        Narrative.total(CALM, Measure.RESPONSE_TIME).orElseThrow().intervals();

    List<ConfidenceBand.Point> band = band(CALM);

    assertThat(intervals).hasSizeGreaterThan(4);
    intervals.forEach((percentile, interval) ->
        assertThat(band)
            .as(percentile.label())
            .anySatisfy(point -> {
              assertThat(point.beyond()).isEqualTo(1 / (1 - percentile.quantile()));
              assertThat(point.low()).isEqualTo(interval.low());
              assertThat(point.high()).isEqualTo(interval.high());
            }));
  }

  @Test
  void band_everywhere_holdsTheCurveAndRises() {
    for (RunResult result : List.of(CALM, SampleRuns.mixed().result())) {
      Histogram times = times(result);
      double before = 0;
      for (ConfidenceBand.Point point : band(result)) {
        double value = times.getValueAtPercentile(100 * (1 - 1 / point.beyond())) / 1e9;
        assertThat(value).isBetween(point.low(), point.high());
        assertThat(point.beyond()).isGreaterThan(before);
        before = point.beyond();
      }
    }
    assertThat(band(CALM)).hasSizeGreaterThan(10);
  }

  @Test
  void band_withoutIntervals_isNone() {
    assertThat(ConfidenceBand.of(times(CALM), Map.of())).isEmpty();
    assertThat(
            ConfidenceBand.of(
                times(CALM), Map.of(Statistic.P50, new ConfidenceInterval(0.01, 0.02))))
        .isEmpty();
  }

  @Test
  void band_acrossAPercentileWithoutInterval_isNotDrawn() {
    Map<Statistic, ConfidenceInterval> all =
        Narrative.total(CALM, Measure.RESPONSE_TIME).orElseThrow().intervals();
    Map<Statistic, ConfidenceInterval> some = new EnumMap<>(all);
    some.remove(Statistic.P75);

    List<ConfidenceBand.Point> band = ConfidenceBand.of(times(CALM), some);

    assertThat(band.getFirst().beyond()).isEqualTo(1 / (1 - Statistic.P90.quantile()));
    assertThat(band.getLast().beyond()).isGreaterThan(900);
  }
}
