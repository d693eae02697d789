package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Cli;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.truth.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AG-UI as its makers have it: {@code @ag-ui/client} 1.0.0 runs the testbed's agent, and Loadstone
 * runs an agent whose events {@code @ag-ui/encoder} 1.0.0 writes.
 */
@Timeout(300)
final class AgUiConformanceIT {
  private static final String TRUTH =
      "{routes: {POST /agent/{id}: {stream: {tokens: 11, reasoning: 2, toolCalls: 1, interruptEvery: 1}}}}";
  private static final int RUNS = 20;
  private static final int EVENTS = 38;

  /** All but RUN_ERROR. */
  private static final int TYPES = 30;

  private static NodeProject node;

  @TempDir private Path folder;

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    node = NodeProject.install("ag-ui");
  }

  @ParameterizedTest
  @CsvSource({"text/event-stream", "application/vnd.ag-ui.event+proto"})
  void testbed_runByTheOfficialClient_isUnderstood(String mediaType) throws Exception {
    try (TestbedServer testbed =
        TestbedServer.start(
            TestbedOptions.DEFAULTS.truth(
                Truth.parse(
                    "truth.yaml", TRUTH.replace("POST /agent/{id}", "'POST /agent/{id}'"))))) {
      String url = "http://127.0.0.1:" + testbed.port() + "/agent/a";
      JsonNode said = new ObjectMapper().readTree(node.run("client.mjs", url, mediaType));

      assertThat(said.path("contentType").asText()).isEqualTo(mediaType);
      JsonNode runs = said.path("runs");
      assertThat(runs).hasSize(2);
      assertThat(runs.path(0).path("outcome").path("type").asText()).isEqualTo("interrupt");
      assertThat(runs.path(1).path("outcome").path("type").asText()).isEqualTo("success");
      assertThat(runs.path(0).path("types").size() + (long) runs.path(1).path("types").size())
          .isEqualTo(testbed.ledger().route("POST /agent/{id}").stream().frames());
      assertThat(said.path("text").asText())
          .isEqualTo("Your order is on its way and arrives in two days. ");
      assertThat(said.path("state").path("order").asInt()).isEqualTo(4712);
    }
  }

  @ParameterizedTest
  @CsvSource({"sse", "protobuf"})
  void agent_ofTheOfficialEncoder_isRunWithoutAViolation(String framing) throws Exception {
    Process server = node.start("server.mjs");
    try (BufferedReader out = server.inputReader()) {
      Path plan = folder.resolve("plan.yaml");
      Files.writeString(
          plan,
          """
          name: official
          target: http://127.0.0.1:%s
          load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 20/s, for: 1s}]}
          steps:
            - agui: /agent
              framing: %s
              rules: strict
              json: {threadId: t, runId: r}
              extract:
                answer: {text: output}
                interrupt: {event: RUN_FINISHED, json: "$.outcome.interrupts[0].id"}
          """
              .formatted(out.readLine(), framing));
      Path directory = folder.resolve("run");
      Cli.Answer answer = Cli.run("run", plan.toString(), "--out=" + directory);

      JsonNode result = new ObjectMapper().readTree(directory.resolve("result.json").toFile());
      assertThat(answer.code()).as(answer.out() + answer.err()).isIn(0, 5);
      assertThat(count(result, "operations", "outcome", "ok")).isEqualTo(RUNS);
      assertThat(count(result, "interrupts", "", "")).isEqualTo(RUNS);
      assertThat(count(result, "events", "", "")).isEqualTo((long) RUNS * EVENTS);
      assertThat(types(result)).isEqualTo(TYPES);
      assertThat(count(result, "events", "event", "SUBAGENT_STARTED")).isEqualTo(2L * RUNS);
      assertThat(count(result, "tokens", "source", "usage")).isEqualTo(9L * RUNS);
    } finally {
      server.destroy();
    }
  }

  private static long types(JsonNode result) {
    long types = 0;
    for (JsonNode counter : result.path("counters")) {
      types += counter.path("name").asText().equals("events") ? 1 : 0;
    }
    return types;
  }

  private static long count(JsonNode result, String name, String tag, String value) {
    long sum = 0;
    for (JsonNode counter : result.path("counters")) {
      boolean fits = tag.isEmpty() || counter.path("tags").path(tag).asText().equals(value);
      if (counter.path("name").asText().equals(name) && fits) {
        sum += counter.path("value").asLong();
      }
    }
    return sum;
  }
}
