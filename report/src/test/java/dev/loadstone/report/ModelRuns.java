package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Runs of a second against models, of which only counters and failures are known. */
final class ModelRuns {
  private static final long SECOND = 1_000_000_000L;

  private final Map<CounterKey, Long> counters = new HashMap<>();
  private final Map<SeriesKey, Histogram> times = new HashMap<>();
  private final List<FailureSample> failures = new ArrayList<>();

  /** Counts something; tags as name=value words. */
  ModelRuns count(String counter, long value, String... tags) {
    counters.merge(new CounterKey(counter, tags(tags)), value, Long::sum);
    return this;
  }

  /** Has operations of a step fail. */
  ModelRuns failed(String step, ErrorClass error, long count, String message) {
    failures.add(new FailureSample(1, "x", step, error, message, "POST /x", "", 1));
    return count(
        CounterKey.OPERATIONS,
        count,
        "step=" + step,
        "outcome=" + error.outcome().label(),
        "error=" + error.label());
  }

  /** Records the same time so often. */
  ModelRuns time(Measure measure, long millis, long count, String... tags) {
    times
        .computeIfAbsent(new SeriesKey(measure, tags(tags)), key -> Histograms.empty())
        .recordValueWithCount(millis * 1_000_000, count);
    return this;
  }

  private static Tags tags(String... words) {
    Tags tags = Tags.of("phase", "steady-1");
    for (String word : words) {
      int sign = word.indexOf('=');
      tags = tags.with(word.substring(0, sign), word.substring(sign + 1));
    }
    return tags;
  }

  RunResult result() {
    RunAccumulator run = new RunAccumulator();
    run.started(
        new RunStart(
            "models",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "open",
            0,
            SECOND,
            List.of(new PhaseWindow("steady-1", 0, SECOND, 1, 1, true)),
            List.of(),
            Optional.empty(),
            List.of("chat", "claude")));
    failures.forEach(run::failure);
    run.interval(
        new IntervalSnapshot(0, 0, SECOND, times, counters, 0, 0, 0, GeneratorSample.UNKNOWN));
    run.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECOND, List.of()));
    return run.result();
  }
}
