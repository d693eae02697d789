package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreezeTest {
  private final Freeze freeze = new Freeze(Duration.ofNanos(50), Duration.ofNanos(10));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "39, 39",
    "40, 50",
    "49, 50",
    "50, 50",
    "89, 89",
    "90, 100",
    "99, 100",
    "100, 100"
  })
  void thaw_lastPartOfEveryPeriod_movesToItsEnd(long since, long expected) {
    assertThat(freeze.thaw(since)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0", "40", "1000000000"})
  void thaw_never_changesNothing(long since) {
    assertThat(Freeze.NEVER.thaw(since)).isEqualTo(since);
  }
}
