package dev.loadstone.web;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What a run tells: a second of warm-up, then 100 operations of 20 ms and one failure each second.
 */
public final class Told {
  private static final long SECOND = 1_000_000_000L;

  private Told() {}

  /** Returns a start whose step has the given name. */
  public static RunStart start(String step) {
    return new RunStart(
        "told",
        "",
        Instant.parse("2026-01-31T12:00:00Z"),
        "0123456789abcdef",
        "name: told\n",
        Map.of(),
        1,
        "open",
        SECOND,
        600 * SECOND,
        List.of(
            new PhaseWindow("warm-up", 0, SECOND, 101, 101, true),
            new PhaseWindow("steady", SECOND, 601 * SECOND, 101, 101, true)),
        List.of(),
        Optional.empty(),
        List.of(step));
  }

  /** Returns the interval of a second, of which number 0 is the warm-up. */
  public static IntervalSnapshot interval(int index, String step) {
    Tags phase = Tags.of("phase", index == 0 ? "warm-up" : "steady");
    Tags tags = phase.with("step", step);
    Histogram times = Histograms.empty();
    times.recordValueWithCount(20_000_000, 100);
    double unknown = Double.NaN;
    return new IntervalSnapshot(
        index,
        index * SECOND,
        (index + 1) * SECOND,
        Map.of(
            new SeriesKey(Measure.RESPONSE_TIME, tags), times,
            new SeriesKey(Measure.SERVICE_TIME, tags), times),
        Map.of(
            new CounterKey(CounterKey.OFFERED, phase), 101L,
            new CounterKey(CounterKey.STARTED, phase), 101L,
            new CounterKey(CounterKey.ITERATIONS, phase.with("outcome", "ok")), 100L,
            new CounterKey(CounterKey.OPERATIONS, tags.with("outcome", "ok")), 100L,
            new CounterKey(
                    CounterKey.OPERATIONS, tags.with("outcome", "failed").with("error", "reset")),
                1L),
        3,
        0,
        2,
        new GeneratorSample(
            unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown));
  }

  /** Returns an example of a failure. */
  public static FailureSample failure(String step) {
    return new FailureSample(
        SECOND, "main", step, ErrorClass.of("reset").orElseThrow(), "cut off", "GET /a", "", 5);
  }

  /** Returns an ordinary end. */
  public static RunEnd end() {
    return new RunEnd(RunEnd.Reason.COMPLETED, "", 5 * SECOND, List.of());
  }
}
