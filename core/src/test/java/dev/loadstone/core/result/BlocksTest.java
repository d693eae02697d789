package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.SparseCounts;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class BlocksTest {
  private static final SeriesKey SERIES =
      new SeriesKey(Measure.RESPONSE_TIME, Tags.of(Tag.STEP, "a"));
  private static final SeriesKey WARM_UP =
      new SeriesKey(Measure.RESPONSE_TIME, Tags.of(Tag.PHASE, PhaseWindow.WARM_UP));

  private final Blocks blocks = new Blocks();
  private int index;

  private void add(SeriesKey series, int count) {
    Histogram histogram = Histograms.empty();
    histogram.recordValueWithCount(1_000, count);
    long start = index * 1_000_000_000L;
    blocks.add(
        new IntervalSnapshot(
            index++,
            start,
            start + 1_000_000_000L,
            count == 0 ? Map.of() : Map.of(series, histogram),
            Map.of(),
            0,
            0,
            0,
            GeneratorSample.UNKNOWN));
  }

  private List<Long> totals() {
    return blocks.of(List.of(SERIES)).stream().map(SparseCounts::total).toList();
  }

  @Test
  void of_fewIntervals_areTheBlocks() {
    add(WARM_UP, 100);
    add(SERIES, 3);
    add(SERIES, 0);
    add(SERIES, 5);

    assertThat(totals()).containsExactly(3L, 0L, 5L);
  }

  @Test
  void of_moreThanTheMost_areJoinedAndKeepTheirSum() {
    long sum = 0;
    for (int i = 1; i <= 1_000; i++) {
      add(SERIES, i);
      sum += i;
      assertThat(blocks.count()).isLessThanOrEqualTo(Blocks.BLOCKS_MAX);
    }
    assertThat(blocks.count()).isEqualTo(63); // 62 of 16 intervals, and the last with 8
    assertThat(totals().stream().mapToLong(Long::longValue).sum()).isEqualTo(sum);
    assertThat(totals().getFirst()).isEqualTo(16 * 17 / 2);
  }
}
