package dev.loadstone.monitor.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CounterRatesTest {
  private static final long SECOND = 1_000_000_000L;

  private final CounterRates counters = new CounterRates();

  @Test
  void rates_atTheFirstLook_areNone() {
    assertThat(counters.rates(Map.of("a", 5.0), 0)).isEmpty();
  }

  @Test
  void rates_afterTwoSeconds_areBySecond() {
    counters.rates(Map.of("a", 5.0, "b", 1.0), SECOND);
    assertThat(counters.rates(Map.of("a", 9.0, "b", 1.0), 3 * SECOND))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 2.0, "b", 0.0));
  }

  @Test
  void rates_ofACounterThatBeganAnewOrIsNewOrUnknown_areLeftOut() {
    counters.rates(Map.of("a", 5.0, "gone", 1.0, "unknown", Double.NaN), 0);
    assertThat(counters.rates(Map.of("a", 4.0, "new", 7.0, "unknown", 3.0), SECOND)).isEmpty();
    assertThat(counters.rates(Map.of("a", 6.0, "new", 8.0, "unknown", 3.0), 2 * SECOND))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", 2.0, "new", 1.0, "unknown", 0.0));
  }

  @Test
  void rates_afterAReset_beginAnew() {
    counters.rates(Map.of("a", 5.0), 0);
    counters.reset();
    assertThat(counters.rates(Map.of("a", 6.0), SECOND)).isEmpty();
  }
}
