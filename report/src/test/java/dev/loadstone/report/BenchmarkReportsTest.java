package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkReportsTest {
  private static final long MILLI = 1_000_000;
  private static final ResourceUse USED =
      new ResourceUse(40e6, 120e6, Double.NaN, 0.25, 0.5, List.of(0.75, 0.25));

  private static BenchmarkResult result() {
    SampleLog log = new SampleLog();
    log.add(0, 90 * MILLI);
    log.warmUpEnds();
    for (int i = 0; i < 40; i++) {
      log.add((90 + 20 * i) * MILLI, 20 * MILLI);
    }
    log.addFailed(890 * MILLI, 110 * MILLI, "timeout_total");
    return BenchmarkResult.of(
        new Identity(
            "quote",
            Map.of("team", "a"),
            1,
            List.of(
                new BenchmarkTarget(Figure.MEDIAN, 0.05),
                new BenchmarkTarget(Figure.SUCCESS_RATIO, 1),
                new BenchmarkTarget(Figure.P99, 1)),
            false),
        List.of(log),
        USED,
        "");
  }

  private static BenchmarkReport report() {
    return new BenchmarkReport(
        "pricing", Instant.parse("2026-11-21T10:00:00Z"), Map.of(), List.of(result()));
  }

  @Test
  void text_ofAResult_hasFiguresTargetsAndNotes() {
    assertThat(BenchmarkText.of(report(), 200, false))
        .isEqualTo(
            """
            FAIL  pricing

            benchmark  users  samples      min   median     mean  stddev      p75        p90        p95        p99      max  ops/s      ok  verdict
            quote          1       40  20.0 ms  20.0 ms  20.0 ms     0 s  20.0 ms  (20.0 ms)  (20.0 ms)  (20.0 ms)  20.0 ms   44.0  97.6 %  FAIL

            benchmark  users     heap     rss  allocated/op     cpu  machine  cores
            quote          1  40.0 MB  120 MB             –  25.0 %   50.0 %  75.0 % 25.0 %

            benchmark  users  figure           target   actual  difference        %  verdict
            quote          1  median        ≤ 50.0 ms  20.0 ms    −30.0 ms    −60 %  PASS
            quote          1  successRatio    ≥ 100 %   97.6 %     −2.44 %  −2.44 %  FAIL
            quote          1  p99            ≤ 1.00 s  20.0 ms     −980 ms    −98 %  INCONCLUSIVE

            quote (1 user): p99: too few samples: 40 of the 500 that p99 needs.
            quote (1 user): failed, and not in the times: 1 × timeout_total.
            """);
  }

  @Test
  void text_inANarrowTerminal_leavesColumnsOutAndFits() {
    assertThat(BenchmarkText.of(report(), 80, false))
        .isEqualTo(
            """
            FAIL  pricing

            benchmark  samples   median        p95        p99  ops/s      ok  verdict
            quote           40  20.0 ms  (20.0 ms)  (20.0 ms)   44.0  97.6 %  FAIL

            benchmark  users     heap     rss  allocated/op     cpu  machine  cores
            quote          1  40.0 MB  120 MB             –  25.0 %   50.0 %  75.0 % 25.0 %

            benchmark  figure           target   actual  difference        %  verdict
            quote      median        ≤ 50.0 ms  20.0 ms    −30.0 ms    −60 %  PASS
            quote      successRatio    ≥ 100 %   97.6 %     −2.44 %  −2.44 %  FAIL
            quote      p99            ≤ 1.00 s  20.0 ms     −980 ms    −98 %  INCONCLUSIVE

            quote (1 user): p99: too few samples: 40 of the 500 that p99 needs.
            quote (1 user): failed, and not in the times: 1 × timeout_total.
            """);
  }

  @Test
  void text_ofSeveralLevels_fitsANarrowTerminalAndTellsThemApart() {
    List<String> lines =
        BenchmarkText.of(SampleBenchmarks.components(), 80, false).lines().toList();
    assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) <= 80);
    assertThat(lines.get(2)).startsWith("benchmark").contains("users", "median", "verdict");
    assertThat(lines.get(3)).matches("price-discovery +1 .*");
    assertThat(lines.get(4)).matches("price-discovery +10 .*");
  }

  @Test
  void target_judged_isASentenceWithItsDifference() {
    BenchmarkResult result = result();
    assertThat(result.targets().stream().map(judged -> TargetText.of(result, judged)))
        .containsExactly(
            "quote (1 user): median ≤ 50.0 ms was met: 20.0 ms (−30.0 ms, −60 %)",
            "quote (1 user): successRatio ≥ 100 % was missed: 97.6 % (−2.44 %, −2.44 %)",
            "quote (1 user): p99 ≤ 1.00 s could not be judged: too few samples: 40 of the 500 that"
                + " p99 needs");
    assertThat(TargetText.of(result, result.judge(new BenchmarkTarget(Figure.MEDIAN, 0.021))))
        .isEqualTo(
            "quote (1 user): median ≤ 21.0 ms was met, but doubtfully: 20.0 ms (−1.00 ms, −4.76 %);"
                + " close to the limit");
    assertThat(TargetText.of(result, result.judge(new BenchmarkTarget(Figure.HEAP, 0))))
        .isEqualTo("quote (1 user): heap ≤ 0 B was missed: 40.0 MB (+40.0 MB)");
  }

  @Test
  void directory_withoutAPlan_hasTheRest(@TempDir Path folder) throws IOException {
    BenchmarkDirectory directory = BenchmarkDirectory.create(folder.resolve("run"));
    assertThat(directory.holdsBenchmarks()).isTrue();
    assertThat(directory.plan()).doesNotExist();

    directory.write(report());
    assertThat(directory.results()).isNotEmptyFile();
    assertThat(directory.page()).content().doesNotContain("plan-text");
  }

  @Test
  void json_ofAResult_hasEveryFigureInBaseUnits() throws IOException {
    JsonNode json = Json.MAPPER.readTree(BenchmarkJson.of(report()));

    assertThat(json.path("schema").asText()).isEqualTo("loadstone/benchmarks/1");
    assertThat(json.path("verdict").asText()).isEqualTo("fail");
    JsonNode quote = json.path("benchmarks").path(0);
    assertThat(quote.path("figures").path("median").asDouble()).isEqualTo(0.02);
    assertThat(quote.path("figures").path("rss").asDouble()).isEqualTo(120e6);
    assertThat(quote.path("figures").has("allocated_per_operation")).isFalse();
    assertThat(quote.path("errors").path("timeout_total").asInt()).isEqualTo(1);
    assertThat(quote.path("runs").path(0).path("warm_up").asInt()).isEqualTo(1);
    assertThat(quote.path("targets").path(1).path("difference").asDouble())
        .isCloseTo(-1 / 41.0, within(1e-12));
  }

  @Test
  void directory_ofARun_holdsEveryIterationInOrder(@TempDir Path folder) throws IOException {
    BenchmarkDirectory directory =
        BenchmarkDirectory.create(folder.resolve("run"), "name: pricing\n");
    directory.add(result());
    directory.write(report());

    List<String> lines = Files.readAllLines(directory.samples());
    assertThat(lines).hasSize(43);
    assertThat(lines.subList(0, 3))
        .containsExactly(
            "benchmark,concurrency,run,iteration,part,start_ns,time_ns",
            "\"quote\",1,0,0,warm_up,0,90000000",
            "\"quote\",1,0,1,sample,90000000,20000000");
    assertThat(lines.getLast()).isEqualTo("\"quote\",1,0,41,sample,890000000,");
    assertThat(directory.plan()).hasContent("name: pricing");
    assertThat(directory.results()).exists();
    assertThat(Files.readString(directory.page()))
        .startsWith("<!doctype html>")
        .contains("name: pricing", "quote");
    assertThatThrownBy(() -> BenchmarkDirectory.create(folder.resolve("run"), ""))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessageContaining("is not empty");
  }

  private static final String JMH =
      """
      [{"jmhVersion": "1.37", "benchmark": "com.acme.Quote.price", "mode": "%s", "threads": 1,
        "forks": 2, "params": {"size": "10"},
        "primaryMetric": {"score": 1.0, "scoreUnit": "%s", "rawData": [%s]},
        "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 48.0}}}]
      """;

  @Test
  void jmh_averageTimes_areSamplesByFork() {
    String json = JMH.formatted("avgt", "ns/op", "[0.5, 0.7], [0.9, 0.7]");

    BenchmarkResult price = JmhResults.read("jmh.json", json).results().getFirst();

    assertThat(price.name()).isEqualTo("com.acme.Quote.price");
    assertThat(price.labels()).isEqualTo(Map.of("mode", "avgt", "size", "10"));
    assertThat(price.forks().orElseThrow().means())
        .satisfiesExactly(
            mean -> assertThat(mean).isCloseTo(0.6e-9, within(1e-18)),
            mean -> assertThat(mean).isCloseTo(0.8e-9, within(1e-18)));
    assertThat(price.figure(Figure.MEAN)).isCloseTo(0.7e-9, within(1e-18));
    assertThat(price.figure(Figure.ALLOCATED_PER_OPERATION)).isEqualTo(48);
  }

  @Test
  void jmh_throughput_isTurnedIntoTimes() {
    String json = JMH.formatted("thrpt", "ops/us", "[4]");

    assertThat(JmhResults.read("jmh.json", json).results().getFirst().times().max())
        .isCloseTo(0.25e-6, within(1e-15));
  }

  @Test
  void jmh_somethingElse_isRefused() {
    assertThatThrownBy(() -> JmhResults.read("jmh.json", "{}"))
        .hasMessage(
            "jmh.json must be a result of JMH, got: it must be a list of benchmarks. Write it with"
                + " -rf json -rff FILE.");
    assertThatThrownBy(() -> JmhResults.read("jmh.json", JMH.formatted("avgt", "B/op", "[4]")))
        .hasMessageContaining("a score of 4.0 B/op is no time");
  }
}
