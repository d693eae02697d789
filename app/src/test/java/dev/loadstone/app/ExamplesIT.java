package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.ExtraLedger;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.ledger.SocketLedger;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @Test
  void firstRun_withoutWarmUp_recordsExactlyWhatWasServed() throws IOException {
    Path out = folder.resolve("run");
    LedgerSnapshot served;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          Cli.run(
              "run",
              EXAMPLES.resolve("01-first-run/plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.1",
              "--set=load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out()).isIn(0, 5);
      served = testbed.ledger();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.path("load").path("failed").asInt()).isZero();
    assertThat(served.requests()).isGreaterThan(20).isEqualTo(operations(result, ""));
    ROUTES.forEach((step, route) ->
        assertThat(operations(result, step)).as(step).isEqualTo(served.route(route).requests()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "conversation", "own-names"})
  void agentStreams_withoutWarmUp_areAllAsTheyShouldBe(String plan) throws IOException {
    Path example = EXAMPLES.resolve("02-agent-streams");
    Path out = folder.resolve("run");
    Truth truth = Truth.parse("asking.yaml", Files.readString(example.resolve("asking.yaml")));
    LedgerSnapshot served;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              "run",
              example.resolve(plan + ".yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.1",
              "--set=load.warmUp=0s",
              "--set=load.drain=60s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 3, 5);
      served = testbed.ledger();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.path("load").path("failed").asInt())
        .as(result.path("errors").toString())
        .isZero();
    assertThat(served.requests()).isGreaterThan(20).isEqualTo(operations(result, ""));
    assertThat(operations(result, "resume"))
        .isEqualTo(
            plan.equals("conversation")
                ? served.route("POST /agent/{id}").stream().interrupts()
                    - count(result, "interrupts", "second-turn")
                : 0);
  }

  @Test
  void evm_withoutWarmUp_recordsWhatTheChainDid() throws IOException {
    Path out = folder.resolve("evm");
    ChainLedger chain;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          Cli.run(
              "run",
              EXAMPLES.resolve("06-evm/plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.07",
              "--set=load.warmUp=0s",
              "--set=scenarios.blocks.load.warmUp=0s",
              "--set=scenarios.heads.load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out()).isIn(0, 3, 5);
      chain = testbed.chain();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.path("load").path("failed").asInt()).isZero();
    assertThat(operations(result, "transfer")).isPositive().isEqualTo(chain.included());
    assertThat(operations(result, "quote")).isPositive().isEqualTo(chain.calls("eth_call"));
    assertThat(operations(result, "blocks")).isPositive();
    assertThat(operations(result, "heads")).isPositive().isEqualTo(chain.calls("eth_subscribe"));
  }

  @Test
  void modelApis_againstTheTestbed_areCountedInTokensAndMoney() throws IOException {
    Path out = folder.resolve("models");
    LedgerSnapshot served;
    Cli.Answer answer;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      answer =
          Cli.run(
              "run",
              EXAMPLES.resolve("08-model-apis/plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.2",
              "--set=load.warmUp=0s",
              "--out=" + out);
      served = testbed.ledger();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(answer.code()).as(answer.out()).isIn(0, 3, 5);
    assertThat(operations(result, "whole"))
        .isPositive()
        .isEqualTo(served.route("POST /v1/responses").requests());
    JsonNode whole = model(result, "whole");
    long asked = operations(result, "whole");
    assertThat(whole.path("input_tokens").asLong()).isEqualTo(9 * asked);
    assertThat(whole.path("output_tokens").asLong()).isEqualTo(20 * asked);
    // 9 tokens for USD 0.15 and 20 for USD 0.60 a million
    assertThat(new BigDecimal(whole.path("cost").path("total").asText()))
        .isEqualByComparingTo(new BigDecimal("0.00001335").multiply(BigDecimal.valueOf(asked)));
    assertThat(model(result, "streamed").path("estimated_by").asText()).isEqualTo("o200k_base");
    assertThat(answer.out()).contains("Tokens and cost");
  }

  @Test
  void components_benchmarked_countEveryIterationOfTheLedger() throws IOException {
    Path out = folder.resolve("components");
    Path example = EXAMPLES.resolve("10-components");
    Truth truth = Truth.parse("truth.yaml", Files.readString(example.resolve("truth.yaml")));
    LedgerSnapshot served;
    Cli.Answer answer;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      answer =
          Cli.run(
              "bench",
              example.resolve("plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--benchmark=detection",
              "--benchmark=rug-monitor",
              "--set=benchmarks.detection.samples=40",
              "--out=" + out);
      served = testbed.ledger();
    }
    assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 3, 5);
    assertThat(answer.out()).contains("detection", "rug-monitor", "≤ 500 ms", "successRatio");
    JsonNode results = new ObjectMapper().readTree(out.resolve("benchmarks.json").toFile());
    assertThat(results.path("benchmarks")).hasSize(3);
    assertThat(results.path("benchmarks").path(1).path("concurrency").asInt()).isEqualTo(10);
    assertThat(served.route("POST /components/rug-monitor").requests()).isEqualTo(110);
    assertThat(
            Files.readAllLines(out.resolve("samples.csv")).stream()
                .filter(line -> line.startsWith("\"rug-monitor\"")))
        .hasSize(110);
    assertThat(served.route("POST /components/detection").requests()).isBetween(100L, 109L);
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
  void a2a_everyWayToFollowATask_countsEveryTaskOfTheAgent() throws IOException {
    Path out = folder.resolve("run");
    Path example = EXAMPLES.resolve("04-a2a");
    Truth truth = Truth.parse("agent.yaml", Files.readString(example.resolve("agent.yaml")));
    LedgerSnapshot served;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              "run",
              example.resolve("plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.2",
              "--set=load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out()).isIn(0, 3, 5);
      assertThat(answer.out()).contains("state_dwell{state=working}", "time_to_terminal_state");
      served = testbed.ledger();
    }
    assertThat(Files.readString(out.resolve("report.html"))).contains("state_dwell{state=working}");
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(operations(result, "rest") + operations(result, "cancel"))
        .isPositive()
        .isEqualTo(served.route("POST /a2a/message:stream").requests());
    assertThat(operations(result, "wait") + operations(result, "poll"))
        .isPositive()
        .isEqualTo(served.route("POST /a2a/message:send").requests());
    assertThat(operations(result, "ask") + operations(result, "answer") + operations(result, "old"))
        .isPositive()
        .isEqualTo(served.route("POST /a2a").requests());
  }

  @Test
  void websocket_withItsTruth_recordsExactlyWhatWasSaid() throws IOException {
    Path out = folder.resolve("run");
    Truth truth =
        Truth.parse("truth.yaml", Files.readString(EXAMPLES.resolve("05-websocket/truth.yaml")));
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              "run",
              EXAMPLES.resolve("05-websocket/plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.2",
              "--set=load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.out())
          .contains("Protocols\n", "message_latency", "Counters\n", "closes (close_code 1000)");
      JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
      SocketLedger echo = testbed.ledger().route("GET /ws/echo").socket();
      SocketLedger ticker = testbed.ledger().route("GET /ws/ticker").socket();
      assertThat(result.path("load").path("failed").asInt()).isZero();
      assertThat(counted(result, "messages_sent")).isPositive().isEqualTo(echo.received());
      assertThat(counted(result, "unmatched_replies")).isZero();
      assertThat(counted(result, "messages_received"))
          .isGreaterThan(echo.received())
          .isLessThanOrEqualTo(echo.sent() + ticker.sent());
    }
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("id=\"protocol-table\"", "id=\"protocol-counters\"");
  }

  private static long counted(JsonNode result, String name) {
    return count(result, name, "");
  }

  @Test
  void mcp_withItsTruth_recordsExactlyWhatWasServed() throws IOException {
    Path example = EXAMPLES.resolve("03-mcp");
    Path out = folder.resolve("run");
    Truth truth = Truth.parse("truth.yaml", Files.readString(example.resolve("truth.yaml")));
    LedgerSnapshot served;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS.truth(truth))) {
      Cli.Answer answer =
          Cli.run(
              "run",
              example.resolve("plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.1",
              "--set=load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out()).isIn(0, 3, 5); // a busy machine misses its limits
      served = testbed.ledger();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    ExtraLedger extras = served.route("POST /mcp").extras();
    assertThat(result.path("load").path("failed").asInt()).isZero();
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
    Path out = folder.resolve("grpc");
    LedgerSnapshot served;
    try (TestbedServer testbed = TestbedServer.start(TestbedOptions.DEFAULTS)) {
      Cli.Answer answer =
          Cli.run(
              "run",
              EXAMPLES.resolve("07-grpc/plan.yaml").toString(),
              "--target=http://127.0.0.1:" + testbed.port(),
              "--scale=0.1",
              "--set=load.warmUp=0s",
              "--out=" + out);
      assertThat(answer.code()).as(answer.out()).isIn(0, 3, 5);
      served = testbed.ledger();
    }
    JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
    assertThat(result.path("load").path("failed").asInt()).isZero();
    Map.of("ask", "Ask", "tell", "Tell", "collect", "Collect", "chat", "Chat")
        .forEach((step, method) ->
            assertThat(operations(result, step))
                .as(step)
                .isPositive()
                .isEqualTo(served.route("POST /loadstone.testbed.v1.Agent/" + method).requests()));
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
