package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StudentTestTest {
  /** Source: Student's t table, two-sided 5 % and 1 %. */
  @Test
  void quantile_ofKnownFreedoms_isThatOfTheTable() {
    assertThat(StudentTest.quantile(0.05, 1)).isCloseTo(12.706, within(5e-4));
    assertThat(StudentTest.quantile(0.05, 2)).isCloseTo(4.303, within(5e-4));
    assertThat(StudentTest.quantile(0.05, 4)).isCloseTo(2.776, within(5e-4));
    assertThat(StudentTest.quantile(0.05, 8)).isCloseTo(2.306, within(5e-4));
    assertThat(StudentTest.quantile(0.01, 10)).isCloseTo(3.169, within(5e-4));
    assertThat(StudentTest.quantile(0.05, 1_000)).isCloseTo(1.962, within(5e-4));
  }

  @Test
  void twoSided_ofNothingAndOfAll_isOneAndZero() {
    assertThat(StudentTest.twoSided(0, 5)).isEqualTo(1);
    assertThat(StudentTest.twoSided(Double.POSITIVE_INFINITY, 5)).isZero();
    assertThat(StudentTest.twoSided(-2.571, 5)).isCloseTo(0.05, within(1e-4));
  }

  /** Means 2 and 5, variance 1 each: t = 3/√(2/3) with 4 degrees of freedom. */
  @Test
  void p_ofTwoSides_isThatOfTheirStatistic() {
    double[] one = {1, 2, 3};
    double[] other = {4, 5, 6};

    assertThat(StudentTest.p(one, other))
        .isEqualTo(StudentTest.twoSided(3 / Math.sqrt(2.0 / 3), 4))
        .isCloseTo(0.0213, within(1e-4));
    assertThat(StudentTest.p(one, one.clone())).isEqualTo(1);
    assertThat(StudentTest.p(new double[] {1, 1}, new double[] {2, 2})).isZero();
  }
}
