package dev.loadstone.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The data sets of the R package usl 3.0.3, and what it finds in them. */
final class UniversalScalabilityTest {
  private static UniversalScalability fit(String file, String load, String throughput)
      throws IOException {
    try (InputStream data =
        Objects.requireNonNull(UniversalScalabilityTest.class.getResourceAsStream("usl/" + file))) {
      List<List<String>> rows =
          new String(data.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> Arrays.asList(line.split(",", -1)))
              .toList();
      return UniversalScalability.fit(column(rows, load), column(rows, throughput));
    }
  }

  private static double[] column(List<List<String>> rows, String name) {
    int column = rows.getFirst().indexOf(name);
    return rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row.get(column))).toArray();
  }

  @Test
  void specsdm91_isFittedToTheDigitsOfThePackage() throws IOException {
    UniversalScalability fit = fit("specsdm91.csv", "load", "throughput");

    assertThat(fit.alpha()).isCloseTo(0.02773, within(5e-6));
    assertThat(fit.beta()).isCloseTo(0.0001044, within(5e-8));
    assertThat(fit.gamma()).isCloseTo(90.0, within(0.05));
    assertThat(fit.alphaError()).isCloseTo(0.009122, within(1e-5));
    assertThat(fit.betaError()).isCloseTo(1.988e-5, within(2e-8));
    assertThat(fit.gammaError()).isCloseTo(14.21, within(0.02));
    assertThat(fit.residualError()).isCloseTo(82.85, within(0.005));
    assertThat(fit.peakLoad()).isCloseTo(96.5195, within(1e-3));
    assertThat(fit.throughput(fit.peakLoad())).isCloseTo(1884, within(0.5));
    assertThat(fit.optimalLoad()).isCloseTo(36.064, within(5e-3));
    assertThat(fit.throughput(fit.optimalLoad())).isCloseTo(1542, within(0.5));
    assertThat(fit.throughputLimit()).isCloseTo(3246, within(0.5));
    assertThat(fit.betaInterval().orElseThrow().low()).isPositive();
    assertThat(fit.isTellable(1_000)).isTrue();
  }

  @Test
  void raytracer_hasNoCoherencyAndTellsNothingBeyondItsData() throws IOException {
    UniversalScalability fit = fit("raytracer.csv", "processors", "throughput");

    assertThat(fit.alpha()).isCloseTo(0.0577708, within(1e-6));
    assertThat(fit.beta()).isZero();
    assertThat(fit.gamma()).isCloseTo(21.84884, within(1e-4));
    assertThat(fit.betaError()).isNaN();
    assertThat(fit.peakLoad()).isInfinite();
    assertThat(fit.isTellable(fit.loadMax())).isTrue();
    assertThat(fit.isTellable(fit.loadMax() + 1)).isFalse();
  }

  @Test
  void oracledb_withMuchNoise_isFitted() throws IOException {
    UniversalScalability fit = fit("oracledb.csv", "db_time", "txn_rate");

    assertThat(fit.alpha()).isCloseTo(0.441372, Percentage.withPercentage(0.001));
    assertThat(fit.beta()).isCloseTo(0.0452983, Percentage.withPercentage(0.001));
    assertThat(fit.gamma()).isCloseTo(3.386078, Percentage.withPercentage(0.001));
    assertThat(fit.residualError()).isCloseTo(0.75869, within(1e-4));
    assertThat(fit.peakLoad()).isCloseTo(3.5117, within(1e-4));
  }

  @Test
  void exactCurve_isFound() {
    UniversalScalability fit =
        UniversalScalability.fit(
            new double[] {1, 2, 4, 6, 8, 10},
            new double[] {1, 1.8868, 3.0769, 3.5294, 3.5398, 3.3557});

    assertThat(fit.alpha()).isCloseTo(0.02, within(1e-3));
    assertThat(fit.beta()).isCloseTo(0.02, within(1e-3));
    assertThat(fit.gamma()).isCloseTo(1, within(1e-3));
    assertThat(fit.betaInterval()).isEmpty();
  }

  @Test
  void points_thatCannotBeFitted_areRefused() {
    assertThatThrownBy(() -> UniversalScalability.fit(new double[] {1, 2}, new double[] {1, 2}))
        .hasMessage("throughputs must be as many as loads, and at least 3, got: 2 and 2");
    assertThatThrownBy(
            () -> UniversalScalability.fit(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
        .hasMessageStartingWith("loads must be above 0 and not all alike");
    assertThatThrownBy(
            () -> UniversalScalability.fit(new double[] {0, 1, 2}, new double[] {1, 2, 3}))
        .hasMessageStartingWith("loads must be above 0");
  }
}
