package dev.loadstone.benchmarks.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.benchmarks.steady.SyntheticSeries.Noise;
import dev.loadstone.benchmarks.steady.SyntheticSeries.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SteadyTableTest {
  private static double[] step(int length, int at) {
    return IntStream.range(0, length).mapToDouble(i -> i < at ? 2 : 1).toArray();
  }

  @Test
  void score_ofEstimates_isErrorAndBias() {
    KnownSeries series = KnownSeries.measured("step", step(1_000, 100));
    Score score = new Score();

    score.add(series, 75);

    // From 75 on, 25 of 50 iterations are twice as long; every window is within 5 % from 98 on.
    assertThat(series.start()).isEqualTo(98);
    assertThat(score.errorMedian()).isCloseTo(2.3, within(1e-9));
    assertThat(score.biasMedian()).isCloseTo(0.5, within(1e-9));
    assertThat(score.biasLargeRatio()).isEqualTo(1);
  }

  @Test
  void score_ofSteadyAndUnsteady_countsWhatIsFlagged() {
    Score score = new Score();
    score.add(KnownSeries.measured("steady", step(1_000, 0)), Estimator.NEVER);
    score.add(KnownSeries.measured("never", step(1_000, 950)), Estimator.NEVER);
    score.add(KnownSeries.measured("never", step(1_000, 950)), 0);

    assertThat(score.steadyRefusedRatio()).isEqualTo(1);
    assertThat(score.neverFlaggedRatio()).isEqualTo(0.5);
  }

  @Test
  void synthetic_steps_haveTheStartAtTheLastStep() {
    SyntheticSeries series = SyntheticSeries.of(Shape.STEPS, Noise.NORMAL, 3);

    double[] expected = series.expected();
    assertThat(expected[series.start()]).isEqualTo(1);
    assertThat(expected[series.start() - 1]).isGreaterThan(1.01);
    assertThat(SyntheticSeries.of(Shape.DRIFT, Noise.NORMAL, 3).start()).isNegative();
    assertThat(SyntheticSeries.of(Shape.STEPS, Noise.NORMAL, 3).values())
        .isEqualTo(series.values());
  }

  @Test
  void table_ofSynthetics_hasARowForEachEstimate() {
    assertThat(SteadyTable.synthetic(1, 1))
        .contains(
            IntStream.range(0, Estimator.values().length)
                .mapToObj(i -> "| " + Estimator.values()[i].title() + " |")
                .toList())
        .endsWith("25 series that become steady, 20 that never do.\n");
  }

  @Test
  void jmh_aFile_givesAForkEach(@TempDir Path folder) throws IOException {
    String scores =
        IntStream.range(0, 200)
            .mapToObj(i -> i < 60 ? "30.0" : "10.0")
            .collect(Collectors.joining(","));
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            "[{\"benchmark\":\"a.b.Quote.price\",\"primaryMetric\":{\"scoreUnit\":\"ns/op\",\"rawData\":[["
                + scores
                + "],["
                + scores
                + "]]}}]");

    List<KnownSeries> forks = JmhSeries.read(file);

    assertThat(forks)
        .extracting(KnownSeries::name)
        .containsExactly("Quote.price #1", "Quote.price #2");
    assertThat(Estimator.LOADSTONE.start(forks.getFirst().values())).isEqualTo(60);
    assertThat(JmhSeries.table(List.of(file))).contains("| Quote.price #1 | 20.0 |");
  }
}
