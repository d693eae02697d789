package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.ChainTruth;
import dev.loadstone.testbed.truth.StreamTruth;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
  private static final Chain CHAIN = new Chain(42, ChainTruth.DEFAULT, () -> 0);

  @Test
  void all_servedRoutes_haveEndpoints() {
    List<Route> answered = new ArrayList<>(Endpoints.all(() -> 0).keySet());
    answered.addAll(Endpoints.talks().keySet());
    List<Route> served = new ArrayList<>(Routes.SERVED);
    served.addAll(
        List.of(Routes.GRPC_HEALTH, Routes.GRPC_REFLECTION, Routes.GRPC_REFLECTION_ALPHA));
    assertThat(answered).containsExactlyInAnyOrderElementsOf(served);
  }

  @Test
  void login_usernameAndPassword_givesAToken() {
    Answer answer =
        post(Routes.LOGIN, "{\"username\": \"test_user\", \"password\": \"test_password\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"token\":\"tb-b9a96b58-3\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"user\":{\"id\":\"user-b9a96b58\",\"username\":\"test_user\",\"tenant_id\":\"tenant-9\",\"role\":\"member\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"username\": \"u\"}",
        "{\"username\": \"u\", \"password\": \"\"}",
        "{\"username\": 5, \"password\": \"p\"}"
      })
  void login_missingCredential_isUnauthorized(String body) {
    assertThat(post(Routes.LOGIN, body).status()).isEqualTo(401);
  }

  @Test
  void chatMessage_orderAndSession_areInTheAnswer() {
    Answer answer =
        post(
            Routes.CHAT_MESSAGE,
            "{\"message\": \"Hello, I need help with my order #1234\", \"session_id\": \"session-7\", \"metadata\": {\"priority\": \"low\"}}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"message_id\":\"msg-3\",\"session_id\":\"session-7\",\"tenant_id\":\"tenant-9\",\"reply\":\"I have looked up order #1234:"
                + " it is on its way and arrives in two days. Can I do anything else for you?\","
                + "\"agent\":{\"id\":\"agent-support\",\"name\":\"Customer support\"},"
                + "\"tokens\":{\"prompt\":10,\"completion\":26,\"total\":36}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"message\": \"\"}",
        "{\"session_id\": \"s\"}",
        "{\"message\": \"m\"} x",
        "{\"message\": 7}"
      })
  void chatMessage_badBody_isABadRequest(String body) {
    assertThat(post(Routes.CHAT_MESSAGE, body).status()).isEqualTo(400);
  }

  @Test
  void agents_list_isLargeEnoughToBeCompressed() {
    Answer answer = get(Routes.AGENTS);
    assertThat(answer.body().toString())
        .startsWith("{\"tenant_id\":\"tenant-9\",\"agents\":[{\"id\":\"agent-router\"")
        .endsWith("\"total\":6}");
    assertThat(answer.isCompressible()).isTrue();
  }

  @Test
  void chatHistory_session_isInTheAnswer() {
    assertThat(get(Routes.CHAT_HISTORY, "session-\"7").body().toString())
        .startsWith("{\"session_id\":\"session-\\\"7\",")
        .endsWith("\"total\":4}");
  }

  @Test
  void workflow_nodesAndEdges_areCounted() {
    Answer answer =
        post(
            Routes.WORKFLOWS,
            "{\"name\": \"w\", \"nodes\": [{\"id\": [1]}, {}, {}], \"edges\": [{}, {}]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers()).containsExactly("Location", "/api/v1/workflows/wf-3");
    assertThat(answer.body().toString())
        .isEqualTo(
            "{\"id\":\"wf-3\",\"name\":\"w\",\"tenant_id\":\"tenant-9\",\"status\":\"created\",\"nodes\":3,\"edges\":2}");
  }

  @Test
  void analytics_tenant_isInTheAnswer() {
    assertThat(get(Routes.ANALYTICS, "tenant-1").body().toString())
        .startsWith("{\"tenant_id\":\"tenant-1\",\"period\":\"24h\",");
  }

  @Test
  void plain_body_has128Bytes() {
    assertThat(get(Routes.PLAIN).body().length()).isEqualTo(128);
  }

  @Test
  void redirect_chain_endsAtPlain() {
    assertThat(get(Routes.REDIRECT, "2").headers()).containsExactly("Location", "/redirect/1");
    assertThat(get(Routes.REDIRECT, "1").headers()).containsExactly("Location", "/plain");
    assertThat(get(Routes.REDIRECT, "101").status()).isEqualTo(400);
  }

  @Test
  void cookies_setAndSent_areTold() {
    assertThat(get(Routes.COOKIES_SET, "a", "b").headers())
        .containsExactly("Set-Cookie", "a=b; Path=/");
    assertThat(get(Routes.COOKIES_SET, "a;b", "c").status()).isEqualTo(400);
    assertThat(get(Routes.COOKIES).body().toString())
        .isEqualTo("{\"cookies\":{\"x\":\"1\",\"y\":\"2=3\"}}");
  }

  @Test
  void bytes_size_isAsAsked() {
    assertThat(get(Routes.BYTES, "100").body().toString())
        .hasSize(100)
        .startsWith("abcdefghijklmnopqrstuvwxyzabc");
    assertThat(get(Routes.BYTES, "0").body().length()).isZero();
    assertThat(get(Routes.BYTES, "10000001").status()).isEqualTo(400);
    assertThat(get(Routes.BYTES, "-1").status()).isEqualTo(400);
    assertThat(get(Routes.CHUNKED, "5").delivery()).isEqualTo(Answer.Delivery.CHUNKED);
  }

  @Test
  void error_controlCharactersAndSurrogates_areEscaped() {
    assertThat(Answer.error(400, "x", "a\"\\\n\u0001é😀").body().toString())
        .isEqualTo(
            "{\"error\":{\"code\":\"x\",\"message\":\"a\\\"\\\\\\u000a\\u0001é\\ud83d\\ude00\"}}");
  }

  private static Answer get(Route route, String... parameters) {
    return call(route, callOf(List.of(parameters), Buffer.buffer()));
  }

  private static Answer post(Route route, String body) {
    return call(route, callOf(List.of(), Buffer.buffer(body)));
  }

  private static Call callOf(List<String> parameters, Buffer body) {
    return new Call(3, parameters, headers(), body, StreamTruth.DEFAULT, CHAIN);
  }

  private static Answer call(Route route, Call call) {
    return Objects.requireNonNull(Endpoints.all(() -> 0).get(route)).answer(call);
  }

  private static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap()
        .add("X-Tenant-ID", "tenant-9")
        .add("Cookie", "x=1; y=2=3; broken");
  }
}
