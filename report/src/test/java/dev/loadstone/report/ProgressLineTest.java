package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static List<IntervalSnapshot> intervals(SyntheticRun run) {
    List<IntervalSnapshot> intervals = new ArrayList<>();
    run.replay(
        new RunObserver() {
          @Override
          public void started(RunStart start) {}

          @Override
          public void interval(IntervalSnapshot interval) {
            intervals.add(interval);
          }

          @Override
          public void failure(FailureSample sample) {}

          @Override
          public void ended(RunEnd end) {}
        });
    return intervals;
  }

  @Test
  void line_ofOneSecond_tellsItsFigures() {
    SyntheticRun run = SampleRuns.freeze();

    assertThat(new ProgressLine(run.start()).of(intervals(run).subList(2, 3)))
        .isEqualTo(
            "0:03  constant      offered  1,000/s  started  1,000/s  done  1,000/s  p50  1.15 ms  p99  1.27 ms  failed     0  in flight     1  left 0:17");
  }

  @Test
  void line_ofFiveSeconds_mergesThem() {
    SyntheticRun run = SampleRuns.freeze();

    assertThat(new ProgressLine(run.start()).of(intervals(run).subList(1, 6)))
        .isEqualTo(
            "0:06  constant      offered  1,000/s  started  1,000/s  done  1,000/s  p50  1.18 ms  p99   952 ms  failed     0  in flight     1  left 0:14");
  }

  @Test
  void line_afterTheLoad_saysThatItDrains() {
    SyntheticRun run = SampleRuns.freeze();

    assertThat(new ProgressLine(run.start()).of(intervals(run).subList(20, 21)))
        .isEqualTo(
            "0:21  drain         offered      0/s  started      0/s  done  1,000/s  p50   502 ms  p99   992 ms  failed     0  in flight     1  draining");
  }
}
