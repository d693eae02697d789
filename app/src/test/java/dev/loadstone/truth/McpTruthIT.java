package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.ledger.ExtraLedger;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.TimeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of MCP is what the testbed's MCP server really did. */
class McpTruthIT {
  private static final int REQUESTS = 100;
  private static final String ROUTE = "POST /mcp";

  @TempDir Path folder;

  private static String plan(String steps) {
    return """
    name: tools
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 50/s, for: 2s}]}
    steps:
    """
        + steps.indent(2);
  }

  private static String steps(String version) {
    return """
    - {mcp: /mcp, protocolVersion: VERSION, call: quick, arguments: {n: "${iteration}"}, check: $.result.isError == false}
    - {mcp: /mcp, protocolVersion: VERSION, call: slow, progress: true, check: $.result.content exists}
    """
        .replace("VERSION", version);
  }

  /** Fails unless a measure has as many values as the ledger, and they are near enough. */
  private static void assertSame(TruthBench.Ran ran, JsonNode measure, TimeSummary truth) {
    assertThat(measure.get("count").asLong()).isEqualTo(truth.count());
    assertNear(ran, measure, truth);
  }

  private static JsonNode ofTool(TruthBench.Ran ran, String tool) {
    for (JsonNode measure : ran.result().get("measures")) {
      if (measure.get("name").asText().equals("tool_time")
          && measure.path("tags").path("tool").asText().equals(tool)) {
        return measure;
      }
    }
    throw new AssertionError("no tool_time of " + tool);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-25, json",
    "2025-06-18, sse",
    "2025-03-26, mixed",
    "2026-07-28, json",
    "2026-07-28, sse"
  })
  void calls_inEachEra_areTimedByToolAsTheLedgerHasThem(String version, String reply)
      throws IOException {
    String truth =
        """
        mcp:
          tools:
            quick: {law: uniform, min: 5ms, max: 25ms}
            slow: {law: lognormal, median: 80ms, p99: 160ms}
          reply: %s
          progressEvery: 20ms
        """
            .formatted(reply);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(steps(version)));
      RouteLedger ledger = bench.ledger().route(ROUTE);
      ExtraLedger extras = ledger.extras();

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(2 * REQUESTS);
      assertThat(ran.count("tool_calls", Map.of("tool", "quick")))
          .isEqualTo(extras.count("tool_calls.quick"))
          .isEqualTo(REQUESTS);
      assertThat(ran.count("tool_calls", Map.of("tool", "slow")))
          .isEqualTo(extras.count("tool_calls.slow"))
          .isEqualTo(REQUESTS);
      assertThat(ran.count("checks", Map.of("outcome", "passed"))).isEqualTo(2 * REQUESTS);
      assertSame(ran, ofTool(ran, "quick"), extras.time("tool_time.quick"));
      assertSame(ran, ofTool(ran, "slow"), extras.time("tool_time.slow"));
      assertThat(ran.count("events", Map.of())).isEqualTo(ledger.stream().frames());
      assertThat(ran.count("progress", Map.of())).isEqualTo(extras.count("progress"));
      boolean sessions = !version.equals("2026-07-28");
      assertThat(ran.count("sessions", Map.of())).isEqualTo(extras.count("sessions"));
      assertThat(ran.count("sessions_ended", Map.of("outcome", "ok")))
          .isEqualTo(bench.ledger().route("DELETE /mcp").extras().count("sessions_ended"))
          .isEqualTo(extras.count("sessions"));
      assertThat(extras.count("sessions") > 0).isEqualTo(sessions);
      if (!reply.equals("json")) {
        assertThat(extras.count("progress")).isGreaterThan(REQUESTS);
        assertSame(ran, ran.measure("progress_gap", ""), extras.time("progress_gap"));
        assertThat(ran.measure("time_to_first_progress", "").get("count").asLong())
            .isEqualTo(extras.time("first_progress").count());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2025-11-25", "2026-07-28"})
  void calls_overHttp2_areCountedAsTheLedgerHasThem(String version) throws IOException {
    String truth =
        """
        mcp:
          tools: {quick: {law: constant, value: 5ms}, slow: {law: constant, value: 50ms}}
          reply: mixed
          progressEvery: 20ms
          sessionRequests: 30
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(steps(version)), "--set=http.version=http/2");
      ExtraLedger extras = bench.ledger().route(ROUTE).extras();

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(2 * REQUESTS);
      assertThat(ran.count("checks", Map.of("outcome", "passed"))).isEqualTo(2 * REQUESTS);
      assertThat(ran.count("progress", Map.of())).isPositive().isEqualTo(extras.count("progress"));
      assertThat(ran.count("sessions", Map.of())).isEqualTo(extras.count("sessions"));
      assertThat(ran.count("connections_opened", Map.of("protocol", "http/2"))).isPositive();
    }
  }

  @Test
  void failures_ofToolsAndOfTheProtocol_areCountedApart() throws IOException {
    String truth =
        "mcp: {tools: {quick: {law: constant, value: 5ms}}, reply: mixed, toolErrors: 20%, rpcErrors:"
            + " 10%}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(plan("- {mcp: /mcp, protocolVersion: 2026-07-28, call: quick}"));
      ExtraLedger extras = bench.ledger().route(ROUTE).extras();

      long tool = extras.count("tool_errors.quick");
      long rpc = extras.count("rpc_errors");
      assertThat(tool).isBetween(5L, 40L);
      assertThat(rpc).isBetween(1L, 25L);
      assertThat(ran.count("operations", Map.of("error", "tool"))).isEqualTo(tool);
      assertThat(ran.count("operations", Map.of("error", "rpc"))).isEqualTo(rpc);
      assertThat(ran.count("tool_errors", Map.of("tool", "quick"))).isEqualTo(tool);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS - tool - rpc);
    }
  }

  @Test
  void sessions_thatExpire_areSetUpAnewAsOftenAsTheyDid() throws IOException {
    String truth = "mcp: {tools: {quick: {law: constant, value: 2ms}}, sessionRequests: 10}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan("- {mcp: /mcp, call: quick}"));
      ExtraLedger extras = bench.ledger().route(ROUTE).extras();

      assertThat(extras.count("sessions_expired")).isGreaterThanOrEqualTo(5);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS);
      assertThat(ran.count("sessions", Map.of("reason", "expired")))
          .isEqualTo(extras.count("sessions_expired"));
      assertThat(ran.count("sessions", Map.of())).isEqualTo(extras.count("sessions"));
      assertThat(ran.measure("session_time", "").get("count").asLong())
          .isEqualTo(extras.count("sessions"));
    }
  }

  @Test
  void faults_ofStreams_areDiagnosedAsOftenAsInjected() throws IOException {
    String truth =
        """
        routes:
          POST /mcp:
            errors: {every: 2, kinds: [cutStream, streamError, stallStream, disorder, 503], slowFor: 4s}
        mcp: {tools: {quick: {law: constant, value: 5ms}}, reply: sse}
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "- {mcp: /mcp, protocolVersion: 2026-07-28, call: quick, timeout: {firstByte: 2s}}"));
      RouteLedger ledger = bench.ledger().route(ROUTE);

      assertThat(ledger.injected().values()).hasSize(5).containsOnly(10L);
      Map<String, String> classes =
          Map.of(
              "truncated", "cut_stream",
              "rpc", "stream_error",
              "timeout_first_byte", "stall_stream",
              "protocol", "disorder",
              "server_error", "status_503");
      classes.forEach((error, fault) ->
          assertThat(ran.count("operations", Map.of("error", error)))
              .as(error)
              .isEqualTo(ledger.injected(fault)));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS / 2);
    }
  }
}
