package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.ExtraLedger;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.ledger.SocketLedger;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples, shortened. */
final class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples");

  private static final Map<String, String> ROUTES =
      Map.of(
          "login", "POST /api/v1/auth/login",
          "chat-message", "POST /api/v1/chat/message",
          "list-agents", "GET /api/v1/agents",
          "chat-history", "GET /api/v1/chat/history/{session}",
          "create-workflow", "POST /api/v1/workflows",
          "tenant-analytics", "GET /api/v1/analytics/tenant/{tenant}");

  @TempDir private Path folder;

  /** What a run of an example left behind, and what the testbed knows of it. */
  private record Ran(Cli.Answer answer, Path out, LedgerSnapshot served, ChainLedger chain) {
    JsonNode json(String file) throws IOException {
      return new ObjectMapper().readTree(out.resolve(file).toFile());
    }

    String text(String file) throws IOException {
      return Files.readString(out.resolve(file));
    }
  }

  /**
   * Runs an example without a warm-up, by which nothing is left out of the figures.
   *
   * @param truth a file of the example; empty for the usual one
   */
  private Ran load(String plan, String truth, double scale, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--scale=" + scale, "--set=load.warmUp=0s"));
    all.addAll(List.of(options));
    return run("run", plan, truth, all);
  }

  /** Runs an example against a testbed; a busy machine may miss its limits. */
  private Ran run(String command, String plan, String truth, List<String> options)
      throws IOException {
    Path file = EXAMPLES.resolve(plan);
    Path out = folder.resolve("run");
    TestbedOptions testbedOptions =
        truth.isEmpty()
            ? TestbedOptions.DEFAULTS
            : TestbedOptions.DEFAULTS.truth(
                Truth.parse(truth, Files.readString(file.resolveSibling(truth))));
    try (TestbedServer testbed = TestbedServer.start(testbedOptions)) {
      List<String> all = new ArrayList<>(List.of(command, file.toString()));
      all.add("--target=http://127.0.0.1:" + testbed.port());
      all.add("--out=" + out);
      all.addAll(options);
      Cli.Answer answer = Cli.run(all.toArray(String[]::new));
      assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 3, 5);
      return new Ran(answer, out, testbed.ledger(), testbed.chain());
    }
  }

  private static JsonNode allGood(Ran ran) throws IOException {
    JsonNode result = ran.json("result.json");
    assertThat(result.path("load").path("failed").asInt())
        .as(result.path("errors").toString())
        .isZero();
    return result;
  }

  @Test
  void firstRun_withoutWarmUp_recordsExactlyWhatWasServed() throws IOException {
    Ran ran = load("01-first-run/plan.yaml", "", 0.1);
    JsonNode result = allGood(ran);

    assertThat(ran.served.requests()).isGreaterThan(20).isEqualTo(operations(result, ""));
    ROUTES.forEach((step, route) ->
        assertThat(operations(result, step))
            .as(step)
            .isEqualTo(ran.served.route(route).requests()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "conversation", "own-names"})
  void agentStreams_withoutWarmUp_areAllAsTheyShouldBe(String plan) throws IOException {
    Ran ran =
        load("02-agent-streams/" + plan + ".yaml", "asking.yaml", 0.1, "--set=load.drain=60s");
    JsonNode result = allGood(ran);

    assertThat(ran.served.requests()).isGreaterThan(20).isEqualTo(operations(result, ""));
    assertThat(operations(result, "resume"))
        .isEqualTo(
            plan.equals("conversation")
                ? ran.served.route("POST /agent/{id}").stream().interrupts()
                    - count(result, "interrupts", "second-turn")
                : 0);
  }

  @Test
  void evm_withoutWarmUp_recordsWhatTheChainDid() throws IOException {
    Ran ran =
        load(
            "06-evm/plan.yaml",
            "",
            0.07,
            "--set=scenarios.blocks.load.warmUp=0s",
            "--set=scenarios.heads.load.warmUp=0s");
    JsonNode result = allGood(ran);

    assertThat(operations(result, "transfer")).isPositive().isEqualTo(ran.chain.included());
    assertThat(operations(result, "quote")).isPositive().isEqualTo(ran.chain.calls("eth_call"));
    assertThat(operations(result, "blocks")).isPositive();
    assertThat(operations(result, "heads"))
        .isPositive()
        .isEqualTo(ran.chain.calls("eth_subscribe"));
  }

  @Test
  void modelApis_againstTheTestbed_areCountedInTokensAndMoney() throws IOException {
    Ran ran = load("08-model-apis/plan.yaml", "", 0.2);
    JsonNode result = ran.json("result.json");

    assertThat(operations(result, "whole"))
        .isPositive()
        .isEqualTo(ran.served.route("POST /v1/responses").requests());
    JsonNode whole = model(result, "whole");
    long asked = operations(result, "whole");
    assertThat(whole.path("input_tokens").asLong()).isEqualTo(9 * asked);
    assertThat(whole.path("output_tokens").asLong()).isEqualTo(20 * asked);
    // 9 tokens for USD 0.15 and 20 for USD 0.60 a million
    assertThat(new BigDecimal(whole.path("cost").path("total").asText()))
        .isEqualByComparingTo(new BigDecimal("0.00001335").multiply(BigDecimal.valueOf(asked)));
    assertThat(model(result, "streamed").path("estimated_by").asText()).isEqualTo("o200k_base");
    assertThat(ran.answer.out()).contains("Tokens and cost");
  }

  private static JsonNode model(JsonNode result, String step) {
    for (JsonNode model : result.path("models")) {
      if (model.path("tags").path("step").asText().equals(step)) {
        return model;
      }
    }
    throw new AssertionError("no model of step " + step);
  }

  @Test
  void components_benchmarked_countEveryIterationOfTheLedger() throws IOException {
    Ran ran =
        run(
            "bench",
            "10-components/plan.yaml",
            "truth.yaml",
            List.of(
                "--benchmark=detection",
                "--benchmark=rug-monitor",
                "--set=benchmarks.detection.samples=40"));
    JsonNode benchmarks = ran.json("benchmarks.json").path("benchmarks");

    assertThat(ran.answer.out()).contains("detection", "rug-monitor", "≤ 500 ms", "successRatio");
    assertThat(benchmarks).hasSize(3);
    assertThat(benchmarks.path(1).path("concurrency").asInt()).isEqualTo(10);
    assertThat(ran.served.route("POST /components/rug-monitor").requests()).isEqualTo(110);
    assertThat(ran.text("samples.csv").lines().filter(line -> line.startsWith("\"rug-monitor\"")))
        .hasSize(110);
    assertThat(ran.served.route("POST /components/detection").requests()).isBetween(100L, 109L);
  }

  @Test
  void a2a_everyWayToFollowATask_countsEveryTaskOfTheAgent() throws IOException {
    Ran ran = load("04-a2a/plan.yaml", "agent.yaml", 0.2);
    JsonNode result = ran.json("result.json");

    assertThat(ran.answer.out()).contains("state_dwell{state=working}", "time_to_terminal_state");
    assertThat(ran.text("report.html")).contains("state_dwell{state=working}");
    assertThat(operations(result, "rest") + operations(result, "cancel"))
        .isPositive()
        .isEqualTo(ran.served.route("POST /a2a/message:stream").requests());
    assertThat(operations(result, "wait") + operations(result, "poll"))
        .isPositive()
        .isEqualTo(ran.served.route("POST /a2a/message:send").requests());
    assertThat(operations(result, "ask") + operations(result, "answer") + operations(result, "old"))
        .isPositive()
        .isEqualTo(ran.served.route("POST /a2a").requests());
  }

  @Test
  void websocket_withItsTruth_recordsExactlyWhatWasSaid() throws IOException {
    Ran ran = load("05-websocket/plan.yaml", "truth.yaml", 0.2);
    JsonNode result = allGood(ran);
    SocketLedger echo = ran.served.route("GET /ws/echo").socket();
    SocketLedger ticker = ran.served.route("GET /ws/ticker").socket();

    assertThat(ran.answer.out())
        .contains("Protocols\n", "message_latency", "Counters\n", "closes (close_code 1000)");
    assertThat(count(result, "messages_sent", "")).isPositive().isEqualTo(echo.received());
    assertThat(count(result, "unmatched_replies", "")).isZero();
    assertThat(count(result, "messages_received", ""))
        .isGreaterThan(echo.received())
        .isLessThanOrEqualTo(echo.sent() + ticker.sent());
    assertThat(ran.text("report.html"))
        .contains("id=\"protocol-table\"", "id=\"protocol-counters\"");
  }

  @Test
  void mcp_withItsTruth_recordsExactlyWhatWasServed() throws IOException {
    Ran ran = load("03-mcp/plan.yaml", "truth.yaml", 0.1);
    JsonNode result = allGood(ran);
    ExtraLedger extras = ran.served.route("POST /mcp").extras();

    assertThat(operations(result, "quote"))
        .isPositive()
        .isEqualTo(extras.count("tool_calls.quote"));
    assertThat(operations(result, "lookup") + operations(result, "stateless-lookup"))
        .isEqualTo(extras.count("tool_calls.lookup"));
  }

  @Test
  void mcp_brokenTruth_isOneOfTheTestbed() throws IOException {
    String text = Files.readString(EXAMPLES.resolve("03-mcp/broken.yaml"));
    assertThat(Truth.parse("broken.yaml", text).mcp().toolErrors()).isPositive();
  }

  @Test
  void grpc_example_callsAllFourKinds() throws IOException {
    Ran ran = load("07-grpc/plan.yaml", "", 0.1);
    JsonNode result = allGood(ran);

    Map.of("ask", "Ask", "tell", "Tell", "collect", "Collect", "chat", "Chat")
        .forEach((step, method) ->
            assertThat(operations(result, step))
                .as(step)
                .isPositive()
                .isEqualTo(
                    ran.served.route("POST /loadstone.testbed.v1.Agent/" + method).requests()));
  }

  /** The testbed is within this process here, to which nothing attaches. */
  @Test
  void monitoring_ofATestbed_hasFiguresOfEveryProbe() throws IOException {
    long process = ProcessHandle.current().pid();
    Path file = EXAMPLES.resolve("13-monitoring/plan.yaml");
    Path out = folder.resolve("run");
    Truth leak =
        Truth.parse("leak.yaml", Files.readString(EXAMPLES.resolve("13-monitoring/leak.yaml")));
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(leak))) {
      String url = "http://127.0.0.1:" + testbed.port();
      Cli.Answer answer =
          Cli.run(
              "run",
              file.toString(),
              "--target=" + url,
              "--out=" + out,
              "--set=load.warmUp=0s",
              "--set=load.phases[0].for=6s",
              "--set=probes[0].process=" + process,
              "--set=probes[1].jvm=" + process,
              "--set=probes[1].collectEvery=1s",
              "--set=probes[2].prometheus=" + url + "/metrics",
              "--set=probes[4].every=1s");
      JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
      List<String> seen = new ArrayList<>();
      for (JsonNode series : result.path("series")) {
        if (series.path("samples").asInt() > 0) {
          seen.add(series.path("name").asText());
        }
      }
      assertThat(seen)
          .as(answer.out() + answer.err())
          .contains(
              "target_cpu_ratio",
              "target_memory_bytes",
              "jvm_heap_live_bytes",
              "jvm_allocated_bytes_per_second",
              "jvm_gc_pause_ratio",
              "metrics_in_flight",
              "metrics_served",
              "host_cpu_ratio",
              "host_memory_ratio",
              "system_processes");
      assertThat(Files.readString(out.resolve("run.json"))).contains("\"limit\": 1.0E9");
    }
  }

  @Test
  void profile_ofATargetThatBurns_showsWhereAfterTheJump() throws IOException {
    Path example = EXAMPLES.resolve("14-profile");
    Path out = folder.resolve("run");
    try (TestbedProcess testbed =
        TestbedProcess.start(Main.class.getName(), example.resolve("burn.yaml"))) {
      List<String> all =
          new ArrayList<>(
              List.of("run", example.resolve("plan.yaml").toString(), "--target=" + testbed.url()));
      all.addAll(
          List.of(
              "--out=" + out,
              "--set=scenarios.look.load.phases[0].for=18s",
              "--set=scenarios.report.load.phases[0].for=8s",
              "--set=scenarios.report.load.phases[1].for=10s",
              "--set=profiles[0].at=2s",
              "--set=profiles[0].for=2s"));
      for (int i = 0; i < 4; i++) {
        all.add("--set=profiles[" + i + "].jvm=" + testbed.pid());
      }
      Cli.Answer answer = Cli.run(all.toArray(String[]::new));
      assertThat(answer.code()).as(answer.out() + answer.err()).isIn(3, 5);
    }
    JsonNode profiles =
        new ObjectMapper().readTree(out.resolve("result.json").toFile()).path("profiles");
    assertThat(profiles.findValuesAsText("name"))
        .as(profiles.toPrettyString())
        .contains("usual", "jump", "miss");
    for (JsonNode profile : profiles) {
      assertThat(profile.has("failure")).as(profile.toString()).isFalse();
      if (profile.path("name").asText().equals("miss")) {
        assertThat(profile.path("start").asDouble()).isBetween(8.5, 18.0);
        assertThat(profile.path("functions").toString()).contains(".Burner.burnCpuForTruth");
      }
    }
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("href=\"#profile-3\"", ">Burner.burnCpuForTruth<");
  }

  @Test
  void startedTarget_isStartedLookedAtAndStopped() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Path out = folder.resolve("run");
    List<String> testbed =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "testbed",
            "--port",
            String.valueOf(port));
    Cli.Answer answer =
        Cli.run(
            "run",
            EXAMPLES.resolve("15-started-target/plan.yaml").toString(),
            "--out=" + out,
            "--set=target.url=http://127.0.0.1:" + port,
            "--set=target.start.command=" + new ObjectMapper().writeValueAsString(testbed),
            "--set=load.warmUp=0s",
            "--set=load.phases[0].for=3s");
    assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 3, 5);
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());

    assertThat(operations(result, "agents")).isEqualTo(300);
    assertThat(result.path("series").findValuesAsText("name"))
        .contains("target_cpu_ratio", "target_memory_bytes", "target_processes");
    assertThat(Files.readString(out.resolve("target.log")))
        .contains("Testbed ready on http://127.0.0.1:" + port);
    assertThat(Cli.run("validate", EXAMPLES.resolve("15-started-target/limited.yaml").toString()))
        .extracting(Cli.Answer::code)
        .isEqualTo(0);
  }

  private static long operations(JsonNode result, String step) {
    return count(result, "operations", step);
  }

  private static long count(JsonNode result, String name, String step) {
    long sum = 0;
    for (JsonNode counter : result.path("counters")) {
      boolean ofStep = step.isEmpty() || counter.path("tags").path("step").asText().equals(step);
      if (counter.path("name").asText().equals(name) && ofStep) {
        sum += counter.path("value").asLong();
      }
    }
    return sum;
  }
}
