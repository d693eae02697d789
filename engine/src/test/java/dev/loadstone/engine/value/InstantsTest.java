package dev.loadstone.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.WebSocketStep.Unit;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstantsTest {
  private static long parse(String text, Unit unit) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Instants.parse(bytes, 0, bytes.length, unit);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, S, 1700000000000000000",
    "1700000000.25, S, 1700000000250000000",
    "1700000000123, MS, 1700000000123000000",
    "2023-11-14T22:13:20Z, ISO, 1700000000000000000",
    "2023-11-14T23:13:20.5+01:00, ISO, 1700000000500000000",
    "2023-11-14T22:13:20.000001, ISO, 1700000000000001000",
    "2023-11-14T17:13:20-05:00, ISO, 1700000000000000000",
  })
  void parse_instant_isInNanoseconds(String text, Unit unit, long nanos) {
    assertThat(parse(text, unit)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @CsvSource({"soon, MS", "'', MS", "2023-11-14, ISO", "soon, ISO", "2023-11-14T, ISO"})
  void parse_somethingElse_isNone(String text, Unit unit) {
    assertThat(parse(text, unit)).isEqualTo(Instants.NONE);
  }
}
