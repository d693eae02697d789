package dev.loadstone.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.benchmarks.process.ProcessFailure;
import dev.loadstone.benchmarks.scenario.Overhead.Finding;
import dev.loadstone.benchmarks.scenario.Overhead.Loop;
import dev.loadstone.benchmarks.tool.Figures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OverheadTest {
  private static final Settings THOROUGH = new Settings(1, false, Set.of(), 10_000);
  private static final Settings QUICK = new Settings(1, true, Set.of(), 10_000);

  /** Runs that cost that many CPU-seconds for 100,000 requests: none and all by turns. */
  private static PairedRuns runs(double... costs) {
    PairedRuns runs = new PairedRuns("none");
    Figures figures = new Figures(1, 2, 3, 4, 5, 6);
    for (int i = 0; i < costs.length; i++) {
      Sample sample = new Sample(10, costs[i], 1.5, 5, 100_000, 100_000, 100_000_000, figures);
      runs.add(1, i % 2 == 0 ? "none" : "all", Optional.of(sample));
    }
    return runs;
  }

  @Test
  void finding_withinTheLimit_isMet() {
    Finding finding = Overhead.finding(Loop.OPEN, runs(2, 2.08, 2), List.of(), THOROUGH);

    assertThat(finding.met()).isTrue();
    assertThat(finding.text())
        .startsWith("| open, 10,000/s | CPU-seconds per 100,000 requests |")
        .contains(
            "| all | 2.08 | 1.040 (1.040–1.040) | 1.040 (1.040–1.040) | 1.05 | 10,000 | 100 |")
        .doesNotContain("viewer");
  }

  @Test
  void finding_beyondTheLimit_isNot() {
    PairedRuns dear = runs(2, 2.2, 2);

    assertThat(Overhead.finding(Loop.CLOSED, dear, List.of(), THOROUGH).met()).isFalse();
    assertThat(Overhead.finding(Loop.CLOSED, dear, List.of(), THOROUGH).text())
        .contains("| closed, 64 connections |", "| 1.100 (1.100–1.100) | **1.05** |");
    assertThat(Overhead.finding(Loop.CLOSED, dear, List.of(), QUICK).met()).isTrue();
  }

  @Test
  void finding_ofRunsThatFailed_isNot() {
    Finding finding = Overhead.finding(Loop.CLOSED, runs(2, 2, 2), List.of("it fell over"), QUICK);

    assertThat(finding.met()).isFalse();
    assertThat(finding.text()).endsWith("\n- it fell over\n");
  }

  @Test
  void probes_areOneOfEachKind() {
    assertThat(Overhead.probes(17, 18_800, true))
        .startsWith("probes:\n  - {process: \"17\", children: true")
        .contains(
            "\n  - {cgroup: \"17\", ", "\n  - {machine: all, ", "\n  - {jvm: \"--port 18800\"")
        .contains("\n  - prometheus: http://127.0.0.1:18800/metrics\n", "\n  - {command: [cut, ");
    assertThat(Overhead.probes(17, 18_800, false)).doesNotContain("cgroup");
  }

  @Test
  void check_ofWatchersThatMissedMuch_fails() {
    assertThatCode(() -> WatchedLoadstone.check("scrapes 18\nintervals 20\n", "scrapes", 20))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> WatchedLoadstone.check("scrapes 20\nintervals 17\n", "intervals", 20))
        .isInstanceOf(ProcessFailure.class)
        .hasMessageStartingWith("who watches must be told of 18 intervals at least, got: ");
    assertThatThrownBy(() -> WatchedLoadstone.check("", "scrapes", 20))
        .isInstanceOf(ProcessFailure.class);
  }
}
