package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.Histograms;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class LatencyColumnsTest {
  private final LatencyColumns columns = new LatencyColumns();
  private int second;

  private void add(long... nanos) {
    Histogram histogram = Histograms.empty();
    for (long time : nanos) {
      histogram.recordValue(time);
    }
    columns.add(second, ++second, histogram);
  }

  @Test
  void rowOf_borders_areQuartersOfDoublings() {
    assertThat(LatencyMap.rowOf(0)).isZero();
    assertThat(LatencyMap.rowOf(1_279)).isZero();
    assertThat(LatencyMap.rowOf(1_280)).isEqualTo(1);
    assertThat(LatencyMap.rowOf(1_791)).isEqualTo(2);
    assertThat(LatencyMap.rowOf(1_792)).isEqualTo(3);
    assertThat(LatencyMap.rowOf(2_048)).isEqualTo(4);
    for (int row = 0; row <= LatencyMap.rowOf(Histograms.NANOS_MAX); row++) {
      assertThat(LatencyMap.rowOf(LatencyMap.nanosOf(row))).isEqualTo(row);
      assertThat(LatencyMap.rowOf(LatencyMap.nanosOf(row + 1) - 1)).isEqualTo(row);
    }
    assertThat(LatencyMap.rowOf(Histograms.NANOS_MAX)).isLessThan(150);
  }

  @Test
  void map_ofRandomTimes_countsEachInItsRow() {
    Random random = new Random(3);
    long[] expected = new long[150];
    long[] times = new long[5_000];
    for (int i = 0; i < times.length; i++) {
      times[i] = (long) Math.exp(random.nextDouble(Math.log(500), Math.log(8e13)));
      expected[LatencyMap.rowOf(times[i])]++;
    }
    add(times);

    LatencyMap.Column column = columns.map().columns().getFirst();

    for (int row = 0; row < expected.length; row++) {
      assertThat(column.count(row)).as("row " + row).isEqualTo(expected[row]);
    }
    assertThat(column.total()).isEqualTo(5_000);
    assertThat(column.counts().getFirst()).isPositive();
    assertThat(column.counts().getLast()).isPositive();
  }

  @Test
  void map_ofIntervalsWithoutTimes_hasEmptyColumns() {
    add();
    add(1_000_000, 1_000_000, 3_000_000);
    add();

    LatencyMap map = columns.map();

    assertThat(map.columns()).extracting(LatencyMap.Column::total).containsExactly(0L, 3L, 0L);
    assertThat(map.columns().get(1).start()).isEqualTo(1);
    assertThat(map.columns().get(1).end()).isEqualTo(2);
    assertThat(map.highest()).isEqualTo(2);
    assertThat(LatencyMap.secondsOf(map.lowest())).isLessThanOrEqualTo(0.001);
    assertThat(LatencyMap.secondsOf(map.rowsEnd())).isGreaterThan(0.003);
  }

  @Test
  void map_ofNothing_isEmpty() {
    assertThat(columns.map()).isEqualTo(LatencyMap.EMPTY);
    assertThat(LatencyMap.EMPTY.lowest()).isZero();
    assertThat(LatencyMap.EMPTY.rowsEnd()).isZero();
    assertThat(LatencyMap.EMPTY.highest()).isZero();
  }

  @Test
  void map_ofALongRun_isBoundedAndKeepsEveryTime() {
    for (int i = 0; i < 10_000; i++) {
      add(1_000_000L * (1 + i % 7), 40_000_000);
    }

    List<LatencyMap.Column> told = columns.map().columns();

    assertThat(told).hasSize(157).hasSizeLessThanOrEqualTo(LatencyMap.COLUMNS_MAX);
    assertThat(told.stream().mapToLong(LatencyMap.Column::total).sum()).isEqualTo(20_000);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i).start()).isEqualTo(64 * i);
      assertThat(told.get(i).end()).isEqualTo(Math.min(64 * (i + 1), 10_000));
    }
  }
}
