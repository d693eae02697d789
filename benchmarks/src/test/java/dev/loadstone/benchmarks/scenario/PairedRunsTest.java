package dev.loadstone.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.benchmarks.tool.Figures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PairedRunsTest {
  private final PairedRuns runs = new PairedRuns("wrk");

  /** Adds a run that costs that many CPU-seconds for 100,000 requests, half of it in loops. */
  private void add(int round, String generator, double cost) {
    Figures figures = new Figures(1, 2, 3, 4, 5, 6);
    Sample sample = new Sample(10, cost, cost / 2, 5, 100_000, 100_000, 7, figures);
    runs.add(round, generator, Optional.of(sample));
  }

  @Test
  void ratios_ofAGenerator_areToTheMeanOfItsNeighbours() {
    add(1, "wrk", 0.25);
    add(1, "a", 1.0);
    add(1, "wrk", 0.75);
    add(1, "b", 1.5);
    add(1, "wrk", 1.25);
    assertThat(runs.ratios("a").median()).isEqualTo(2.0);
    assertThat(runs.ratios("b").median()).isEqualTo(1.5);
  }

  @Test
  void ratiosBesideLoops_ofSlowerLoops_chargeOtherThreadsOnly() {
    add(1, "wrk", 1.0);
    add(1, "a", 1.2);
    add(1, "wrk", 1.0);
    assertThat(runs.ratiosBesideLoops("a").median()).isCloseTo(1.1, within());
  }

  @Test
  void ratios_neighbourFailed_useTheNextOne() {
    add(1, "wrk", 0.4);
    runs.add(1, "wrk", Optional.empty());
    add(1, "a", 1.2);
    add(1, "wrk", 0.8);
    assertThat(runs.ratios("a").median()).isCloseTo(2.0, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void ratios_noYardstick_areUnknown() {
    add(1, "a", 1.0);
    assertThat(runs.ratios("a").text()).isEqualTo("–");
  }

  @Test
  void ratios_ofTheYardstick_compareItWithItself() {
    add(1, "wrk", 1.0);
    add(1, "wrk", 1.1);
    assertThat(runs.ratios("wrk").max()).isCloseTo(1.1, within());
  }

  @Test
  void ratios_toAnotherGenerator_areOfTheSameRound() {
    add(1, "wrk", 1.0);
    add(1, "plain", 1.0);
    add(1, "json", 2.0);
    add(2, "wrk", 10.0);
    add(2, "plain", 10.0);
    add(2, "json", 30.0);
    add(2, "wrk", 10.0);
    assertThat(runs.ratios("json", "plain").min()).isCloseTo(2.0, within());
    assertThat(runs.ratios("json", "plain").max()).isCloseTo(3.0, within());
  }

  @Test
  void spread_failedRun_isLeftOut() {
    add(1, "a", 1.0);
    runs.add(2, "a", Optional.empty());
    add(3, "a", 3.0);
    assertThat(runs.spread("a", Sample::cost).text()).isEqualTo("2.00 (1.00–3.00)");
    assertThat(runs.size()).isEqualTo(3);
  }
}
