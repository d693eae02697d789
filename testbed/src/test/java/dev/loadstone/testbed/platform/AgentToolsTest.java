package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.Truth;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands behind the chat of the multi-agent platform. */
class AgentToolsTest {
  private static Answer ask(String truth, Route route, String body, String... path) {
    return new CallSample(0, body, path)
        .headers(MultiMap.caseInsensitiveMultiMap().add("X-Tenant-ID", "tenant-b"))
        .platform(Truth.parse("truth.yaml", "platform: {" + truth + "}").platform())
        .at(route);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|Why was I charged twice?|agent-billing",
        "|I want a quote for ten chairs|agent-sales",
        "|Where is my order #4711?|agent-support",
        "|What do you think of this?|agent-knowledge",
        "wrongRoutes: 100%|Where is my order #4711?|agent-knowledge",
      })
  void router_namesTheAgentThatTheMessageCallsFor_unlessItErrs(
      String truth, String message, String agent) {
    String given = truth == null ? "" : truth;
    Answer answer = ask(given, Routes.ROUTE, "{\"message\": \"" + message + "\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString()).contains("\"agent\":\"" + agent + "\"");
  }

  @Test
  void tool_takesItsTime_andTellsWhetherItFailed() {
    String payment = "tools: {payment: {time: {law: constant, value: 200ms}, failures: 100%}}";
    Answer answer =
        ask(payment, Routes.TOOLS_EXEC, "{\"name\": \"payment\", \"args\": {\"a\": 1}}");

    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"id\":\"tool-0\",\"name\":\"payment\",\"success\":false,\"output\":{\"status\":\"failed\"}}");
    assertThat(answer.later().nanos()).isEqualTo(200_000_000);
    assertThat(ask("", Routes.TOOLS_EXEC, "{\"name\": \"fax\", \"args\": {\"a\": 1}}").status())
        .isEqualTo(404);
    assertThat(ask("", Routes.TOOLS_EXEC, "{\"name\": \"email\"}").status()).isEqualTo(400);
    assertThat(ask("", Routes.TOOLS, "").body().toString())
        .isEqualTo(
            "{\"tools\":[{\"name\":\"payment\"},{\"name\":\"email\"},{\"name\":\"search\"}]}");
  }

  @Test
  void chat_ofATenantThatIsDisfavoured_takesLonger_andTellsTheTokensOfTheTruth() {
    String truth = "tenants: {tenant-b: {law: constant, value: 30ms}}, replyTokens: 120";
    Answer answer = ask(truth, Routes.CHAT_MESSAGE, "{\"message\": \"Hello\"}");

    assertThat(answer.later().nanos()).isEqualTo(30_000_000);
    assertThat(answer.body().toString())
        .contains("\"tokens\":{\"prompt\":2,\"completion\":120,\"total\":122}");
  }

  @Test
  void workflowDatabaseAndCache_answerWhatTheyAreAsked() {
    assertThat(
            ask("", Routes.WORKFLOW_EXECUTE, "{\"input\": {\"x\": 1}}", "wf-1").body().toString())
        .contains("\"workflow_id\":\"wf-1\",\"status\":\"completed\"", "\"has_input\":true");
    assertThat(
            ask("", Routes.DATABASE_QUERY, "{\"query\": \"SELECT 1\", \"params\": [\"a\"]}")
                .body()
                .toString())
        .isEqualTo("{\"row_count\":1,\"rows\":[{\"count\":97}]}");
    assertThat(ask("cacheHits: 0%", Routes.CACHE, "", "k").body().toString())
        .isEqualTo("{\"key\":\"k\",\"hit\":false}");
    assertThat(ask("", Routes.CACHE, "", "k").body().toString())
        .isEqualTo("{\"key\":\"k\",\"hit\":true,\"value\":\"value of k\"}");
  }
}
