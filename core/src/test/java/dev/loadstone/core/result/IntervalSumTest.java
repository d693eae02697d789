package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The result of a run is the sum of its intervals, for any intervals. */
final class IntervalSumTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SECONDS = 20;

  private final SplittableRandom random = new SplittableRandom(31);
  private final Histogram whole = Histograms.empty();
  private final List<IntervalSnapshot> intervals = new ArrayList<>();
  private long ok;
  private long failed;

  private void interval(int index) {
    Seen seen = new Seen();
    long okHere = random.nextInt(300);
    long failedHere = random.nextInt(20);
    for (int i = 0; i < okHere; i++) {
      long millis = (long) Math.exp(random.nextDouble(8));
      seen.times(Measure.RESPONSE_TIME, millis, 1, "step=a", "phase=p");
      whole.recordValue(millis * 1_000_000);
    }
    seen.count(CounterKey.OPERATIONS, okHere, "step=a", "phase=p", "outcome=ok");
    seen.count(
        CounterKey.OPERATIONS, failedHere, "step=a", "phase=p", "outcome=failed", "error=reset");
    seen.count(CounterKey.STARTED, okHere + failedHere, "phase=p");
    ok += okHere;
    failed += failedHere;
    intervals.add(seen.second(index));
  }

  private RunResult result(List<IntervalSnapshot> told) {
    RunAccumulator run = new RunAccumulator();
    run.started(
        new RunStart(
            "t",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "open",
            0,
            SECONDS * SECOND,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of("a")));
    told.forEach(run::interval);
    run.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECONDS * SECOND, List.of()));
    return run.result();
  }

  @Test
  void result_anyIntervals_isTheirSum() {
    for (int i = 0; i < SECONDS; i++) {
      interval(i);
    }
    RunResult result = result(intervals);

    assertThat(result.load().operations()).isEqualTo(ok + failed);
    assertThat(result.load().failedOperations()).isEqualTo(failed);
    assertThat(result.load().started()).isEqualTo(ok + failed);
    MeasureSummary times =
        result.measures().stream()
            .filter(measure -> measure.measure() == Measure.RESPONSE_TIME)
            .filter(measure -> measure.tags().equals(Tags.NONE))
            .findFirst()
            .orElseThrow();
    assertThat(times.count()).isEqualTo(whole.getTotalCount());
    assertThat(times.mean()).isEqualTo(Percentiles.of(whole, Statistic.MEAN));
    assertThat(times.max()).isEqualTo(Percentiles.of(whole, Statistic.MAX));
    assertThat(times.percentiles()).isNotEmpty();
    times
        .percentiles()
        .forEach(
            (percentile, value) -> assertThat(value).isEqualTo(Percentiles.of(whole, percentile)));
  }
}
