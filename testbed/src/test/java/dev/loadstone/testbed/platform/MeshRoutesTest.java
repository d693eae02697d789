package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.mesh.Mesh;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.Truth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the arbitration mesh answers. */
class MeshRoutesTest {
  private static final String LAWS =
      """
      mesh:
        providers:
          dear: {priceIn: 0.01, priceOut: 0.03, quality: 95%, time: {law: constant, value: 40ms}}
          cheap: {priceIn: 0.0005, priceOut: 0.0015, quality: 70%, time: {law: constant, value: 20ms}}
        decision: {law: constant, value: 4ms}
        balancer: {law: constant, value: 5ms}
        teamwork: {turn: {law: constant, value: 20ms}, coordination: {law: constant, value: 5ms}}
      """;
  private static final String DOWN =
      "mesh: {providers: {only: {priceIn: 1, priceOut: 1, quality: 1, errors: 100%}}}";

  private static Answer post(String laws, Route route, long number, String body, String... path) {
    Mesh mesh = new Mesh(Truth.parse("truth.yaml", laws).mesh(), () -> 0);
    return new CallSample(number, body, path).mesh(mesh).at(route);
  }

  @Test
  void arbitrate_tellsWhoWasChosenAndWhatItTook() {
    Answer answer =
        post(
            LAWS,
            Routes.ARBITRATE,
            3,
            "{\"prompt\":\"12345678\",\"requirements\":{\"max_tokens\":100,\"quality_threshold\":0.6}}");

    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"arbitration_id\":\"arb-3\",\"decision\":\"Answered by cheap.\",\"selected_provider\":\"cheap\","
                + "\"decision_time\":4.000,\"provider_time\":20.000,\"cost\":0.000152,\"baseline_cost\":0.003030,"
                + "\"cost_optimization\":{\"applied\":true,\"reduction_percentage\":94.983},"
                + "\"provider_switch\":false,\"failovers\":0,\"failover_time\":0.000,"
                + "\"quality\":{\"score\":0.7},\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":100}}");
    assertThat(answer.later().nanos()).isEqualTo(24_000_000);
  }

  @Test
  void generate_callsTheProviderThatIsNamedOrTheFirst() {
    Answer named = post(LAWS, Routes.GENERATE, 0, "{\"prompt\":\"x\",\"provider\":\"cheap\"}");

    assertThat(named.body().toString())
        .isEqualTo(
            "{\"id\":\"gen-0\",\"provider\":\"cheap\",\"content\":\"Answered by cheap.\","
                + "\"provider_time\":20.000,\"cost\":0.000193,\"quality\":{\"score\":0.7},"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":128}}");
    assertThat(named.later().nanos()).isEqualTo(20_000_000);
    assertThat(post(LAWS, Routes.GENERATE, 0, "{\"prompt\":\"x\"}").body().toString())
        .contains("\"provider\":\"dear\"");
  }

  @Test
  void balance_callsOneAfterTheOther() {
    for (int number = 0; number < 4; number++) {
      Answer answer = post(LAWS, Routes.BALANCE, number, "{\"prompt\":\"x\"}");
      assertThat(answer.body().toString())
          .contains("\"provider\":\"" + (number % 2 == 0 ? "dear" : "cheap"));
      assertThat(answer.later().nanos()).isEqualTo(number % 2 == 0 ? 45_000_000 : 25_000_000);
    }
  }

  @Test
  void collaborate_tellsWhatItTook() {
    Answer answer =
        post(
            LAWS,
            Routes.COLLABORATE,
            0,
            "{\"task_type\":\"t\",\"agents\":[\"a\",\"b\",\"c\"],\"collaboration_mode\":\"consensus\"}");

    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"collaboration_id\":\"col-0\",\"task_type\":\"t\",\"collaboration_mode\":\"consensus\","
                + "\"status\":\"completed\",\"agents_participating\":3,\"consensus_reached\":true,\"rounds\":2,"
                + "\"execution_metrics\":{\"duration\":50.000,\"work_time\":120.000,\"coordination_time\":10.000,"
                + "\"parallel_efficiency\":0.800},"
                + "\"communication\":{\"messages\":12,\"overhead_bytes\":6144,\"payload_bytes\":73}}");
    assertThat(answer.later().nanos()).isEqualTo(50_000_000);
  }

  @Test
  void token_forAKey_isGiven() {
    assertThat(post(LAWS, Routes.MESH_TOKEN, 1, "{\"api_key\":\"k\"}").body().toString())
        .isEqualTo("{\"access_token\":\"tb-6b-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    assertThat(post(LAWS, Routes.MESH_TOKEN, 1, "{}").status()).isEqualTo(401);
  }

  @Test
  void health_tellsWhichProvidersAreUp() {
    assertThat(post(LAWS, Routes.MESH_HEALTH, 0, "").body().toString())
        .isEqualTo(
            "{\"status\":\"healthy\",\"services\":{\"arbitration\":\"ready\",\"agents\":\"ready\"},"
                + "\"providers\":{\"dear\":\"up\",\"cheap\":\"up\"}}");
  }

  @Test
  void feature_thatIsKnown_isApplied() {
    assertThat(post(LAWS, Routes.ENTERPRISE, 5, "{}", "semantic_caching").body().toString())
        .isEqualTo(
            "{\"request_id\":\"ent-5\",\"feature\":\"semantic_caching\",\"status\":\"applied\"}");
    assertThat(post(LAWS, Routes.ENTERPRISE, 5, "{}", "coffee").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /api/v1/arbitrate|{}|400",
        "POST /api/v1/arbitrate|[]|400",
        "POST /api/v1/arbitrate|{\"prompt\":\"x\",\"requirements\":{\"max_tokens\":0}}|400",
        "POST /api/v1/arbitrate|{\"prompt\":\"x\",\"requirements\":{\"quality_threshold\":1.5}}|400",
        "POST /api/v1/arbitrate|{\"prompt\":\"x\",\"requirements\":{\"quality_threshold\":0.99}}|422",
        "POST /api/v1/generate|{\"prompt\":\"x\",\"provider\":\"none\"}|404",
        "POST /api/v1/generate|{\"prompt\":\"x\",\"max_tokens\":\"many\"}|400",
        "POST /api/v1/agents/collaborate|{\"task_type\":\"t\",\"agents\":[],\"collaboration_mode\":\"parallel\"}|400",
        "POST /api/v1/agents/collaborate|{\"task_type\":\"t\",\"agents\":[\"a\"],\"collaboration_mode\":\"serial\"}|400",
      })
  void request_thatIsWrong_isRefused(String route, String body, int status) {
    assertThat(post(LAWS, Route.of(route), 0, body).status()).isEqualTo(status);
  }

  @Test
  void providers_thatAllFail_are503AfterTheirTime() {
    Answer mesh = post(DOWN, Routes.ARBITRATE, 0, "{\"prompt\":\"x\"}");
    Answer direct = post(DOWN, Routes.GENERATE, 0, "{\"prompt\":\"x\"}");

    assertThat(mesh.status()).isEqualTo(503);
    assertThat(mesh.later().nanos()).isEqualTo(100_000_000);
    assertThat(direct.status()).isEqualTo(503);
    assertThat(direct.later().nanos()).isEqualTo(100_000_000);
  }
}
