package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, 250000000",
    "1.5s, 1500000000",
    "1m30s, 90000000000",
    "1m 30s, 90000000000",
    "2h, 7200000000000",
    "1d, 86400000000000",
    "7us, 7000",
    "7µs, 7000",
    "3ns, 3",
    "0, 0",
    "0s, 0"
  })
  void parse_durations_areExact(String text, long nanos) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "5 apples", "1s2", "1e3s", "NaNs", "300000000d", "1..3"})
  void parse_anythingElse_isRejected(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(QuantityFormatException.class)
        .hasMessageStartingWith("must be a duration, got: ");
  }

  @Test
  void parse_negative_saysSo() {
    assertThatThrownBy(() -> Durations.parse("-5s"))
        .hasMessage(
            "must not be negative, got: -5s. Write it with a unit: 250ms, 2s, 1m30s or 1h.");
  }

  @Test
  void format_anyDuration_parsesToItself() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong(0, 1L << random.nextInt(1, 63)));
      assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.0123, 12.3 ms",
    "0.95, 950 ms",
    "1.2, 1.20 s",
    "0.000085, 85.0 µs",
    "150, 2.50 min",
    "0, 0 s",
    "86400, 24.0 h",
    "3600000, 1000 h",
    "-0.0123, -12.3 ms"
  })
  void human_seconds_hasThreeDigits(double seconds, String text) {
    assertThat(Durations.human(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "9.9949e-9, 9.99 ns",
    "9.995e-9, 10.0 ns",
    "99.9999e-9, 100 ns",
    "999.4999e-9, 999 ns",
    "999.5e-9, 1.00 µs",
    "9.995e-6, 10.0 µs",
    "99.9499e-6, 99.9 µs",
    "99.95e-6, 100 µs",
    "99.9999e-6, 100 µs",
    "0.0009994999, 999 µs",
    "0.0009995, 1.00 ms",
    "0.009995, 10.0 ms",
    "0.09995, 100 ms",
    "0.9994999, 999 ms",
    "0.9995, 1.00 s",
    "9.995, 10.0 s",
    "99.95, 100 s",
    "119.4999, 119 s",
    "119.5, 1.99 min",
    "599.7, 10.0 min",
    "5998, 100 min",
    "7169.9, 119 min",
    "7170, 1.99 h",
    "35982, 10.0 h",
    "359999, 100 h",
    "0.001005, 1.01 ms"
  })
  void human_nextToAPowerOfTen_hasThreeDigits(double seconds, String text) {
    assertThat(Durations.human(seconds)).isEqualTo(text);
  }

  @Test
  void human_anySeconds_isAtMostHalfItsLastDigitOff() {
    Map<String, BigDecimal> units =
        Map.of(
            "ns",
            new BigDecimal("1e-9"),
            "µs",
            new BigDecimal("1e-6"),
            "ms",
            new BigDecimal("1e-3"),
            "s",
            BigDecimal.ONE,
            "min",
            BigDecimal.valueOf(60),
            "h",
            BigDecimal.valueOf(3_600));
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double seconds = Math.pow(10, random.nextDouble(-10, 6));

      String[] words = Durations.human(seconds).split(" ", -1);

      BigDecimal shown = new BigDecimal(words[0]);
      BigDecimal unit = units.get(words[1]);
      BigDecimal off = shown.multiply(unit).subtract(BigDecimal.valueOf(seconds)).abs();
      assertThat(off.multiply(BigDecimal.TWO)).isLessThanOrEqualTo(shown.ulp().multiply(unit));
      assertThat(shown.precision()).as(words[0]).isEqualTo(3);
    }
  }

  @Test
  void human_unknown_isADash() {
    assertThat(Durations.human(Double.NaN)).isEqualTo("–");
    assertThat(Durations.human(Double.POSITIVE_INFINITY)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0123, 0.0123",
    "0.09999, 0.100",
    "0.9999, 1.00",
    "9.999, 10.0",
    "99.99, 100",
    "999.9, 1000",
    "12345.4, 12345",
    "1e-15, 0.00000000000000100"
  })
  void significant_numbers_haveThreeDigitsOrAllBeforeThePoint(double value, String text) {
    assertThat(Durations.significant(value)).isEqualTo(text);
  }
}
