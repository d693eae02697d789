package dev.loadstone.app.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.app.run.BenchmarkRun;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.BenchmarkDirectory;
import dev.loadstone.report.TargetText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures of benchmarks in tables of suites. */
final class BenchmarkFormulaTest {
  private static final BenchmarkReport REPORT =
      new BenchmarkReport(
          "shop",
          Instant.EPOCH,
          Map.of(),
          List.of(result("quote", 1, 40), result("quote", 10, 80), result("price-feed", 1, 5)));

  private static BenchmarkResult result(String name, int users, long millis) {
    SampleLog log = new SampleLog();
    log.warmUpEnds();
    for (int i = 0; i < 60; i++) {
      log.add(i * millis * 1_000_000, millis * 1_000_000);
    }
    return BenchmarkResult.of(
        new BenchmarkResult.Identity(
            name, Map.of(), users, List.of(new BenchmarkTarget(Figure.MEDIAN, 0.05)), false),
        List.of(log),
        ResourceUse.UNKNOWN,
        "");
  }

  @Test
  void figure_ofABenchmark_isThatOfItsFirstLevel() {
    assertThat(BenchmarkFormula.value("quote.mean", REPORT)).hasValue(0.04);
    assertThat(BenchmarkFormula.value("quote@10.mean", REPORT)).hasValue(0.08);
    assertThat(BenchmarkFormula.value("price-feed.median", REPORT)).hasValue(0.005);
    assertThat(BenchmarkFormula.value("quote@10.mean / quote.mean - 1", REPORT)).hasValue(1);
  }

  @Test
  void figure_thatCannotBeTold_isNone() {
    assertThat(BenchmarkFormula.value("quote.p95", REPORT)).isEmpty();
    assertThat(BenchmarkFormula.value("quote.rss", REPORT)).isEmpty();
  }

  @Test
  void formula_thatThePlanDoesNotFit_isRefused() {
    List<ComponentBenchmark> benchmarks =
        new PlanReader()
            .read(
                "plan.yaml",
                """
                name: shop
                target: http://127.0.0.1:1
                benchmarks: {quote: {concurrency: [1, 10], steps: [{http: GET /quote}]}}
                """,
                ReadOptions.NONE)
            .benchmarks();

    BenchmarkFormula.check("1 / quote@10.p95", benchmarks);
    assertThatThrownBy(() -> BenchmarkFormula.check("quote@20.p95", benchmarks))
        .isInstanceOf(InvalidTextException.class)
        .hasMessage(
            "must be a number, a value or arithmetic with them, but is not at \"quote@20.p95\","
                + " got: quote@20.p95. Write it as detection.p95, or detection@10.p95.");
    assertThatThrownBy(() -> BenchmarkFormula.check("quote.p96", benchmarks))
        .isInstanceOf(InvalidTextException.class);
  }

  @Test
  void target_inWords_saysWhatWasAskedAndSeen() {
    BenchmarkResult slow = REPORT.results().get(1);

    assertThat(BenchmarkFormula.name(REPORT, REPORT.results().getFirst())).isEqualTo("quote");
    assertThat(BenchmarkFormula.name(REPORT, slow)).isEqualTo("quote@10");
    assertThat(slow.targets().getFirst().verdict()).isEqualTo(Verdict.FAIL);
    RunOutcome outcome =
        new RunOutcome.OfBenchmarks(
            new BenchmarkRun.Done(REPORT, new BenchmarkDirectory(Path.of("runs", "x")), false));
    assertThat(outcome.judged())
        .extracting(RunOutcome.Judged::expression)
        .containsExactly(
            "quote.median <= 50ms", "quote@10.median <= 50ms", "price-feed.median <= 50ms");
    assertThat(outcome.judged().get(1))
        .isEqualTo(
            new RunOutcome.Judged(
                "quote@10.median <= 50ms",
                Verdict.FAIL,
                0.08,
                "80.0 ms",
                TargetText.of(slow, slow.targets().getFirst())));
    assertThat(outcome.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(outcome.value("quote.mean")).hasValue(0.04);
    assertThat(TargetText.expression("shop", new BenchmarkTarget(Figure.OPERATIONS_PER_SECOND, 20)))
        .isEqualTo("shop.operationsPerSecond >= 20/s");
    assertThat(TargetText.expression("shop", new BenchmarkTarget(Figure.SUCCESS_RATIO, 0.95)))
        .isEqualTo("shop.successRatio >= 95%");
    assertThat(TargetText.expression("shop", new BenchmarkTarget(Figure.RSS, 500e6)))
        .isEqualTo("shop.rss <= 500000000B");
  }
}
