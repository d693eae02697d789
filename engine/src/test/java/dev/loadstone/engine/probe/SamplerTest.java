package dev.loadstone.engine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplerTest {
  @ParameterizedTest
  @CsvSource({
    "-20, 900",
    "0, 900",
    "899, 900",
    "900, 1900",
    "950, 1900",
    "1000, 1900",
    "1899, 1900",
    "3950, 4900"
  })
  void due_ofAMoment_isATenthBeforeTheEndOfTheSecondThatCanStillBeReached(
      long nowMillis, long dueMillis) {
    assertThat(Sampler.due(nowMillis * 1_000_000)).isEqualTo(dueMillis * 1_000_000);
  }
}
