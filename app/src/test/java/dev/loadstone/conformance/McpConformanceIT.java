package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loadstone against the MCP project's own server of everything, over streamable HTTP. */
class McpConformanceIT {
  private static final int USERS = 5;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static NpmServer server;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws IOException, InterruptedException {
    server =
        NpmServer.start(
            "mcp", "@modelcontextprotocol/server-everything/dist/index.js", "streamableHttp");
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  private JsonNode run(String steps) throws IOException {
    String plan =
        """
        name: everything
        target: %s
        load: {model: closed, drain: 30s, phases: [{users: %d, for: 4s}]}
        scenarios:
          all:
            pace: 60s
            steps:
        """
                .formatted(server.url(), USERS)
            + steps.indent(6);
    Path file = folder.resolve("plan.yaml");
    Path out = folder.resolve("run");
    Files.writeString(file, plan);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Main.run(
          new String[] {"run", file.toString(), "--out", out.toString(), "--quiet"},
          to,
          to,
          Map.of());
    }
    assertThat(out.resolve("result.json")).as(said.toString(StandardCharsets.UTF_8)).exists();
    return new ObjectMapper().readTree(out.resolve("result.json").toFile());
  }

  private static long count(JsonNode result, String name, String tag, String value) {
    long sum = 0;
    for (JsonNode counter : result.get("counters")) {
      if (counter.get("name").asText().equals(name)
          && (tag.isEmpty() || counter.path("tags").path(tag).asText().equals(value))) {
        sum += counter.get("value").asLong();
      }
    }
    return sum;
  }

  private static JsonNode measure(JsonNode result, String name, String tag, String value) {
    for (JsonNode measure : result.get("measures")) {
      if (measure.get("name").asText().equals(name)
          && measure.path("tags").path(tag).asText().equals(value)) {
        return measure;
      }
    }
    throw new AssertionError("no " + name + " of " + value + " in " + result.get("measures"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
  void everything_isAskedAndUnderstood_inEachVersionWithSessions(String version)
      throws IOException {
    JsonNode result =
        run(
            """
            - {mcp: /mcp, protocolVersion: VERSION, list: tools, check: "$.result.tools[*].name == echo"}
            - mcp: /mcp
              protocolVersion: VERSION
              call: echo
              arguments: {message: "user ${user.id}"}
              extract: {said: "$.result.content[0].text"}
            - {if: {when: "${said} contains Echo", then: [{mcp: /mcp, protocolVersion: VERSION, method: ping, name: heard}]}}
            - {mcp: /mcp, protocolVersion: VERSION, call: get-sum, arguments: {a: 2, b: 3}, check: "$.result.content[0].text contains 5"}
            - {mcp: /mcp, protocolVersion: VERSION, method: prompts/get, params: {name: simple-prompt}, check: $.result.messages exists}
            - {mcp: /mcp, protocolVersion: VERSION, list: resources, check: $.result.resources exists}
            """
                .replace("VERSION", version));

    assertThat(count(result, "operations", "outcome", "ok")).isEqualTo(6L * USERS);
    assertThat(count(result, "operations", "outcome", "failed")).isZero();
    assertThat(count(result, "operations", "step", "heard")).isEqualTo(USERS);
    assertThat(count(result, "sessions", "reason", "first")).isEqualTo(USERS);
    assertThat(count(result, "sessions", "reason", "expired")).isZero();
    assertThat(count(result, "sessions_ended", "outcome", "ok")).isEqualTo(USERS);
    assertThat(count(result, "pages", "step", "tools/list")).isEqualTo(USERS);
  }

  @Test
  void longRunningOperation_withProgress_takesItsKnownTime() throws IOException {
    JsonNode result =
        run(
            """
            - mcp: /mcp
              call: trigger-long-running-operation
              arguments: {duration: 1, steps: 5}
              progress: true
              check: $.result.content[0].text contains Long running operation completed
            """);

    assertThat(count(result, "operations", "outcome", "ok")).isEqualTo(USERS);
    assertThat(count(result, "progress", "", "")).isEqualTo(5L * USERS);
    JsonNode time = measure(result, "tool_time", "tool", "trigger-long-running-operation");
    assertThat(time.get("count").asLong()).isEqualTo(USERS);
    assertThat(time.get("min").asDouble()).isBetween(0.98, 2.0);
    JsonNode first =
        measure(result, "time_to_first_progress", "step", "trigger-long-running-operation");
    assertThat(first.get("min").asDouble()).isBetween(0.19, 1.2);
    JsonNode gap = measure(result, "progress_gap", "step", "trigger-long-running-operation");
    assertThat(gap.get("count").asLong()).isEqualTo(4L * USERS);
    assertThat(gap.get("mean").asDouble()).isBetween(0.15, 0.4);
  }

  @Test
  void failures_areToldByTheirKind() throws IOException {
    JsonNode result =
        run(
            """
            - {mcp: /mcp, call: echo, arguments: {message: 5}, onFailure: continue}
            - {mcp: /mcp, method: no/suchMethod, onFailure: continue}
            """);

    assertThat(count(result, "operations", "error", "tool")).isEqualTo(USERS);
    assertThat(count(result, "tool_errors", "tool", "echo")).isEqualTo(USERS);
    assertThat(count(result, "operations", "error", "rpc")).isEqualTo(USERS);
  }
}
