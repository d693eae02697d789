package dev.loadstone.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TokenSizesTest {
  @Test
  void of_numbersAroundBounds_belongToTheClassThatEndsThere() {
    assertThat(TokenSizes.of(0)).isZero();
    assertThat(TokenSizes.of(1)).isZero();
    assertThat(TokenSizes.of(2)).isEqualTo(1);
    for (int i = 1; i < TokenSizes.count() - 1; i++) {
      assertThat(TokenSizes.of(TokenSizes.bound(i))).isEqualTo(i);
      assertThat(TokenSizes.of(TokenSizes.bound(i) + 1)).isEqualTo(i + 1);
    }
    assertThat(TokenSizes.of(Long.MAX_VALUE)).isEqualTo(TokenSizes.count() - 1);
  }

  @Test
  void labels_areTheBounds_andFindTheirClassAgain() {
    assertThat(TokenSizes.label(0)).isEqualTo("1");
    assertThat(TokenSizes.label(13)).isEqualTo("67108864");
    assertThat(TokenSizes.label(14)).isEqualTo("more");
    for (int i = 0; i < TokenSizes.count(); i++) {
      assertThat(TokenSizes.ofLabel(TokenSizes.label(i))).isEqualTo(i);
    }
    assertThat(TokenSizes.ofLabel("2")).isNegative();
  }
}
