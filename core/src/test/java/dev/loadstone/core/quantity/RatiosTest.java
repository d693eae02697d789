package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatiosTest {
  @ParameterizedTest
  @CsvSource({"1%, 0.01", "99.9 %, 0.999", "0.25, 0.25", "0, 0", "150%, 1.5"})
  void parse_ratios_areFractions(String text, double ratio) {
    assertThat(Ratios.parse(text)).isEqualTo(ratio);
  }

  @Test
  void parse_words_areRejected() {
    assertThatThrownBy(() -> Ratios.parse("1 percent"))
        .hasMessage(
            "must be a ratio, got: 1 percent. Write it in percent or as a fraction: 1% or 0.01.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0125, 1.25 %",
    "0, 0 %",
    "0.0009999, 0.100 %",
    "0.09999, 10.0 %",
    "0.9994, 99.9 %",
    "0.99996, 100 %",
    "1, 100 %",
    "0.29, 29.0 %",
    "NaN, –"
  })
  void human_ratio_isInPercent(double ratio, String text) {
    assertThat(Ratios.human(ratio)).isEqualTo(text);
  }
}
