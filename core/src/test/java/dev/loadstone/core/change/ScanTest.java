package dev.loadstone.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formula against what 4,000 histories of pure chance show. */
final class ScanTest {
  @ParameterizedTest
  @CsvSource({"50, 2.8", "50, 3.2", "200, 3", "200, 3.4"})
  void pvalue_isTheShareOfHistoriesThatReachTheValue(int length, double value) {
    Random random = new Random(length);
    int reached = 0;
    for (int i = 0; i < 4_000; i++) {
      reached += greatest(random, length) >= value ? 1 : 0;
    }
    double share = reached / 4_000.0;
    assertThat(Scan.pvalue(value, 1e6, length, 3, 0)).isBetween(0.75 * share, 1.35 * share);
  }

  private static double greatest(Random random, int length) {
    double[] sums = new double[length + 1];
    for (int i = 0; i < length; i++) {
      sums[i + 1] = sums[i] + random.nextGaussian();
    }
    double greatest = 0;
    for (int middle = 3; middle <= length - 3; middle++) {
      double left = sums[middle] / middle;
      double right = (sums[length] - sums[middle]) / (length - middle);
      double error = Math.sqrt(1.0 / middle + 1.0 / (length - middle));
      greatest = Math.max(greatest, Math.abs(right - left) / error);
    }
    return greatest;
  }
}
