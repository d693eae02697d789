package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.EngineOptions.Transport;
import dev.loadstone.engine.connector.LabKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkRunnerIT {
  private static final EngineOptions OPTIONS =
      new EngineOptions(OptionalInt.of(1), Transport.AUTO, false, false, Duration.ZERO);
  private static final String OK = RawServer.response("200 OK", "", "{}");

  @BeforeEach
  void reset() {
    TestCalls.INTERRUPTED.set(0);
  }

  private static BenchmarkResult run(String url, int level, String benchmark)
      throws InterruptedException {
    String text = "name: x\ntarget: " + url + "\nbenchmarks:\n  it:\n" + benchmark.indent(4);
    Plan plan = new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
    return new BenchmarkRunner(OPTIONS).run(plan, plan.benchmarks().getFirst(), level);
  }

  private static List<String> paths(RawServer server) {
    return server.requests().stream().map(RawServer.Request::path).toList();
  }

  @Test
  void benchmark_ofARequest_takesExactlyItsIterations() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      BenchmarkResult result =
          run(server.url(), 1, "{warmUp: 5, samples: 40, steps: [{http: GET /quote}]}");

      assertThat(server.requests()).hasSize(45);
      SampleLog log = result.runs().getFirst();
      assertThat(log.size()).isEqualTo(45);
      assertThat(log.warmUp()).isEqualTo(5);
      assertThat(result.times().min()).isPositive();
      assertThat(result.successRatio()).isEqualTo(1);
      assertThat(result.operationsPerSecond()).isPositive();
      assertThat(result.resources().rssBytes()).isGreaterThan(1e6);
      assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    }
  }

  @Test
  void benchmark_atALevel_hasSoManyUnderWayAndLeavesNoneOut()
      throws IOException, InterruptedException {
    CountDownLatch together = new CountDownLatch(8);
    RawServer.Answer answer =
        (request, socket) -> {
          together.countDown();
          together.await();
          RawServer.say(socket, OK);
        };
    try (RawServer server = RawServer.answering(answer)) {
      BenchmarkResult result =
          run(server.url(), 8, "{warmUp: 0, samples: 100, steps: [{http: GET /quote}]}");

      assertThat(server.requests()).hasSize(100);
      assertThat(result.times().count() + result.lateWarmUp()).isEqualTo(100);
      assertThat(result.concurrency()).isEqualTo(8);
    }
  }

  @Test
  void steps_aroundTheMeasured_runInTheirOrder() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      run(
          server.url(),
          1,
          """
          warmUp: 1
          samples: 1
          setup: [{http: GET /setup}]
          beforeEach: [{http: GET /before}]
          steps: [{http: GET /one}, {http: GET /two}]
          afterEach: [{http: GET /after}]
          teardown: [{http: GET /teardown}]
          """);

      assertThat(paths(server))
          .containsExactly(
              "/setup",
              "/before",
              "/one",
              "/two",
              "/after",
              "/before",
              "/one",
              "/two",
              "/after",
              "/teardown");
    }
  }

  @Test
  void steps_aroundTheMeasured_areNotInItsTime() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      BenchmarkResult result =
          run(
              server.url(),
              1,
              "{warmUp: 0, samples: 5, beforeEach: [{pause: 200ms}], steps: [{http: GET /x}],"
                  + " afterEach: [{pause: 1ms}]}");

      assertThat(result.times().median()).isLessThan(0.2);
    }
  }

  @Test
  void pause_asTheMeasuredStep_takesItsTime() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      BenchmarkResult result =
          run(server.url(), 1, "{warmUp: 0, samples: 12, steps: [{pause: 10ms}]}");

      assertThat(result.times().min()).isGreaterThanOrEqualTo(0.01);
    }
  }

  @Test
  void failure_ofAnIteration_isNoSampleAndAfterEachStillRuns()
      throws IOException, InterruptedException {
    RawServer.Answer answer =
        (request, socket) ->
            RawServer.say(
                socket,
                request.path().equals("/broken") ? RawServer.response("500 Oh", "", "") : OK);
    try (RawServer server = RawServer.answering(answer)) {
      BenchmarkResult result =
          run(
              server.url(),
              1,
              "{warmUp: 0, samples: 3, steps: [{http: GET /broken}, {http: GET /never}],"
                  + " afterEach: [{http: GET /after}]}");

      assertThat(paths(server))
          .containsExactly("/broken", "/after", "/broken", "/after", "/broken", "/after");
      assertThat(result.times().count()).isZero();
      assertThat(result.successRatio()).isZero();
      assertThat(result.errors()).isEqualTo(Map.of("server_error", 3L));
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void timeout_ofACall_interruptsIt() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      BenchmarkResult result =
          run(
              server.url(),
              1,
              "{warmUp: 0, samples: 4, timeout: 50ms, steps: [{call:"
                  + " dev.loadstone.engine.TestCalls#count}]}");

      assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 4L));
      TestCalls.awaitInterrupted(4);
      assertThat(TestCalls.INTERRUPTED).hasValue(4);
    }
  }

  @Test
  void timeout_ofARequest_closesItsConnectionAndTheNextSampleGoesOn()
      throws IOException, InterruptedException {
    RawServer.Answer answer =
        (request, socket) -> {
          if (!request.path().endsWith("/1")) {
            RawServer.say(socket, OK);
          }
        };
    try (RawServer server = RawServer.answering(answer)) {
      BenchmarkResult result =
          run(
              server.url(),
              1,
              "{warmUp: 0, samples: 10, timeout: 3s, steps: [{http: \"GET /${iteration}\"}]}");

      assertThat(server.requests()).hasSize(10);
      assertThat(result.errors()).isEqualTo(Map.of("timeout_total", 1L));
      assertThat(result.times().count()).isEqualTo(9);
      assertThat(result.times().max()).isLessThan(3);
    }
  }

  @Test
  void failFast_atTheFirstFailure_endsItWithTheReason() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(RawServer.response("404 No", "", ""))) {
      BenchmarkResult result =
          run(
              server.url(),
              1,
              "{failFast: true, steps: [{http: GET /x}], teardown: [{http: GET /down}]}");

      assertThat(paths(server)).containsExactly("/x", "/down");
      assertThat(result.stopped()).isEqualTo("an iteration failed: not_found (status 404)");
    }
  }

  @Test
  void setup_thatFails_endsTheBenchmarkBeforeASample() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(RawServer.response("503 No", "", ""))) {
      BenchmarkResult result =
          run(server.url(), 1, "{setup: [{http: GET /setup}], steps: [{http: GET /x}]}");

      assertThat(paths(server)).containsExactly("/setup");
      assertThat(result.stopped()).startsWith("a step outside of the samples failed: server_error");
      assertThat(result.runs().getFirst().size()).isZero();
    }
  }

  @Test
  void run_thatCannotBegin_leavesNothingOpen(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ca.pem"), "no certificate");
    Plan plan =
        new PlanReader()
            .read(
                "plan.yaml",
                """
                name: x
                target: https://127.0.0.1:1
                http: {tls: {ca: ca.pem}}
                benchmarks: {it: {samples: 10, steps: [{lab: echo}, {http: GET /}]}}
                """,
                ReadOptions.NONE.withBaseDirectory(folder));
    LabKind.reset();

    assertThatThrownBy(
            () -> new BenchmarkRunner(OPTIONS).run(plan, plan.benchmarks().getFirst(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.pem");

    assertThat(LabKind.OPENED).hasValue(1);
    assertThat(LabKind.CLOSED).hasValue(1);
    assertThat(Loops.thatLive()).isEmpty();
  }

  @Test
  void stop_whileSamplesAreTaken_endsIt() throws IOException, InterruptedException {
    try (RawServer server = RawServer.saying(OK)) {
      BenchmarkRunner runner = new BenchmarkRunner(OPTIONS);
      Plan plan =
          new PlanReader()
              .read(
                  "plan.yaml",
                  "name: x\ntarget: "
                      + server.url()
                      + "\nbenchmarks: {it: {samples: 100000, steps: [{pause: 10ms}]}}\n",
                  ReadOptions.NONE);
      runner.stop();

      BenchmarkResult result = runner.run(plan, plan.benchmarks().getFirst(), 1);

      assertThat(result.stopped()).isEqualTo("it was interrupted");
    }
  }
}
