package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.McpTruth;
import dev.loadstone.testbed.truth.McpTruth.Reply;
import dev.loadstone.testbed.truth.ServiceLaw;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the MCP server answers, in both eras. */
class McpServerTest {
  private static final String ACCEPT = "application/json, text/event-stream";
  private static final String INITIALIZE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\"}}";
  private static final String META =
      "\"_meta\":{\"progressToken\":7,\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientInfo\":{},\"io.modelcontextprotocol/clientCapabilities\":{}}";

  private final McpServer server = new McpServer();

  private static McpTruth truth(Reply reply, double toolErrors, double rpcErrors, int requests) {
    return new McpTruth(
        Map.of("slow", new ServiceLaw.Constant(Duration.ofMillis(100))),
        reply,
        toolErrors,
        rpcErrors,
        Duration.ofMillis(30),
        requests);
  }

  private static MultiMap headers(String... fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("Accept", ACCEPT);
    for (int i = 0; i < fields.length; i += 2) {
      headers.add(fields[i], fields[i + 1]);
    }
    return headers;
  }

  private Endpoint endpoint(Route route) {
    return Objects.requireNonNull(server.endpoints().get(route));
  }

  private Answer post(McpTruth truth, MultiMap headers, String body) {
    return endpoint(Routes.MCP).answer(call(truth, headers, body));
  }

  private static Call call(McpTruth truth, MultiMap headers, String body) {
    return new CallSample(0, body).headers(headers).mcp(truth).call();
  }

  private MultiMap session(McpTruth truth) {
    Answer answer = post(truth, headers(), INITIALIZE);
    assertThat(new JsonObject(answer.body()).getJsonObject("result").getString("protocolVersion"))
        .isEqualTo("2025-06-18");
    return headers(
        answer.headers().get(0), answer.headers().get(1), "MCP-Protocol-Version", "2025-06-18");
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\""
        + method
        + "\",\"params\":{"
        + params
        + "}}";
  }

  private Answer stateless(McpTruth truth, String method, String name, String params) {
    return post(
        truth,
        headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method, "Mcp-Name", name),
        request(method, params.isEmpty() ? META : META + "," + params));
  }

  private static JsonObject only(Answer answer) {
    List<Frame> frames = answer.stream().orElseThrow().frames();
    assertThat(frames).hasSize(1);
    return new JsonObject(frames.getFirst().text());
  }

  @Test
  void session_expiresAfterItsRequests() {
    McpTruth truth = truth(Reply.JSON, 0, 0, 2);
    MultiMap headers = session(truth);

    assertThat(post(truth, headers, request("ping", "")).status()).isEqualTo(200);
    assertThat(post(truth, headers, request("tools/list", "")).status()).isEqualTo(200);
    assertThat(post(truth, headers, request("ping", "")).status()).isEqualTo(404);
    assertThat(post(truth, headers, request("ping", "")).status()).isEqualTo(404);
  }

  @Test
  void session_thatItsUserEnds_isKnownNoMore() {
    MultiMap headers = session(McpTruth.DEFAULT);
    Endpoint delete = endpoint(Routes.MCP_END);

    assertThat(delete.answer(call(McpTruth.DEFAULT, headers, "")).status()).isEqualTo(200);
    assertThat(delete.answer(call(McpTruth.DEFAULT, headers, "")).status()).isEqualTo(404);
    assertThat(post(McpTruth.DEFAULT, headers, request("ping", "")).status()).isEqualTo(404);
  }

  @Test
  void request_withoutItsSessionOrVersion_isRefused() {
    MultiMap headers = session(McpTruth.DEFAULT);

    assertThat(post(McpTruth.DEFAULT, headers(), request("ping", "")).status()).isEqualTo(400);
    headers.set("MCP-Protocol-Version", "2025-11-25");
    assertThat(post(McpTruth.DEFAULT, headers, request("ping", "")).status()).isEqualTo(400);
    headers.set("Accept", "application/json");
    assertThat(post(McpTruth.DEFAULT, headers, request("ping", "")).status()).isEqualTo(406);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | -32700",
        "[] | -32700",
        "{\"jsonrpc\":\"2.0\",\"id\":1} | -32600",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600"
      })
  void body_thatIsNoRequest_isRefusedWithoutId(String body, int code) {
    Answer answer = post(McpTruth.DEFAULT, headers(), body);

    assertThat(answer.status()).isEqualTo(400);
    JsonObject json = new JsonObject(answer.body());
    assertThat(json.getValue("id")).isNull();
    assertThat(json.getJsonObject("error").getInteger("code")).isEqualTo(code);
  }

  @Test
  void call_inJson_isDueAtTheToolsTime() {
    Answer answer =
        stateless(
            truth(Reply.JSON, 0, 0, 0),
            "tools/call",
            "slow",
            "\"name\":\"slow\",\"arguments\":{\"a\":1}");

    assertThat(answer.contentType()).hasToString("application/json");
    assertThat(answer.stream().orElseThrow().frames().getFirst().afterNanos())
        .isEqualTo(100_000_000);
    JsonObject result = only(answer).getJsonObject("result");
    assertThat(result.getBoolean("isError")).isFalse();
    assertThat(result.getString("resultType")).isEqualTo("complete");
    assertThat(result.getJsonObject("structuredContent").getInteger("a")).isEqualTo(1);
  }

  @Test
  void call_byEvents_tellsItsProgressUpToTheToolsTime() {
    Answer answer = stateless(truth(Reply.SSE, 0, 0, 0), "tools/call", "slow", "\"name\":\"slow\"");

    List<Frame> frames = answer.stream().orElseThrow().frames();
    assertThat(frames)
        .extracting(Frame::kind)
        .containsExactly(Kind.PROGRESS, Kind.PROGRESS, Kind.PROGRESS, Kind.OTHER);
    assertThat(frames)
        .extracting(Frame::afterNanos)
        .containsExactly(30_000_000L, 30_000_000L, 30_000_000L, 10_000_000L);
    assertThat(frames.getFirst().text())
        .isEqualTo(
            "event: message\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\","
                + "\"params\":{\"progressToken\":7,\"progress\":1}}\n\n");
  }

  @Test
  void call_thatTheTruthLetsFail_saysSo() {
    String call = "\"name\":\"slow\"";

    assertThat(
            only(stateless(truth(Reply.JSON, 1, 0, 0), "tools/call", "slow", call))
                .getJsonObject("result")
                .getBoolean("isError"))
        .isTrue();
    assertThat(
            only(stateless(truth(Reply.JSON, 0, 1, 0), "tools/call", "slow", call))
                .getJsonObject("error")
                .getInteger("code"))
        .isEqualTo(-32603);
  }

  @Test
  void stateless_headersThatDoNotFit_areRefused() {
    Answer answer = stateless(McpTruth.DEFAULT, "tools/call", "slow", "\"name\":\"echo\"");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32020);
  }

  @Test
  void stateless_unknownMethod_isNotFound() {
    Answer answer = stateless(McpTruth.DEFAULT, "ping", "", "");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(new JsonObject(answer.body()).getJsonObject("error").getInteger("code"))
        .isEqualTo(-32601);
  }
}
