package dev.loadstone.core.result;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.StreamPoint;
import dev.loadstone.core.record.TimelinePoint;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Turns intervals into points of the timeline; warm-up counts like anything else. Sums up in one
 * histogram, again and again. Not thread-safe.
 */
public final class Timeline {
  private static final double NANOS = 1e9;

  private final Histogram scratch = Histograms.empty();

  /** Creates one that has seen nothing. */
  public Timeline() {}

  /**
   * Returns an interval as a point.
   *
   * @param open whether any of the load is open, so that there is an offered rate
   */
  public TimelinePoint point(IntervalSnapshot interval, boolean open) {
    double seconds = Math.max(1e-9, (interval.endNanos() - interval.startNanos()) / NANOS);
    Map<ErrorClass, Double> failures = new EnumMap<>(ErrorClass.class);
    interval
        .counters()
        .forEach((key, count) -> {
          if (key.name().equals(CounterKey.OPERATIONS) && key.tags().has(Tag.ERROR)) {
            ErrorClass.of(key.tags().get(Tag.ERROR))
                .ifPresent(error -> failures.merge(error, count / seconds, Double::sum));
          }
        });
    StreamPoint streams = streams(interval, seconds);
    sum(interval, Measure.SERVICE_TIME);
    double serviceP50 = Percentiles.of(scratch, Statistic.P50);
    double serviceP99 = Percentiles.of(scratch, Statistic.P99);
    sum(interval, Measure.START_DELAY_GENERATOR);
    double delayP99 = Percentiles.of(scratch, Statistic.P99);
    sum(interval, Measure.RESPONSE_TIME);
    return new TimelinePoint(
        interval.startNanos() / NANOS,
        interval.endNanos() / NANOS,
        open ? count(interval, CounterKey.OFFERED, false) / seconds : Double.NaN,
        count(interval, CounterKey.STARTED, false) / seconds,
        count(interval, CounterKey.ITERATIONS, true) / seconds,
        count(interval, CounterKey.OPERATIONS, true) / seconds,
        failures,
        Percentiles.of(scratch, Statistic.MEAN),
        Percentiles.of(scratch, Statistic.P50),
        Percentiles.of(scratch, Statistic.P90),
        Percentiles.of(scratch, Statistic.P95),
        Percentiles.of(scratch, Statistic.P99),
        Percentiles.of(scratch, Statistic.MAX),
        serviceP50,
        serviceP99,
        delayP99,
        interval.inFlight(),
        interval.users(),
        interval.connections(),
        interval.generator(),
        interval.probes().values(),
        streams);
  }

  /**
   * Returns the response times of successful operations of the interval that became the last point;
   * the next one overwrites them.
   */
  Histogram responseTimes() {
    return scratch;
  }

  private StreamPoint streams(IntervalSnapshot interval, double seconds) {
    long events = count(interval, CounterKey.EVENTS, false);
    long tokens = count(interval, CounterKey.TOKENS, false);
    long streams = 0;
    for (Map.Entry<SeriesKey, Histogram> recorded : interval.histograms().entrySet()) {
      boolean first = recorded.getKey().measure() == Measure.TIME_TO_FIRST_EVENT;
      streams += first ? recorded.getValue().getTotalCount() : 0;
    }
    if (events + tokens + streams == 0) {
      return StreamPoint.NONE;
    }
    sum(interval, Measure.TIME_TO_FIRST_TOKEN);
    return new StreamPoint(
        streams / seconds,
        events / seconds,
        tokens / seconds,
        Percentiles.of(scratch, Statistic.P50),
        Percentiles.of(scratch, Statistic.P99));
  }

  private void sum(IntervalSnapshot interval, Measure measure) {
    scratch.reset();
    interval
        .histograms()
        .forEach((key, histogram) -> {
          if (key.measure() == measure && !key.tags().has(Tag.OUTCOME)) {
            Histograms.add(scratch, histogram);
          }
        });
  }

  private static long count(IntervalSnapshot interval, String name, boolean onlyOk) {
    long sum = 0;
    for (Map.Entry<CounterKey, Long> counter : interval.counters().entrySet()) {
      CounterKey key = counter.getKey();
      if (key.name().equals(name)
          && (!onlyOk || key.tags().get(Tag.OUTCOME).equals(Outcome.OK.label()))) {
        sum += counter.getValue();
      }
    }
    return sum;
  }
}
