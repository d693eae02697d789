package dev.loadstone.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LatencyRecorderTest {
  private final Queue<int[]> pool = new ArrayDeque<>();

  private Histogram drained(LatencyRecorder recorder) {
    Histogram histogram = Histograms.empty();
    recorder.swap(pool).drainTo(histogram, pool);
    return histogram;
  }

  @Test
  void record_allBucketBoundaries_equalsHdrHistogram() {
    LatencyRecorder recorder = new LatencyRecorder();
    Histogram expected = Histograms.empty();
    int last = LatencyRecorder.indexOf(Histograms.NANOS_MAX);
    for (int index = 0; index <= last; index++) {
      long low = LatencyRecorder.valueOf(index);
      long high = Math.min(LatencyRecorder.valueOf(index + 1) - 1, Histograms.NANOS_MAX);
      assertThat(LatencyRecorder.indexOf(low)).isEqualTo(index);
      assertThat(LatencyRecorder.indexOf(high)).isEqualTo(index);
      recorder.record(low);
      recorder.record(high);
      expected.recordValue(low);
      expected.recordValue(high);
    }

    assertThat(drained(recorder)).isEqualTo(expected);
  }

  @Test
  void drainTo_manyValues_recordsTheHighestFirst() {
    LatencyRecorder recorder = new LatencyRecorder();
    recorder.record(5_000);
    recorder.record(80_000_000);
    recorder.record(300_000);
    List<Long> order = new ArrayList<>();
    Histogram histogram =
        new Histogram(Histograms.DIGITS) {
          @Override
          public void recordValueWithCount(long value, long count) {
            order.add(value);
          }
        };
    recorder.swap(pool).drainTo(histogram, pool);

    assertThat(order).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void record_randomValuesOverTwoIntervals_equalsHdrHistogram() {
    SplittableRandom random = new SplittableRandom(1);
    LatencyRecorder recorder = new LatencyRecorder();
    Histogram expected = Histograms.empty();
    Histogram sum = Histograms.empty();
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong(Histograms.NANOS_MAX) >>> random.nextInt(46);
      recorder.record(value);
      expected.recordValue(value);
      if (i == 40_000) {
        sum.add(drained(recorder));
      }
    }
    sum.add(drained(recorder));

    assertThat(sum).isEqualTo(expected);
    assertThat(recorder.isEmpty()).isTrue();
  }

  @Test
  void record_outsideTheRange_isTakenAsItsEnd() {
    LatencyRecorder recorder = new LatencyRecorder();
    recorder.record(-1);
    recorder.record(Long.MAX_VALUE);
    Histogram expected = Histograms.empty();
    expected.recordValue(0);
    expected.recordValue(Histograms.NANOS_MAX);

    assertThat(drained(recorder)).isEqualTo(expected);
  }
}
