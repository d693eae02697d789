package dev.loadstone.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of SciPy 1.17.1, {@code 2 * scipy.stats.t.sf(t, df)}. */
final class StudentTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 0.936548965138893",
    "1, 1, 0.5000000000000001",
    "2.5, 2, 0.12961172022151082",
    "2, 4.5, 0.10825790718112499",
    "3.3, 10, 0.008013498113698335",
    "12, 10, 2.921408824769984e-07",
    "1.96, 1000, 0.050273184955748736",
    "6, 48, 2.50733096314491e-07",
    "40, 48, 1.6144804250662465e-38"
  })
  void twoSided_isAsInSciPy(double t, double freedom, double expected) {
    assertThat(Student.twoSided(t, freedom)).isCloseTo(expected, within(1e-11 * expected));
    assertThat(Student.twoSided(-t, freedom)).isEqualTo(Student.twoSided(t, freedom));
  }

  @Test
  void twoSided_infiniteOrNone_isAtItsEnds() {
    assertThat(Student.twoSided(Double.POSITIVE_INFINITY, 3)).isZero();
    assertThat(Student.twoSided(0, 3)).isEqualTo(1);
    assertThat(Student.twoSided(Double.NaN, 3)).isNaN();
  }
}
