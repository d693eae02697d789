package dev.loadstone.benchmarks.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulationTest {
  /** Of 20,000 values; spikes add 0.03 × 8² × 0.97 to the variance. */
  @ParameterizedTest
  @EnumSource(Law.class)
  void history_deviation_isAsSaid(Law law) {
    double[] values = law.history(20_000, 20_000, 0, 1);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).average().orElseThrow();
    double expected = law == Law.SPIKES ? 3 * Math.sqrt(1 + 0.03 * 0.97 * 64) : 3;
    double reach = law == Law.STUDENT ? 0.15 : 0.05;
    assertThat(Math.sqrt(variance)).isBetween(expected * (1 - reach), expected * (1 + reach));
  }

  @Test
  void found_clearChange_isAlmostAlways() {
    Simulation simulation = new Simulation(4, 30, 7);
    assertThat(simulation.found(Law.GAUSS, Method.LOADSTONE, 0.10, 10)).isGreaterThan(0.9);
    assertThat(simulation.found(Law.GAUSS, Method.NOTHING, 0.10, 10)).isZero();
    assertThat(simulation.perThousand(Law.GAUSS, Method.NOTHING)).isZero();
  }
}
