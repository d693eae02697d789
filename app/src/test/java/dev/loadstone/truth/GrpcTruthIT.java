package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.StreamLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of gRPC calls is what the testbed really served. */
class GrpcTruthIT {
  private static final int REQUESTS = 100;
  private static final String AGENT = "POST /loadstone.testbed.v1.Agent/";
  private static final Path PROTO = Path.of("..", "examples", "07-grpc", "agent.proto");

  @TempDir Path folder;

  @BeforeEach
  void copyProto() throws IOException {
    Files.copy(PROTO, folder.resolve("agent.proto"));
  }

  private static String truth(String method, String keys) {
    return "routes:\n  " + AGENT + method + ": {" + keys + "}\n";
  }

  private static String plan(String method, String keys) {
    return """
    name: grpc
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 50/s, for: 2s}]}
    steps:
      - grpc: loadstone.testbed.v1.Agent/%s
        name: call
    """
            .formatted(method)
        + keys.indent(4);
  }

  /** Runs a plan twice and tells of the second time, when no code is loaded any more. */
  private static TruthBench.Ran runWarm(TruthBench bench, String plan) throws IOException {
    bench.run(plan);
    bench.resetLedger();
    return bench.run(plan);
  }

  private static void assertAllOk(TruthBench.Ran ran, RouteLedger ledger) {
    assertThat(ledger.outcomes()).isEqualTo(Map.of("ok", (long) REQUESTS));
    assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS);
    assertThat(ran.count("grpc_statuses", Map.of("status", "OK"))).isEqualTo(REQUESTS);
  }

  @Test
  void unary_calls_areTimedAsTheLedgerHasThem() throws IOException {
    String law = "service: {law: lognormal, median: 20ms, p99: 80ms}";
    try (TruthBench bench = new TruthBench(folder, truth("Ask", law))) {
      TruthBench.Ran ran =
          runWarm(
              bench,
              plan(
                  "Ask",
                  """
                  proto: agent.proto
                  message: {session: s, text: "${iteration}"}
                  check: "$.session == s"
                  """));
      RouteLedger ledger = bench.ledger().route(AGENT + "Ask");

      assertAllOk(ran, ledger);
      assertThat(ran.count("events", Map.of())).isEqualTo(REQUESTS);
      assertNear(ran, "response_time", ledger.total());
      assertNear(ran, "time_to_first_event", ledger.total());
    }
  }

  @Test
  void serverStreams_ofReflectedMethods_areTimedAsTheLedgerHasThem() throws IOException {
    String law =
        "stream: {tokens: 30, first: {law: uniform, min: 20ms, max: 60ms},"
            + " gap: {law: lognormal, median: 8ms, p99: 25ms}}";
    try (TruthBench bench = new TruthBench(folder, truth("Tell", law))) {
      TruthBench.Ran ran = runWarm(bench, plan("Tell", "reflection: true\nmessage: {text: go}\n"));
      RouteLedger ledger = bench.ledger().route(AGENT + "Tell");
      StreamLedger stream = ledger.stream();

      assertAllOk(ran, ledger);
      assertThat(ran.count("events", Map.of()))
          .isEqualTo(stream.frames())
          .isEqualTo(30L * REQUESTS);
      assertThat(ran.measure("event_gap", "").get("count").asLong())
          .isEqualTo(stream.tokenGap().count())
          .isEqualTo(29L * REQUESTS);
      assertNear(ran, "time_to_first_event", stream.firstToken());
      assertNear(ran, "first_event_time", stream.firstToken());
      assertNear(ran, "event_gap", stream.tokenGap());
      assertNear(ran, "time_to_terminal_event", stream.end());
    }
  }

  @Test
  void clientStreams_withAnInterval_takeWhatTheirMessagesTake() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, truth("Collect", "service: {law: constant, value: 10ms}"))) {
      TruthBench.Ran ran =
          runWarm(
              bench,
              plan(
                  "Collect",
                  """
                  proto: agent.proto
                  messages: [{text: a}, {text: bc}, {text: def}]
                  interval: 25ms
                  check: ["$.questions == 3", "$.characters == 6"]
                  """));
      RouteLedger ledger = bench.ledger().route(AGENT + "Collect");

      assertAllOk(ran, ledger);
      assertNear(ran, "response_time", ledger.total());
      assertThat(ran.percentile("response_time", "p50")).isCloseTo(0.060, within(0.006));
    }
  }

  @Test
  void dialogues_repliesToEachMessage_areTimedAsTheLedgerHasThem() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, truth("Chat", "service: {law: constant, value: 10ms}"))) {
      TruthBench.Ran ran =
          runWarm(
              bench,
              plan(
                  "Chat",
                  """
                  proto: agent.proto
                  messages: [{text: a}, {text: b}, {text: c}, {text: d}]
                  interval: 30ms
                  check: ["$[3].text == 'You asked: d'", "$[3].number == 3"]
                  """));
      RouteLedger ledger = bench.ledger().route(AGENT + "Chat");

      assertAllOk(ran, ledger);
      assertThat(ran.count("events", Map.of()))
          .isEqualTo(ledger.stream().frames())
          .isEqualTo(4L * REQUESTS);
      assertNear(ran, "time_to_first_event", ledger.stream().firstToken());
      assertNear(ran, "event_gap", ledger.stream().tokenGap());
    }
  }

  @ParameterizedTest
  @CsvSource({"Ask, $.text", "Tell, $[0].text", "Collect, $.characters", "Chat, $[0].text"})
  void messages_compressedBothWays_areThoseOfTheLedger(String method, String path)
      throws IOException {
    String message = "proto: agent.proto\nmessage: {session: s, text: " + "a".repeat(1_000) + "}\n";
    try (TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran plain = bench.run(plan(method, message));
      bench.resetLedger();
      TruthBench.Ran packed =
          bench.run(plan(method, message + "compress: true\ncheck: " + path + " exists\n"));

      assertAllOk(packed, bench.ledger().route(AGENT + method));
      assertThat(packed.count("events", Map.of())).isEqualTo(plain.count("events", Map.of()));
      assertThat(packed.count("bytes_sent", Map.of()))
          .isLessThan(plain.count("bytes_sent", Map.of()) / 2);
    }
  }

  @Test
  void faults_ofCalls_areDiagnosedAsOftenAsInjected() throws IOException {
    String errors =
        "errors: {every: 2, kinds: [400, 401, 403, 404, 429, 500, 503, 504, reset, truncate]}";
    try (TruthBench bench = new TruthBench(folder, truth("Ask", errors))) {
      TruthBench.Ran ran = bench.run(plan("Ask", "proto: agent.proto\nmessage: {text: x}\n"));
      RouteLedger ledger = bench.ledger().route(AGENT + "Ask");

      assertThat(ledger.injected().values()).hasSize(10).containsOnly(5L);
      Map<String, Long> expected =
          Map.of(
              "client_error", 5L,
              "unauthorized", 5L,
              "forbidden", 5L,
              "not_found", 5L,
              "rate_limit", 5L,
              "server_error", 10L,
              "timeout_total", 5L,
              "reset", 5L,
              "truncated", 5L);
      expected.forEach((error, count) ->
          assertThat(ran.count("operations", Map.of("error", error))).as(error).isEqualTo(count));
      for (String status : List.of("UNAVAILABLE", "INTERNAL", "RESOURCE_EXHAUSTED", "NOT_FOUND")) {
        assertThat(ran.count("grpc_statuses", Map.of("status", status))).as(status).isEqualTo(5);
      }
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS / 2);
    }
  }

  @Test
  void faults_ofStreams_areDiagnosedAsOftenAsInjected() throws IOException {
    String errors =
        "errors: {every: 2, kinds: [cutStream, streamError, stallStream, disorder, 503],"
            + " slowFor: 4s},"
            + " stream: {tokens: 20, first: {law: constant, value: 10ms},"
            + " gap: {law: constant, value: 2ms}}";
    try (TruthBench bench = new TruthBench(folder, truth("Tell", errors))) {
      TruthBench.Ran ran =
          bench.run(plan("Tell", "proto: agent.proto\nmessage: {text: x}\ntimeout: {idle: 2s}\n"));
      RouteLedger ledger = bench.ledger().route(AGENT + "Tell");

      assertThat(ledger.injected().values()).hasSize(5).containsOnly(10L);
      Map<String, Long> expected =
          Map.of("truncated", 10L, "server_error", 20L, "timeout_idle", 10L, "protocol", 10L);
      expected.forEach((error, count) ->
          assertThat(ran.count("operations", Map.of("error", error))).as(error).isEqualTo(count));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS / 2);
    }
  }
}
