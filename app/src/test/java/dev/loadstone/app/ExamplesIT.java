package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    long sum = 0;
    for (JsonNode counter : result.path("counters")) {
      boolean ofStep = step.isEmpty() || counter.path("tags").path("step").asText().equals(step);
      if (counter.path("name").asText().equals("operations") && ofStep) {
        sum += counter.path("value").asLong();
      }
    }
    return sum;
  }
}
