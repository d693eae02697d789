package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.StreamLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of the tasks of an A2A agent is what the testbed's agent really did. */
class A2aTruthIT {
  private static final int TASKS = 100;
  private static final int PIECES = 30;

  @TempDir Path folder;

  private static String laws(String route) {
    return """
    routes:
      %s:
        stream:
          tokens: 30
          first: {law: uniform, min: 20ms, max: 60ms}
          gap: {law: lognormal, median: 8ms, p99: 25ms}
    """
        .formatted(route);
  }

  /** Returns a plan with a hundred messages. */
  private static String plan(String dialect, String more) {
    return """
    name: tasks
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 50/s, for: 2s}]}
    steps:
      - a2a: /a2a
        name: ask
        %s
        message: {text: "Where is my order?"}
        timeout: {idle: 2s}
        %s
    """
        .formatted(dialect.replace("; ", "\n    "), more);
  }

  /** One run that nobody judges: what is compared is not to have the code's first use in it. */
  @BeforeAll
  static void warmUp(@TempDir Path any) throws IOException {
    try (TruthBench bench = new TruthBench(any, laws("POST /a2a"))) {
      bench.run(plan("version: '1.0'", "buffered: accept"));
    }
  }

  private static void assertNear(double told, double truth, double allowed, String what) {
    assertThat(told).as(what).isCloseTo(truth, within(allowed));
  }

  /** Returns the times in a state. */
  private static JsonNode dwell(TruthBench.Ran ran, String state) {
    for (JsonNode measure : ran.result().get("measures")) {
      JsonNode tags = measure.path("tags");
      if (measure.get("name").asText().equals("state_dwell")
          && tags.size() == 1
          && tags.path("state").asText().equals(state)) {
        return measure;
      }
    }
    throw new AssertionError("nobody was in the state " + state);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /a2a, version: '1.0'",
    "POST /a2a, version: '0.3'",
    "POST /a2a/message:stream, binding: rest"
  })
  void streams_ofEveryDialect_areTimedAsTheLedgerHasThem(String route, String dialect)
      throws IOException {
    try (TruthBench bench = new TruthBench(folder, laws(route))) {
      TruthBench.Ran ran = bench.run(plan(dialect, "buffered: accept"));
      RouteLedger ledger = bench.ledger().route(route);
      StreamLedger stream = ledger.stream();

      assertThat(ledger.outcomes()).isEqualTo(Map.of("ok", (long) TASKS));
      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(TASKS);
      assertThat(ran.count("tasks", Map.of("state", "completed"))).isEqualTo(TASKS);
      assertThat(ran.count("events", Map.of())).isEqualTo(stream.frames());
      assertThat(ran.count("events", Map.of("event", "artifact-update"))).isEqualTo(TASKS * PIECES);
      assertThat(ran.count("tokens", Map.of("source", "chunks"))).isEqualTo(TASKS * PIECES);
      assertThat(ran.measure("inter_token_time", "").get("count").asLong())
          .isEqualTo(stream.tokenGap().count())
          .isEqualTo(TASKS * (PIECES - 1));
      TruthBar.assertNear(ran, "time_to_first_status", stream.firstStatus());
      TruthBar.assertNear(ran, "first_status_time", stream.firstStatus());
      TruthBar.assertNear(ran, "time_to_first_artifact", stream.firstToken());
      TruthBar.assertNear(ran, "first_artifact_time", stream.firstToken());
      TruthBar.assertNear(ran, "inter_token_time", stream.tokenGap());
      TruthBar.assertNear(ran, "time_to_terminal_state", stream.end());
      double toTask = ran.percentile("time_to_task", "p50");
      assertNear(
          dwell(ran, "submitted").get("percentiles").get("p50").asDouble(),
          stream.firstStatus().p50() - toTask,
          2 * TruthBar.SECONDS,
          "submitted");
      assertThat(dwell(ran, "working").get("count").asLong()).isEqualTo(TASKS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /a2a, version: '1.0'",
    "POST /a2a, version: '0.3'",
    "POST /a2a/message:stream, binding: rest"
  })
  void faults_ofTasks_areDiagnosedAsOftenAsInjected(String route, String dialect)
      throws IOException {
    String truth =
        """
        routes:
          %s:
            errors:
              every: 2
              kinds: [cutStream, streamError, stallStream, buffered, disorder, failTask, rejectTask, askInput, 503, reset]
              slowFor: 4s
            stream: {tokens: 20, first: {law: constant, value: 10ms}, gap: {law: constant, value: 10ms}}
        """
            .formatted(route);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(dialect, ""));
      RouteLedger ledger = bench.ledger().route(route);

      assertThat(ledger.injected().values()).hasSize(10).containsOnly(5L);
      Map<String, Long> classes =
          Map.of(
              "truncated", ledger.injected("cut_stream"),
              "in_stream", ledger.injected("stream_error"),
              "timeout_idle", ledger.injected("stall_stream"),
              "buffered", ledger.injected("buffered"),
              "protocol", ledger.injected("disorder"),
              "task", ledger.outcome("fail_task") + ledger.outcome("reject_task"),
              "server_error", ledger.injected("status_503"),
              "reset", ledger.injected("reset"));
      classes.forEach((error, times) ->
          assertThat(ran.count("operations", Map.of("error", error))).as(error).isEqualTo(times));
      assertThat(ran.count("tasks", Map.of("state", "input-required")))
          .isEqualTo(ledger.outcome("ask_input"))
          .isEqualTo(5);
      assertThat(ran.count("tasks", Map.of("state", "failed")))
          .isEqualTo(ledger.outcome("fail_task"));
      assertThat(ran.count("tasks", Map.of("state", "rejected")))
          .isEqualTo(ledger.outcome("reject_task"));
      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(TASKS / 2 + 5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /a2a, version: '1.0'; mode: send",
    "POST /a2a, version: '0.3'; mode: send",
    "POST /a2a/message:send, binding: rest; mode: send"
  })
  void replies_thatWaitForTheEnd_areTimedAsTheLedgerHasThem(String route, String dialect)
      throws IOException {
    String truth = laws(route) + "    errors: {every: 10, kinds: [askInput]}\n";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(dialect, ""));
      RouteLedger ledger = bench.ledger().route(route);

      assertThat(ledger.outcomes()).isEqualTo(Map.of("ok", 90L, "ask_input", 10L));
      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(TASKS);
      assertThat(ran.count("tasks", Map.of("state", "input-required"))).isEqualTo(10);
      assertThat(ran.measure("time_to_terminal_state", "").get("count").asLong()).isEqualTo(TASKS);
      assertNear(
          ran.percentile("time_to_terminal_state", "p50"),
          ledger.total().p50(),
          2 * TruthBar.SECONDS,
          "time_to_terminal_state");
      assertNear(
          ran.percentile("time_to_first_artifact", "p50"),
          ran.percentile("time_to_terminal_state", "p50"),
          3 * TruthBar.SECONDS,
          "an artifact comes with the end");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /a2a, POST /a2a, version: '1.0'; mode: poll; pollEvery: 20ms",
    "POST /a2a, POST /a2a, version: '0.3'; mode: poll; pollEvery: 20ms",
    "POST /a2a/message:send, 'GET /a2a/tasks/{id}', binding: rest; mode: poll; pollEvery: 20ms"
  })
  void polls_ofTasks_areCountedAndEndWithinAnInterval(String sends, String asks, String dialect)
      throws IOException {
    String truth =
        """
        routes:
          %s:
            stream: {tokens: 10, first: {law: constant, value: 100ms}, gap: {law: constant, value: 10ms}}
        """
            .formatted(sends);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(dialect, ""));
      LedgerSnapshot ledger = bench.ledger();

      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(TASKS);
      assertThat(ran.count("tasks", Map.of("state", "completed"))).isEqualTo(TASKS);
      long polls = ran.count("polls", Map.of());
      long requests =
          ledger.route(sends).requests() + (sends.equals(asks) ? 0 : ledger.route(asks).requests());
      assertThat(requests).isEqualTo(TASKS + polls);
      assertThat(polls).isBetween(TASKS * 5L, TASKS * 11L);
      JsonNode dwell = dwell(ran, "submitted");
      assertThat(dwell.get("count").asLong()).isEqualTo(TASKS);
      assertNear(
          ran.percentile("time_to_first_status", "p50"), 0.11, 0.02, "heard within an interval");
      assertNear(
          ran.percentile("time_to_terminal_state", "p50"), 0.21, 0.02, "heard within an interval");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /a2a, POST /a2a, version: '1.0'",
    "POST /a2a, POST /a2a, version: '0.3'",
    "POST /a2a/message:stream, 'POST /a2a/tasks/{id}', binding: rest"
  })
  void cancellations_ofTasks_endThemAndHaveATimeOfTheirOwn(
      String sends, String cancels, String dialect) throws IOException {
    String truth =
        """
        routes:
          %s:
            stream: {tokens: 200, first: {law: constant, value: 20ms}, gap: {law: constant, value: 20ms}}
        """
            .formatted(sends);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(plan(dialect, "cancelAfter: {time: 200ms}\n    buffered: accept"));
      LedgerSnapshot ledger = bench.ledger();

      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(TASKS);
      assertThat(ran.count("tasks", Map.of("state", "canceled"))).isEqualTo(TASKS);
      assertThat(ran.count("cancels", Map.of("outcome", "ok"))).isEqualTo(TASKS);
      long requests =
          sends.equals(cancels)
              ? ledger.route(sends).requests() - TASKS
              : ledger.route(cancels).requests();
      assertThat(requests).isEqualTo(TASKS);
      assertThat(ran.measure("cancel_time", "").get("count").asLong()).isEqualTo(TASKS);
      assertThat(ran.percentile("cancel_time", "p50")).isLessThan(0.05);
      assertNear(
          ran.percentile("time_to_terminal_state", "p50"), 0.2, 0.05, "the stream ends at once");
      assertThat(ledger.route(sends).stream().end().p50()).isCloseTo(0.2, within(0.05));
    }
  }

  @Test
  void turns_ofATask_goOnWhereTheAgentAsked() throws IOException {
    String truth =
        """
        routes:
          POST /a2a/message:stream:
            errors: {every: 2, kinds: [askInput]}
            stream: {tokens: 10, first: {law: constant, value: 5ms}, gap: {law: constant, value: 2ms}}
        """;
    String plan =
        """
        name: turns
        target: http://127.0.0.1:1
        load: {phases: [{users: 1, for: 2s}], drain: 30s}
        steps:
          - {a2a: /a2a, name: first, binding: rest, message: {text: hello}}
          - a2a: /a2a
            name: second
            binding: rest
            message: {text: "Where is my order?"}
            extract: {task: task-id, context: context-id, how: state}
          - if:
              when: ${how} == input-required
              then:
                - a2a: /a2a
                  name: third
                  binding: rest
                  message: {text: "4711", taskId: "${task}", contextId: "${context}"}
                  extract: {how: state}
                - {a2a: /a2a, name: fourth, version: "1.0", message: {text: again, taskId: "${task}"}, onFailure: continue}
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan);

      long seconds = ran.count("operations", Map.of("step", "second", "outcome", "ok"));
      assertThat(seconds).isPositive();
      assertThat(ran.count("tasks", Map.of("step", "second", "state", "input-required")))
          .isPositive();
      assertThat(ran.count("tasks", Map.of("step", "third", "state", "completed"))).isPositive();
      assertThat(ran.count("operations", Map.of("step", "fourth", "error", "rpc")))
          .isEqualTo(ran.count("tasks", Map.of("step", "third", "state", "completed")));
    }
  }
}
