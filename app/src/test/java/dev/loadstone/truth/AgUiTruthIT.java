package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.StreamLedger;
import dev.loadstone.testbed.ledger.TimeSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of an agent's tools, interrupts and texts is what the testbed really did. */
class AgUiTruthIT {
  private static final String ROUTE = "POST /agent/{id}";
  private static final int ITERATIONS = 100;
  private static final int TOKENS = 10;
  private static final String TRUTH =
      """
      routes:
        POST /agent/{id}:
          stream:
            tokens: 10
            reasoning: 2
            toolCalls: 1
            first: {law: uniform, min: 10ms, max: 30ms}
            gap: {law: constant, value: 4ms}
            toolTime: {law: lognormal, median: 30ms, p99: 60ms}
            interruptEvery: 2
      """;

  @TempDir Path folder;

  private static String plan(String framing) {
    return """
    name: agent
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 25/s, for: 4s}]}
    steps:
      - agui: /agent/a
        name: ask
        framing: %1$s
        rules: strict
        buffered: accept
        json: {threadId: t, runId: r1}
        extract:
          interrupt: {event: RUN_FINISHED, json: "$.outcome.interrupts[0].id", optional: true}
          answer: {text: output}
      - if:
          when: ${interrupt} exists
          then:
            - agui: /agent/a
              name: resume
              framing: %1$s
              rules: strict
              buffered: accept
              json:
                threadId: t
                runId: r2
                resume: [{interruptId: "${interrupt}", status: resolved}]
    """
        .formatted(framing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sse", "protobuf"})
  void agent_thatRunsToolsAndAsks_isTimedAsTheLedgerHasIt(String framing) throws IOException {
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      TruthBench.Ran ran = bench.run(plan(framing));
      RouteLedger ledger = bench.ledger().route(ROUTE);
      StreamLedger stream = ledger.stream();

      long asked = ran.count("operations", Map.of("step", "ask", "outcome", "ok"));
      long resumed = ran.count("operations", Map.of("step", "resume", "outcome", "ok"));
      assertThat(asked).as(ran.result().get("errors").toString()).isEqualTo(ITERATIONS);
      assertThat(asked + resumed).isEqualTo(ledger.requests());
      assertThat(resumed).isPositive().isEqualTo(stream.interrupts());
      assertThat(ran.count("interrupts", Map.of())).isEqualTo(stream.interrupts());
      assertThat(ran.measure("time_to_interrupt", "").get("count").asLong())
          .isEqualTo(stream.interrupts());
      assertThat(ran.count("events", Map.of())).isEqualTo(stream.frames());
      // reasoning and arguments of each, the answer of those that were not interrupted or resumed
      assertThat(ran.measure("inter_token_time", "").get("count").asLong())
          .isEqualTo(stream.tokenGap().count());
      assertThat(ran.count("events", Map.of("event", "TEXT_MESSAGE_CONTENT")))
          .isEqualTo((long) ITERATIONS * TOKENS);
      assertThat(stream.toolTime().count()).isEqualTo(ITERATIONS);
      assertThat(ran.measure("tool_execution_time", "").get("count").asLong())
          .isEqualTo(ITERATIONS);
      assertThat(ran.measure("tool_arguments_time", "").get("count").asLong())
          .isEqualTo(ITERATIONS + stream.interrupts());
      assertThat(ran.measure("agent_step_time", "").get("count").asLong())
          .isEqualTo(ledger.requests());
      assertNear(ran, "tool_execution_time", stream.toolTime());
      assertNear(ran, "time_to_first_token", stream.firstToken());
      assertNear(ran, "time_to_terminal_event", stream.end());
      assertThat(ran.out()).contains("  lookup", "  refund", "  answer", "State: ");
    }
  }

  private static String held(String clockAhead) {
    return """
    routes:
      POST /agent/{id}:
        stream:
          tokens: 20
          latency: {law: uniform, min: 20ms, max: 60ms}
          clockAhead: %s
    """
        .formatted(clockAhead);
  }

  private static String watching(String clock) {
    return """
    name: latency
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 25/s, for: 4s}]}
    steps:
      - agui: /agent/a
        name: ask
        buffered: accept
        json: {threadId: t, runId: r1}
        timestamp: {path: $.timestamp, unit: ms, clock: %s}
    """
        .formatted(clock);
  }

  @Test
  void latency_byASharedClock_isThatOfTheLedger() throws IOException {
    try (TruthBench bench = new TruthBench(folder, held("0s"))) {
      TruthBench.Ran ran = bench.run(watching("shared"));
      TimeSummary truth = bench.ledger().route(ROUTE).extras().time("event_latency");

      assertThat(ran.measure("event_latency", "").get("count").asLong())
          .isEqualTo(truth.count())
          .isEqualTo(ran.count("events", Map.of()));
      // instants are whole milliseconds, cut off
      assertThat(ran.percentile("event_latency", "p50"))
          .isBetween(truth.p50() - 0.000_1, truth.p50() + 0.005);
      assertThat(ran.count("events_early", Map.of())).isZero();
    }
  }

  @Test
  void latency_byAClockThatIsWrong_isTooSmallByNoMoreThanIsTold() throws IOException {
    try (TruthBench bench = new TruthBench(folder, held("3s"))) {
      TruthBench.Ran ran = bench.run(watching("fastest"));
      TimeSummary truth = bench.ledger().route(ROUTE).extras().time("event_latency");

      double seen = ran.percentile("event_latency", "p50");
      double uncertainty = ran.percentile("clock_uncertainty", "p50");
      assertThat(seen).isBetween(truth.p50() - 0.025, truth.p50() - 0.005);
      assertThat(uncertainty).isBetween(0.018, 0.06);
      // instants are whole milliseconds here, too
      assertThat(seen + uncertainty).isGreaterThan(truth.p50() - 0.001);
      assertThat(bench.run(watching("shared")).count("events_early", Map.of())).isPositive();
    }
  }

  @Test
  void events_withNamesOfTheirOwn_areTimedAsThoseOfAgUi() throws IOException {
    String plan =
        """
        name: own-names
        target: http://127.0.0.1:1
        load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 25/s, for: 4s}]}
        steps:
          - {agui: /api/copilotkit, events: sergas, rules: strict, buffered: accept, json: {account_id: A}}
        """;
    String route = "POST /api/copilotkit";
    try (TruthBench bench = new TruthBench(folder, TRUTH.replace(ROUTE, route))) {
      TruthBench.Ran ran = bench.run(plan);
      StreamLedger stream = bench.ledger().route(route).stream();

      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(ITERATIONS);
      assertThat(ran.count("events", Map.of())).isEqualTo(stream.frames());
      assertThat(ran.count("events", Map.of("event", "agent_stream")))
          .isEqualTo((long) ITERATIONS * TOKENS);
      assertThat(ran.count("interrupts", Map.of())).isEqualTo(stream.interrupts()).isEqualTo(50);
      assertThat(ran.measure("inter_token_time", "").get("count").asLong())
          .isEqualTo(stream.tokenGap().count());
      assertThat(ran.measure("tool_execution_time", "").get("count").asLong())
          .isEqualTo(stream.toolTime().count());
      assertNear(ran, "tool_execution_time", stream.toolTime());
      assertNear(ran, "time_to_first_token", stream.firstToken());
      assertNear(ran, "time_to_terminal_event", stream.end());
    }
  }
}
