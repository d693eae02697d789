package dev.loadstone.testbed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TimeRecorderTest {
  @Test
  void summary_noTimes_hasOnlyACount() {
    TimeSummary summary = new TimeRecorder().summary();
    assertThat(summary.count()).isZero();
    assertThat(summary.mean()).isNaN();
    assertThat(summary.p999()).isNaN();
  }

  @Test
  void summary_oneTime_isThatTimeWithoutDeviation() {
    TimeSummary summary = recorded(1_234_567L).summary();
    assertThat(summary.mean()).isEqualTo(0.001234567);
    assertThat(summary.min()).isEqualTo(0.001234567);
    assertThat(summary.max()).isEqualTo(0.001234567);
    assertThat(summary.p50()).isEqualTo(0.001234567);
    assertThat(summary.stddev()).isNaN();
  }

  @Test
  void summary_knownTimes_hasKnownFigures() {
    TimeSummary summary =
        recorded(LongStream.rangeClosed(1, 1_000).map(n -> n * 1_000_000).toArray()).summary();
    assertThat(summary.count()).isEqualTo(1_000);
    assertThat(summary.mean()).isCloseTo(0.5005, within(1e-12));
    // The sample variance of 1…n is n(n + 1)/12.
    assertThat(summary.stddev()).isCloseTo(Math.sqrt(1_000 * 1_001 / 12.0) / 1_000, within(1e-12));
    assertThat(summary.p50()).isCloseTo(0.5, withinPercentage(0.1));
    assertThat(summary.p90()).isCloseTo(0.9, withinPercentage(0.1));
    assertThat(summary.p999()).isCloseTo(0.999, withinPercentage(0.1));
    assertThat(summary.max()).isEqualTo(1.0);
  }

  @Test
  void add_twoHalves_equalsTheWhole() {
    long[] times = LongStream.range(0, 10_000).map(n -> (n * n * 7_919) % 100_000_007).toArray();
    TimeRecorder halves = recorded(LongStream.of(times).limit(3_000).toArray());
    halves.add(recorded(LongStream.of(times).skip(3_000).toArray()));
    TimeSummary whole = recorded(times).summary();
    TimeSummary sum = halves.summary();
    assertThat(sum.mean()).isCloseTo(whole.mean(), within(1e-12));
    assertThat(sum.stddev()).isCloseTo(whole.stddev(), within(1e-12));
    assertThat(sum).usingRecursiveComparison().ignoringFields("mean", "stddev").isEqualTo(whole);
  }

  @Test
  void add_emptyOnes_changesNothing() {
    TimeRecorder recorder = recorded(5, 7);
    recorder.add(new TimeRecorder());
    assertThat(recorder.summary()).isEqualTo(recorded(5, 7).summary());
    TimeRecorder empty = new TimeRecorder();
    empty.add(recorded(5, 7));
    assertThat(empty.summary()).isEqualTo(recorded(5, 7).summary());
  }

  @Test
  void countUpTo_bound_countsWhatDoesNotExceedIt() {
    TimeRecorder recorder = recorded(1_000, 2_000, 3_000_000);
    assertThat(recorder.countUpTo(2_000)).isEqualTo(2);
    assertThat(recorder.countUpTo(1_999)).isEqualTo(1);
    assertThat(recorder.countUpTo(10_000_000_000L)).isEqualTo(3);
    assertThat(recorder.sumSeconds()).isCloseTo(0.003003, within(1e-12));
  }

  private static TimeRecorder recorded(long... nanos) {
    TimeRecorder recorder = new TimeRecorder();
    for (long time : nanos) {
      recorder.record(time);
    }
    return recorder;
  }
}
