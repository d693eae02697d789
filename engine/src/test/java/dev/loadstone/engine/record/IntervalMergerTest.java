package dev.loadstone.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class IntervalMergerTest {
  private static final SeriesKey KEY = new SeriesKey(Measure.RESPONSE_TIME, Tags.of("step", "a"));

  private final Queue<int[]> arrays = new ArrayDeque<>();
  private final IntervalMerger merger = new IntervalMerger();

  private LoopInterval loop(int index, long... nanos) {
    LatencyRecorder recorder = new LatencyRecorder();
    for (long value : nanos) {
      recorder.record(value);
    }
    LoopInterval interval = new LoopInterval(index, (index + 1) * 1_000_000_000L, false, arrays);
    interval.series().add(new LoopInterval.Series(KEY, recorder.swap(arrays)));
    return interval;
  }

  private IntervalSnapshot merged(LoopInterval... loops) {
    return merger.merge(List.of(loops), 0, GeneratorSample.UNKNOWN);
  }

  private static Histogram histogram(IntervalSnapshot interval) {
    return Objects.requireNonNull(interval.histograms().get(KEY));
  }

  @Test
  void merge_ofLoops_isTheirSum() {
    IntervalSnapshot interval = merged(loop(0, 1_000, 5_000_000), loop(0, 3_000));

    assertThat(histogram(interval).getTotalCount()).isEqualTo(3);
    assertThat(histogram(interval).getMaxValue()).isBetween(5_000_000L, 5_005_000L);
  }

  @Test
  void histogram_usedAgain_knowsNothingOfBefore() {
    IntervalSnapshot first = merged(loop(0, 10_000_000_000L, 7));
    Histogram before = histogram(first);
    IntervalSnapshot kept = first.keeping(key -> key.measure() == Measure.RESPONSE_TIME);
    merger.recycle(first);
    IntervalSnapshot second = merged(loop(1, 2_000));

    assertThat(histogram(second)).isSameAs(before);
    assertThat(histogram(second).getTotalCount()).isEqualTo(1);
    assertThat(histogram(second).getMaxValue()).isBetween(2_000L, 2_002L);
    assertThat(histogram(second).getMinValue()).isBetween(1_998L, 2_000L);
    assertThat(histogram(kept).getTotalCount()).isEqualTo(2);
    assertThat(first.keeping(key -> false).histograms()).isEmpty();
  }
}
