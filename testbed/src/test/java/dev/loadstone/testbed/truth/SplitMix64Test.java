package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitMix64Test {
  private static final int DRAWS = 100_000;

  @Test
  void stream_sameKeyNumberAndPurpose_givesSameNumbers() {
    long key = SplitMix64.key(42, "GET /plain");
    assertThat(SplitMix64.stream(key, 7, 1).nextDouble())
        .isEqualTo(SplitMix64.stream(key, 7, 1).nextDouble());
  }

  @Test
  void stream_otherSeedRouteNumberOrPurpose_givesOtherNumbers() {
    long key = SplitMix64.key(42, "GET /plain");
    assertThat(
            new double[] {
              SplitMix64.stream(key, 7, 1).nextDouble(),
              SplitMix64.stream(key, 7, 2).nextDouble(),
              SplitMix64.stream(key, 8, 1).nextDouble(),
              SplitMix64.stream(SplitMix64.key(43, "GET /plain"), 7, 1).nextDouble(),
              SplitMix64.stream(SplitMix64.key(42, "POST /echo"), 7, 1).nextDouble()
            })
        .doesNotHaveDuplicates();
  }

  /** Guards the sequence itself: runs of different versions must be comparable. */
  @Test
  void stream_knownKey_givesKnownNumber() {
    assertThat(SplitMix64.stream(SplitMix64.key(42, "GET /plain"), 0, 1).nextDouble())
        .isEqualTo(0.23630987944240223);
  }

  /**
   * The mean of n uniform numbers has a standard error of 1/√(12 n) = 0.0009; four of them are a
   * chance of 1 in 16,000.
   */
  @Test
  void firstNumberOfStreams_overRequestNumbers_isUniform() {
    long key = SplitMix64.key(42, "GET /plain");
    double[] numbers =
        IntStream.range(0, DRAWS)
            .mapToDouble(n -> SplitMix64.stream(key, n, 1).nextDouble())
            .sorted()
            .toArray();
    assertThat(IntStream.range(0, DRAWS).mapToDouble(i -> numbers[i]).average().orElseThrow())
        .isCloseTo(0.5, within(0.0037));
    // Kolmogorov–Smirnov: D > 1.95/√n has a chance of 1 in 1,000.
    double distance =
        IntStream.range(0, DRAWS)
            .mapToDouble(i -> Math.abs(numbers[i] - (i + 0.5) / DRAWS))
            .max()
            .orElseThrow();
    assertThat(distance).isLessThan(1.95 / Math.sqrt(DRAWS));
  }

  @Test
  void nextGaussian_overRequestNumbers_hasMeanZeroAndVarianceOne() {
    long key = SplitMix64.key(42, "GET /plain");
    double[] numbers =
        IntStream.range(0, DRAWS)
            .mapToDouble(n -> SplitMix64.stream(key, n, 1).nextGaussian())
            .toArray();
    double mean = IntStream.range(0, DRAWS).mapToDouble(i -> numbers[i]).average().orElseThrow();
    double variance =
        IntStream.range(0, DRAWS).mapToDouble(i -> numbers[i] * numbers[i]).average().orElseThrow();
    // Four standard errors: 4/√n and 4·√(2/n).
    assertThat(mean).isCloseTo(0, within(0.0127));
    assertThat(variance).isCloseTo(1, within(0.0179));
  }
}
