package dev.loadstone.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short form of the table in {@code docs/compare.md}, with seeds of its own. */
final class CompareTableTest {
  private static double[] row(String table, String title) {
    String line =
        table.lines().filter(any -> any.startsWith("| " + title + " |")).findFirst().orElseThrow();
    List<String> cells = Arrays.stream(line.split(" \\| ", -1)).skip(1).toList();
    return cells.stream()
        .map(cell -> cell.replace(" |", ""))
        .filter(cell -> !cell.equals("–"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /**
   * At 400 comparisons the standard error is 1.1 points where 5 % are flagged, and 2.4 where 65 %
   * are.
   */
  @Test
  void laws_fewComparisons_areWithinTheRatesThatAreTold() {
    double[] all = row(CompareTable.laws(100, 4_000), "all");

    assertThat(all[0]).as("false alarms").isLessThanOrEqualTo(6.5);
    assertThat(all[3]).as("+5 %").isGreaterThan(58);
    assertThat(all[4]).as("+10 %").isGreaterThan(77);
    assertThat(all[6]).as("coverage").isGreaterThan(92);
  }

  @Test
  void runs_oneOfEach_areNeverSignificant() {
    double[] one = row(CompareTable.runs(5, 4_000), "1");

    assertThat(one[0]).isZero();
    assertThat(one[1]).isZero();
    assertThat(one[6]).as("regression at +100 %").isZero();
    assertThat(one[7]).as("suspected at +100 %").isGreaterThan(80);
  }

  @Test
  void figures_oneSlower_isFoundAmongTen() {
    String table = CompareTable.figures(60, 4_000);

    assertThat(row(table, "10, step-down")[1]).isGreaterThan(50);
    assertThat(row(table, "10, holm")[1]).isZero();
  }

  @Test
  void noise_ofEveryLaw_hasTheVariationAskedFor() {
    for (NoiseLaw law : NoiseLaw.values()) {
      SplittableRandom random = new SplittableRandom(5);
      double[] logs = new double[4_000];
      Arrays.setAll(
          logs, i -> Math.log(Arrays.stream(law.seconds(0.05, random)).average().orElseThrow()));
      double mean = Arrays.stream(logs).average().orElseThrow();
      double variance =
          Arrays.stream(logs).map(log -> (log - mean) * (log - mean)).sum() / logs.length;

      assertThat(Math.sqrt(variance)).as(law.title()).isCloseTo(0.05, within(0.004));
    }
  }

  @Test
  void variation_atQuartiles_isThePublishedOne() {
    assertThat(RunVariation.at(0)).isCloseTo(0.0235, within(1e-9));
    assertThat(RunVariation.at(-0.67449)).isCloseTo(0.012, within(1e-9));
    assertThat(RunVariation.at(1.281552)).isCloseTo(0.086, within(1e-9));
    assertThat(RunVariation.at(3)).isGreaterThan(0.131);
  }
}
