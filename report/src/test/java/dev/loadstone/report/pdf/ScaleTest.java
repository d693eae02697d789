package dev.loadstone.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaleTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.5",
    "0.97, 1, 0.5",
    "4, 4, 1",
    "4.01, 6, 2",
    "1000, 1000, 500",
    "0.00023, 0.0003, 0.0001",
    "0, 1, 1",
    "NaN, 1, 1",
  })
  void upTo_aValue_endsAtARoundMarkNotBelowIt(double highest, double end, double step) {
    Scale scale = Scale.upTo(highest, 4);

    assertThat(scale.end()).isCloseTo(end, within(1e-12));
    assertThat(scale.step()).isCloseTo(step, within(1e-12));
    assertThat(scale.marks()).hasSizeLessThanOrEqualTo(5);
    assertThat(scale.marks().getLast()).isCloseTo(end, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "8, 1", "21, 5", "170, 30", "3600, 600", "86400, 14400", "1000000, 86400"})
  void time_ofALength_isMarkedInRoundSteps(double seconds, double step) {
    assertThat(Scale.time(seconds)).isEqualTo(new Scale(seconds, step));
  }

  @Test
  void marks_ofAnEndBetweenTwo_stopBeforeIt() {
    assertThat(Scale.time(21).marks()).containsExactly(0.0, 5.0, 10.0, 15.0, 20.0);
  }
}
