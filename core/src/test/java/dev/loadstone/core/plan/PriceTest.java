package dev.loadstone.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What answers of models cost. */
final class PriceTest {
  /** USD 0.15, 0.075, 0.1875 and 0.60 for a million tokens. */
  private static final Price PRICE = new Price("USD", 150_000, 75_000, 187_500, 600_000);

  @Test
  void answer_withACache_costsEachPartByItsPrice() {
    assertThat(PRICE.of(30, 20, 5, 42))
        .isEqualTo(5 * 150_000 + 20 * 75_000 + 5 * 187_500 + 42 * 600_000);
  }

  @Test
  void answer_ofWhichPartsAreUnknown_countsThemAsNone() {
    assertThat(PRICE.of(30, -1, -1, 42)).isEqualTo(30 * 150_000 + 42 * 600_000);
  }

  @Test
  void sum_ofManyAnswers_isExact() {
    Price tiny = new Price("USD", 1, 1, 1, 1); // a millionth for a million tokens
    long sum = 0;
    for (int i = 0; i < 1_000_000; i++) {
      sum += tiny.of(1, 0, 0, 2);
    }
    assertThat(sum).isEqualTo(3_000_000);
  }

  @Test
  void cost_beyondAllReason_isNoNumber() {
    assertThatThrownBy(() -> PRICE.of(Long.MAX_VALUE, 0, 0, 0))
        .isInstanceOf(ArithmeticException.class);
  }
}
