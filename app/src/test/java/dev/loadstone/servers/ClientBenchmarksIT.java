package dev.loadstone.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.BenchmarkRunner;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.EngineOptions.Transport;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks of plans whose measured steps have clients of their own. */
final class ClientBenchmarksIT {
  private static final String AGENT = "POST /loadstone.testbed.v1.Agent/";

  /** Runs all benchmarks of a plan at all levels; each result is found by name and level. */
  private static Map<String, BenchmarkResult> run(Plan plan) throws InterruptedException {
    BenchmarkRunner runner =
        new BenchmarkRunner(
            new EngineOptions(OptionalInt.of(1), Transport.AUTO, false, false, Duration.ZERO));
    Map<String, BenchmarkResult> results = new HashMap<>();
    for (ComponentBenchmark benchmark : plan.benchmarks()) {
      for (int level : benchmark.concurrency()) {
        results.put(benchmark.name() + " " + level, runner.run(plan, benchmark, level));
      }
    }
    return results;
  }

  private static Map<String, BenchmarkResult> run(String target, String benchmarks)
      throws InterruptedException {
    String text = "name: clients\ntarget: \"" + target + "\"\nbenchmarks:\n" + benchmarks.indent(2);
    return run(new PlanReader().read("plan.yaml", text, ReadOptions.NONE));
  }

  private static BenchmarkResult of(Map<String, BenchmarkResult> results, String which) {
    BenchmarkResult result = results.get(which);
    assertThat(result).as(which).isNotNull();
    return result;
  }

  @Test
  void redis_atTwoLevels_isMeasuredOncePerIteration() throws IOException, InterruptedException {
    try (RealServer server = RealServer.redis()) {
      String target = "redis://127.0.0.1:" + server.port();
      Map<String, BenchmarkResult> results =
          run(
              target,
              """
              counted:
                warmUp: 5
                samples: 40
                concurrency: [1, 4]
                setup: [{redis: INCR users}]
                beforeEach: [{redis: INCR before}]
                steps: [{redis: INCR served}, {redis: GET served, check: $.reply exists}]
                afterEach: [{redis: INCR after}]
                teardown: [{redis: INCR gone}]
                targets: {median: 1s, successRatio: 100%}
              blocked: {warmUp: 0, samples: 10, steps: [{redis: BLPOP nothing 0.02}]}
              given-up: {warmUp: 0, samples: 3, steps: [{redis: BLPOP nothing 0, timeout: 50ms}]}
              wrong: {warmUp: 0, samples: 3, steps: [{redis: LPUSH served x}]}
              """);
      for (int level : new int[] {1, 4}) {
        BenchmarkResult counted = of(results, "counted " + level);
        assertThat(counted.runs().getFirst().size()).isEqualTo(45);
        assertThat(counted.times().min()).isPositive();
        assertThat(counted.successRatio()).isEqualTo(1);
        assertThat(counted.verdict()).isNotEqualTo(Verdict.FAIL);
      }
      assertThat(of(results, "blocked 1").times().min()).isGreaterThanOrEqualTo(0.02);
      assertThat(of(results, "given-up 1").errors()).containsOnly(Map.entry("timeout_total", 3L));
      assertThat(of(results, "given-up 1").verdict()).isEqualTo(Verdict.FAIL);
      assertThat(of(results, "wrong 1").errors()).containsOnly(Map.entry("client_error", 3L));
      // of a warm-up with four under way up to three more are begun, and not kept
      ServerRun seen =
          ServerRun.of(
              "target: " + target + "\n",
              ServerRun.ONCE,
              """
              - redis: MGET users before served after gone
                check: ["$.reply[0] == 5", "$.reply[1] >= 90", "$.reply[1] <= 93", "$.reply[2] >= 90",
                        "$.reply[2] <= 93", "$.reply[3] >= 90", "$.reply[3] <= 93", "$.reply[4] == 5"]
              """);
      assertThat(seen.failures()).isEmpty();
    }
  }

  @Test
  void jdbc_ofAKnownDuration_takesIt(@TempDir Path folder)
      throws IOException, InterruptedException {
    try (RealServer server = RealServer.postgres(folder)) {
      Map<String, BenchmarkResult> results =
          run(
              "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres?user=postgres",
              """
              sleep:
                warmUp: 2
                samples: 20
                concurrency: [1, 3]
                steps: [{jdbc: SELECT pg_sleep(0.02)}]
                targets: {median: 2s}
              wrong: {warmUp: 0, samples: 3, steps: [{jdbc: SELECT 1/0}]}
              given-up: {warmUp: 0, samples: 2, steps: [{jdbc: SELECT pg_sleep(30), timeout: 100ms}]}
              """);
      for (int level : new int[] {1, 3}) {
        BenchmarkResult sleep = of(results, "sleep " + level);
        assertThat(sleep.times().min()).isGreaterThanOrEqualTo(0.02);
        assertThat(sleep.operationsPerSecond()).isLessThanOrEqualTo(50 * level);
        assertThat(sleep.successRatio()).isEqualTo(1);
      }
      assertThat(of(results, "wrong 1").errors()).containsOnly(Map.entry("client_error", 3L));
      assertThat(of(results, "given-up 1").errors()).containsOnly(Map.entry("timeout_total", 2L));
    }
  }

  @Test
  void grpc_ofAKnownDuration_isMeasuredOncePerIteration(@TempDir Path folder)
      throws IOException, InterruptedException {
    Truth truth =
        Truth.parse(
            "truth.yaml",
            """
            routes:
              POST /loadstone.testbed.v1.Agent/Ask: {service: {law: constant, value: 20ms}}
              POST /loadstone.testbed.v1.Agent/Chat: {service: {law: constant, value: 20ms}}
            """);
    Files.copy(Path.of("../examples/07-grpc/agent.proto"), folder.resolve("agent.proto"));
    Path plan = folder.resolve("plan.yaml");
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Files.writeString(
          plan,
          """
          name: grpc
          target: http://127.0.0.1:%d
          benchmarks:
            ask:
              warmUp: 2
              samples: 20
              concurrency: [1, 3]
              steps:
                - grpc: loadstone.testbed.v1.Agent/Ask
                  proto: agent.proto
                  message: {session: "${user.id}", text: hello}
                  check: $.session exists
              targets: {median: 2s}
            chat:
              warmUp: 0
              samples: 10
              steps:
                - grpc: loadstone.testbed.v1.Agent/Chat
                  reflection: true
                  messages: [{text: one}, {text: two}]
            given-up:
              warmUp: 0
              samples: 3
              steps:
                - grpc: loadstone.testbed.v1.Agent/Ask
                  proto: agent.proto
                  message: {session: s, text: hello}
                  timeout: 5ms
          """
              .formatted(testbed.port()));
      Map<String, BenchmarkResult> results = run(new PlanReader().read(plan, ReadOptions.NONE));
      for (int level : new int[] {1, 3}) {
        BenchmarkResult ask = of(results, "ask " + level);
        assertThat(ask.runs().getFirst().size()).isEqualTo(22);
        assertThat(ask.times().min()).isGreaterThanOrEqualTo(0.02);
        assertThat(ask.successRatio()).isEqualTo(1);
      }
      assertThat(of(results, "chat 1").successRatio()).isEqualTo(1);
      assertThat(of(results, "given-up 1").errors()).containsOnly(Map.entry("timeout_total", 3L));
      // of a warm-up with three under way up to two more are begun, and not kept
      assertThat(testbed.ledger().route(AGENT + "Ask").requests())
          .isBetween(22L + 22 + 3, 22L + 24 + 3);
      assertThat(testbed.ledger().route(AGENT + "Chat").requests()).isEqualTo(10);
    }
  }
}
