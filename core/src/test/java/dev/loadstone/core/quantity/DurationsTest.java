package dev.loadstone.core.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
    "0, 0 s"
  })
  void human_seconds_hasThreeDigits(double seconds, String text) {
    assertThat(Durations.human(seconds)).isEqualTo(text);
  }

  @Test
  void human_unknown_isADash() {
    assertThat(Durations.human(Double.NaN)).isEqualTo("–");
  }
}
