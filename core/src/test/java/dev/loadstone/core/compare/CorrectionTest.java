package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CorrectionTest {
  private static final Offset<Double> ALIKE = within(1e-12);
  private static final double[] P = {0.01, 0.04, 0.03, 0.005};

  @Test
  void holm_ofFour_isTimesThoseThatAreLeft() {
    assertThat(Correction.HOLM.adjusted(P))
        .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, ALIKE);
  }

  @Test
  void bh_ofFour_isTimesAllOverTheRank() {
    assertThat(Correction.BH.adjusted(P))
        .containsExactly(new double[] {0.02, 0.04, 0.04, 0.02}, ALIKE);
  }

  @Test
  void both_ofOneOrNone_changeNothing() {
    for (Correction correction : Correction.values()) {
      assertThat(correction.adjusted(new double[] {0.2})).containsExactly(0.2);
      assertThat(correction.adjusted(new double[0])).isEmpty();
      assertThat(Arrays.stream(correction.adjusted(new double[] {0.9, 0.8})).max().orElseThrow())
          .isLessThanOrEqualTo(1);
    }
  }
}
