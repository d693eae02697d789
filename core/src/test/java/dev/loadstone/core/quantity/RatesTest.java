package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RatesTest {
  @ParameterizedTest
  @CsvSource({
    "500/s, 500",
    "30/m, 0.5",
    "30/min, 0.5",
    "3600/h, 1",
    "2k/s, 2000",
    "0/s, 0",
    "1.5 / s, 1.5"
  })
  void parse_rates_arePerSecond(String text, double perSecond) {
    assertThat(Rates.parse(text)).isEqualTo(perSecond);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5 apples", "5/d", "NaN/s", "1e3/s", ""})
  void parse_anythingElse_isRejected(String text) {
    assertThatThrownBy(() -> Rates.parse(text)).isInstanceOf(QuantityFormatException.class);
  }

  @Test
  void parse_wrongUnit_saysHowToWriteIt() {
    assertThatThrownBy(() -> Rates.parse("5 apples"))
        .hasMessage(
            "must be a rate, got: 5 apples. Write it per second, minute or hour: 500/s, 30/m or 100/h.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0/s",
        "0.0000000001 | 0.000000000100/s",
        "0.5 | 0.500/s",
        "0.99999 | 1.00/s",
        "12.345 | 12.3/s",
        "30.000000000000004 | 30/s",
        "99.94 | 99.9/s",
        "99.96 | 100.0/s",
        "199.9 | 199.9/s",
        "200 | 200/s",
        "999.94 | 999.9/s",
        "999.96 | 1,000/s",
        "1000 | 1,000/s",
        "12345.6 | 12,346/s",
        "NaN | –"
      })
  void human_rates_areShort(double perSecond, String text) {
    assertThat(Rates.human(perSecond)).isEqualTo(text);
  }
}
