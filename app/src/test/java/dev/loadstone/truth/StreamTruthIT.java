package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.ledger.RouteLedger;
import dev.loadstone.testbed.ledger.StreamLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of streams is what the testbed really streamed. */
class StreamTruthIT {
  private static final int REQUESTS = 100;
  private static final int TOKENS = 36;

  @TempDir Path folder;

  private static String truth(String route) {
    return """
    routes:
      %s:
        stream:
          tokens: 30
          reasoning: 3
          toolCalls: 1
          first: {law: uniform, min: 20ms, max: 60ms}
          gap: {law: lognormal, median: 8ms, p99: 25ms}
          prompt: {tokens: 40, cached: 25}
    """
        .formatted(route);
  }

  private static String plan(String step) {
    return """
    name: streams
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 50/s, for: 2s}]}
    steps:
      - %s
        json: {threadId: t, runId: r, stream: true}
        timeout: {idle: 2s}
    """
        .formatted(step);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /agent/{id}, agui: /agent/a",
    "POST /v1/chat/completions, openai: /v1/chat/completions",
    "POST /v1/responses, '{openai: /v1/responses, api: responses}'",
    "POST /v1/messages, anthropic: /v1/messages"
  })
  void streams_ofEveryKind_areTimedAsTheLedgerHasThem(String route, String step)
      throws IOException {
    try (TruthBench bench = new TruthBench(folder, truth(route))) {
      TruthBench.Ran ran = bench.run(planOf(step));
      RouteLedger ledger = bench.ledger().route(route);
      StreamLedger stream = ledger.stream();

      assertThat(ledger.outcomes()).isEqualTo(Map.of("ok", (long) REQUESTS));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS);
      assertThat(ran.count("events", Map.of())).isEqualTo(stream.frames());
      assertThat(ran.count("tokens", Map.of("source", "usage"))).isEqualTo(REQUESTS * TOKENS);
      assertThat(ran.measure("inter_token_time", "").get("count").asLong())
          .isEqualTo(stream.tokenGap().count())
          .isEqualTo(REQUESTS * (TOKENS - 1));
      assertNear(ran, "time_to_first_token", stream.firstToken());
      assertNear(ran, "first_token_time", stream.firstToken());
      assertNear(ran, "inter_token_time", stream.tokenGap());
      assertNear(ran, "time_to_last_token", stream.lastToken());
      assertNear(ran, "time_to_terminal_event", stream.end());
      if (route.contains("/v1/")) {
        assertUsage(ran, REQUESTS, !route.endsWith("messages"));
      }
    }
  }

  private static String planOf(String step) {
    return step.startsWith("{")
        ? plan(
            step.substring(1, step.indexOf(','))
                + "\n    "
                + step.substring(step.indexOf(',') + 2, step.length() - 1))
        : plan(step);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /agent/{id}, agui: /agent/a",
    "POST /v1/chat/completions, openai: /v1/chat/completions",
    "POST /v1/responses, '{openai: /v1/responses, api: responses}'",
    "POST /v1/messages, anthropic: /v1/messages"
  })
  void faults_ofStreams_areDiagnosedAsOftenAsInjected(String route, String step)
      throws IOException {
    String truth =
        """
        routes:
          %s:
            errors:
              every: 2
              kinds: [cutStream, streamError, stallStream, buffered, disorder]
              slowFor: 4s
            stream: {tokens: 20, first: {law: constant, value: 10ms}, gap: {law: constant, value: 2ms}}
        """
            .formatted(route);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(planOf(step));
      RouteLedger ledger = bench.ledger().route(route);

      assertThat(ledger.injected().values()).hasSize(5).containsOnly(10L);
      Map<String, String> classes =
          Map.of(
              "truncated", "cut_stream",
              "in_stream", "stream_error",
              "timeout_idle", "stall_stream",
              "buffered", "buffered",
              "protocol", "disorder");
      classes.forEach((error, fault) ->
          assertThat(ran.count("operations", Map.of("error", error)))
              .as(error)
              .isEqualTo(ledger.injected(fault)));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS / 2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POST /v1/chat/completions, openai: /v1/chat/completions",
    "POST /v1/responses, '{openai: /v1/responses, api: responses}'",
    "POST /v1/messages, anthropic: /v1/messages"
  })
  void replies_ofModels_areCountedAndTheirErrorsFound(String route, String step)
      throws IOException {
    String truth =
        """
        routes:
          %s:
            errors: {every: 10, kinds: [streamError]}
            stream: {tokens: 30, reasoning: 3, toolCalls: 1, prompt: {tokens: 40, cached: 25}}
        """
            .formatted(route);
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(planOf(step).replace(", stream: true", ""));
      RouteLedger ledger = bench.ledger().route(route);

      assertThat(ledger.injected("stream_error")).isEqualTo(REQUESTS / 10);
      assertThat(ran.count("operations", Map.of("error", "in_stream"))).isEqualTo(REQUESTS / 10);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS * 9 / 10);
      assertThat(ran.count("tokens", Map.of("source", "usage")))
          .isEqualTo(REQUESTS * 9 / 10 * TOKENS);
      assertUsage(ran, REQUESTS * 9 / 10, !route.endsWith("messages"));
    }
  }

  /** Checks what the models told of prompts and reasoning; Anthropic's counts no reasoning. */
  private static void assertUsage(TruthBench.Ran ran, long answers, boolean countsReasoning) {
    assertThat(ran.count("input_tokens", Map.of())).isEqualTo(answers * 40);
    assertThat(ran.count("cached_input_tokens", Map.of())).isEqualTo(answers * 25);
    assertThat(ran.count("reasoning_tokens", Map.of()))
        .isEqualTo(countsReasoning ? answers * 3 : 0);
  }
}
