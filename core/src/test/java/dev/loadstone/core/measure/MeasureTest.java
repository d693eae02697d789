package dev.loadstone.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MeasureTest {
  @ParameterizedTest
  @EnumSource(Measure.class)
  void of_label_findsTheMeasure(Measure measure) {
    assertThat(Measure.of(measure.label())).contains(measure);
  }

  @ParameterizedTest
  @EnumSource(Statistic.class)
  void of_label_findsTheStatistic(Statistic statistic) {
    assertThat(Statistic.of(statistic.label())).contains(statistic);
  }

  @Test
  void quantile_percentile_isItsShare() {
    assertThat(Statistic.P99_9.quantile()).isEqualTo(0.999);
  }

  @ParameterizedTest
  @EnumSource(Operator.class)
  void holds_nan_isFalseButForNotEqual(Operator operator) {
    assertThat(operator.holds(Double.NaN, 1)).isEqualTo(operator == Operator.NOT_EQUAL);
  }
}
