package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.dsl.Steps.http;
import static dev.loadstone.core.plan.dsl.Steps.pause;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.Sampling;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.dsl.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BenchmarksReaderTest {
  private static final String HEAD = "name: x\ntarget: http://127.0.0.1\nbenchmarks:\n";

  private static Plan plan(String benchmarks) {
    return new PlanReader().read("plan.yaml", HEAD + benchmarks, ReadOptions.NONE);
  }

  private static final String FULL =
      """
        quote:
          labels: {team: pricing}
          warmUp: 2s
          samples: 500
          timeout: 50ms
          failFast: true
          concurrency: [1, 10]
          setup: [{http: POST /seed}]
          beforeEach: [{pause: 1ms}]
          steps: [{http: GET /quote}]
          afterEach: [{http: DELETE /quote}]
          teardown: [{http: DELETE /seed}]
          targets:
            median: 500ms
            p99: 1s
            operationsPerSecond: 20/s
            successRatio: 95%
            heap: 500MB
            cpu: 80%
      """;

  @Test
  void benchmark_withEveryKey_isRead() {
    Plan plan = plan(FULL);

    assertThat(plan.scenarios()).isEmpty();
    assertThat(plan.load()).isEmpty();
    ComponentBenchmark quote = plan.benchmarks().getFirst();
    assertThat(quote.labels()).isEqualTo(Map.of("team", "pricing"));
    assertThat(quote.sampling())
        .isEqualTo(new Sampling(0, Duration.ofSeconds(2), 500, Duration.ofMillis(50), true));
    assertThat(quote.concurrency()).containsExactly(1, 10);
    assertThat(List.of(quote.setup(), quote.beforeEach(), quote.afterEach(), quote.teardown()))
        .allSatisfy(steps -> assertThat(steps).hasSize(1));
    assertThat(((Step.Http) quote.steps().getFirst()).name()).isEqualTo("GET /quote");
    assertThat(quote.targets())
        .containsExactly(
            new BenchmarkTarget(Figure.MEDIAN, 0.5),
            new BenchmarkTarget(Figure.P99, 1),
            new BenchmarkTarget(Figure.OPERATIONS_PER_SECOND, 20),
            new BenchmarkTarget(Figure.SUCCESS_RATIO, 0.95),
            new BenchmarkTarget(Figure.HEAP, 500e6),
            new BenchmarkTarget(Figure.CPU, 0.8));
  }

  @Test
  void benchmark_fromYamlAndJava_isTheSame() {
    Plan java =
        LoadPlan.named("x")
            .target("http://127.0.0.1")
            .benchmark(
                "quote",
                quote ->
                    quote
                        .label("team", "pricing")
                        .warmUp(Duration.ofSeconds(2))
                        .samples(500)
                        .timeout(Duration.ofMillis(50))
                        .failFast()
                        .concurrency(1, 10)
                        .setup(http("POST", "/seed"))
                        .beforeEach(pause("1ms"))
                        .steps(http("GET", "/quote"))
                        .afterEach(http("DELETE", "/quote"))
                        .teardown(http("DELETE", "/seed"))
                        .target(Figure.MEDIAN, "500ms")
                        .target(Figure.P99, "1s")
                        .target(Figure.OPERATIONS_PER_SECOND, "20/s")
                        .target(Figure.SUCCESS_RATIO, "95%")
                        .target(Figure.HEAP, "500MB")
                        .target(Figure.CPU, "80%"))
            .build(ReadOptions.NONE);

    assertThat(java.benchmarks()).isEqualTo(plan(FULL).benchmarks());
  }

  @Test
  void benchmark_withoutMore_hasTheUsualSampling() {
    ComponentBenchmark plain =
        plan("  health: {steps: [{http: GET /health}]}\n").benchmarks().getFirst();

    assertThat(plain.sampling()).isEqualTo(Sampling.DEFAULT);
    assertThat(plain.concurrency()).containsExactly(1);
    assertThat(plain.targets()).isEmpty();
  }

  @Test
  void valueExtractedBeforehand_inTheMeasuredStep_isKnown() {
    Plan plan =
        plan(
            """
              login:
                setup: [{http: POST /login, extract: {key: $.key}}]
                steps: [{http: "GET /me?key=${key}"}]
            """);

    assertThat(plan.benchmarks()).hasSize(1);
  }

  @Test
  void benchmark_withWrongValues_tellsEachWithItsPlace() {
    assertThat(
            PlanFixture.problems(
                HEAD
                    + """
                      quote:
                        warmUp: soon
                        samples: 0
                        concurrency: [1, none]
                        timeout: 0s
                        steps: []
                        targets: {p96: 1s, successRatio: 120%, median: fast}
                    """))
        .containsExactlyInAnyOrder(
            "plan.yaml:5:13: benchmarks.quote.warmUp must be a number of iterations below 1000000 or"
                + " a duration, got: soon. Write 10 or 2s.",
            "plan.yaml:6:14: benchmarks.quote.samples must be a whole number from 1 to 1000000, got:"
                + " 0",
            "plan.yaml:7:22: benchmarks.quote.concurrency[1] must be a whole number from 1 to 10000,"
                + " got: none. Write 10, or several levels: [1, 10, 100].",
            "plan.yaml:8:14: benchmarks.quote.timeout must be longer than zero, got: 0s. Write it"
                + " with a unit: 250ms, 2s, 1m30s or 1h.",
            "plan.yaml:9:12: benchmarks.quote.steps must have at least one step. Write [{http: GET"
                + " /health}].",
            "plan.yaml:10:15: benchmarks.quote.targets.p96 is not a known key. Did you mean p90?",
            "plan.yaml:10:38: benchmarks.quote.targets.successRatio must be a ratio from 0% to 100%,"
                + " got: 120%. Write it in percent or as a fraction: 95% or 0.95.",
            "plan.yaml:10:52: benchmarks.quote.targets.median must be a duration, got: fast. Write"
                + " it with a unit: 250ms, 2s, 1m30s or 1h.");
  }

  @Test
  void benchmark_moreIterationsThanAreKept_isRefused() {
    assertThat(
            PlanFixture.problems(
                HEAD + "  a: {warmUp: 2, samples: 999999, steps: [{http: GET /}]}\n"))
        .containsExactly(
            "plan.yaml:4:6: benchmarks.a must have at most 1000000 iterations of warm-up and"
                + " samples together, got: 1000001. Each is kept; take fewer.");
  }
}
