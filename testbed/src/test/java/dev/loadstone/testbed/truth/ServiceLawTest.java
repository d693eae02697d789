package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.loadstone.testbed.truth.ServiceLaw.Bimodal;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.ServiceLaw.Exponential;
import dev.loadstone.testbed.truth.ServiceLaw.Lognormal;
import dev.loadstone.testbed.truth.ServiceLaw.Tailed;
import dev.loadstone.testbed.truth.ServiceLaw.Uniform;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * 10⁵ draws with a fixed seed; the tolerances are at least four standard errors of the estimate.
 */
class ServiceLawTest {
  private static final int DRAWS = 100_000;

  @Test
  void constant_allDraws_areTheValue() {
    assertThat(draws(new Constant(Duration.ofMillis(5)))).containsOnly(5_000_000L);
  }

  @Test
  void uniform_manyDraws_fillTheRangeEvenly() {
    long[] draws = draws(new Uniform(Duration.ofMillis(10), Duration.ofMillis(30)));
    assertThat(draws[0]).isBetween(10_000_000L, 10_010_000L);
    assertThat(draws[DRAWS - 1]).isBetween(29_990_000L, 30_000_000L);
    assertThat(mean(draws)).isCloseTo(20e6, withinPercentage(0.5));
    assertThat(quantile(draws, 0.9)).isCloseTo(28e6, withinPercentage(0.5));
  }

  @Test
  void exponential_manyDraws_haveMeanAndQuantilesOfTheLaw() {
    long[] draws = draws(new Exponential(Duration.ofMillis(20)));
    assertThat(mean(draws)).isCloseTo(20e6, withinPercentage(1.3));
    assertThat(quantile(draws, 0.5)).isCloseTo(20e6 * Math.log(2), withinPercentage(2));
    assertThat(quantile(draws, 0.99)).isCloseTo(20e6 * Math.log(100), withinPercentage(3));
  }

  @Test
  void lognormal_manyDraws_haveMedianAndP99AsGiven() {
    Lognormal law = new Lognormal(Duration.ofMillis(20), Duration.ofMillis(80));
    long[] draws = draws(law);
    assertThat(quantile(draws, 0.5)).isCloseTo(20e6, withinPercentage(1));
    assertThat(quantile(draws, 0.99)).isCloseTo(80e6, withinPercentage(3));
    assertThat(mean(draws))
        .isCloseTo(20e6 * Math.exp(law.sigma() * law.sigma() / 2), withinPercentage(1));
  }

  @Test
  void lognormal_p99EqualToMedian_isConstant() {
    assertThat(draws(new Lognormal(Duration.ofMillis(20), Duration.ofMillis(20))))
        .containsOnly(20_000_000L);
  }

  @Test
  void bimodal_manyDraws_takeBInItsShare() {
    long[] draws = draws(new Bimodal(Duration.ofMillis(5), Duration.ofMillis(50), 0.1));
    assertThat(Arrays.stream(draws).filter(nanos -> nanos == 50_000_000L).count())
        .isBetween(9_620L, 10_380L);
    assertThat(Arrays.stream(draws).filter(nanos -> nanos == 5_000_000L).count())
        .isBetween(89_620L, 90_380L);
  }

  @Test
  void tailed_manyDraws_addTheExtraTimeInItsRatio() {
    ServiceLaw law =
        new Tailed(new Constant(Duration.ofMillis(5)), 0.01, new Constant(Duration.ofMillis(100)));
    long[] draws = draws(law);
    assertThat(Arrays.stream(draws).filter(nanos -> nanos == 105_000_000L).count())
        .isBetween(875L, 1_125L);
    assertThat(draws[0]).isEqualTo(5_000_000L);
  }

  private static long[] draws(ServiceLaw law) {
    long key = SplitMix64.key(42, "GET /plain");
    return IntStream.range(0, DRAWS)
        .mapToLong(n -> law.drawNanos(SplitMix64.stream(key, n, 1)))
        .sorted()
        .toArray();
  }

  private static double mean(long[] draws) {
    return Arrays.stream(draws).average().orElseThrow();
  }

  private static double quantile(long[] sorted, double p) {
    return sorted[(int) Math.ceil(p * sorted.length) - 1];
  }
}
