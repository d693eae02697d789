package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.TimelinePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class TimelineColumnsTest {
  private static TimelinePoint point(int second, double rate, double p99) {
    return new TimelinePoint(
        second,
        second + 1,
        rate,
        rate,
        rate,
        rate,
        Map.of(ErrorClass.CHECK, rate / 10),
        p99,
        p99,
        p99,
        p99,
        p99,
        p99,
        p99,
        p99,
        p99,
        second,
        0,
        0,
        GeneratorSample.UNKNOWN,
        Map.of());
  }

  private static double last(TimelineColumns columns, String curve) {
    double[] values = Objects.requireNonNull(columns.curves().get(curve));
    return values[values.length - 1];
  }

  private static List<TimelinePoint> timeline(int length) {
    List<TimelinePoint> timeline = new ArrayList<>();
    for (int second = 0; second < length; second++) {
      timeline.add(
          point(second, second % 2 == 0 ? 10 : 20, second % 4 == 0 ? Double.NaN : second / 1e3));
    }
    return timeline;
  }

  @Test
  void columns_ofAShortRun_haveAPointPerInterval() {
    TimelineColumns columns = TimelineColumns.of(timeline(1_200));

    assertThat(columns.intervalsPerPoint()).isEqualTo(1);
    assertThat(columns.times()).hasSize(1_200).startsWith(0.5, 1.5);
  }

  @Test
  void columns_ofALongRun_meanRatesAndPeakTheRest() {
    TimelineColumns columns = TimelineColumns.of(timeline(2_401));

    assertThat(columns.intervalsPerPoint()).isEqualTo(3);
    assertThat(columns.times()).hasSize(801).startsWith(1.5, 4.5).endsWith(2_400.5);
    assertThat(columns.curves().get("offered")).startsWith(40 / 3.0, 50 / 3.0);
    assertThat(columns.failures().get("check")).startsWith(4 / 3.0, 5 / 3.0);
    assertThat(columns.curves().get("p99")).startsWith(0.002, 0.005);
    assertThat(columns.curves().get("inFlight")).startsWith(2, 5);
    assertThat(columns.curves().get("cpu")).containsOnly(Double.NaN);
  }

  @Test
  void columns_ofARunThatEndsWithinAnInterval_haveNoPointForTheRest() {
    List<TimelinePoint> timeline = timeline(10);
    TimelinePoint whole = point(10, 400, 0.5);
    timeline.add(
        new TimelinePoint(
            10,
            10.01,
            whole.offered(),
            whole.started(),
            whole.completed(),
            whole.operations(),
            whole.failures(),
            0.5,
            0.5,
            0.5,
            0.5,
            0.5,
            0.5,
            0.5,
            0.5,
            0.5,
            3,
            0,
            0,
            GeneratorSample.UNKNOWN,
            Map.of()));

    TimelineColumns columns = TimelineColumns.of(timeline);

    assertThat(columns.times()).hasSize(10);
    assertThat(columns.intervalsPerPoint()).isEqualTo(1);
    assertThat(last(columns, "completed")).isCloseTo((20 * 1 + 400 * 0.01) / 1.01, within(1e-9));
    assertThat(last(columns, "p99")).isEqualTo(0.5);
  }

  @Test
  void columns_ofNoRun_areEmpty() {
    TimelineColumns columns = TimelineColumns.of(List.of());

    assertThat(columns.intervalsPerPoint()).isEqualTo(1);
    assertThat(columns.times()).isEmpty();
    assertThat(columns.failures()).isEmpty();
  }
}
