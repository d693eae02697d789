package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.RawServer.Request;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against MCP servers: what is asked, what is recorded, what is wrong with answers. */
@Timeout(60)
final class McpIT {
  private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");
  private static final String CALL =
      "- {mcp: /mcp, call: echo, arguments: {text: hi}, check: '$.result.content[0].text == hi'}\n";
  private static final String STATELESS =
      "- {mcp: /mcp, protocolVersion: 2026-07-28, call: echo, arguments: {text: hi}}\n";
  private static final String HI = "{\"content\":[{\"type\":\"text\",\"text\":\"hi\"}]}";

  private static String id(Request request) {
    Matcher id = ID.matcher(request.body());
    return id.find() ? id.group(1) : "none";
  }

  private static String answer(Request request, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id(request) + ",\"result\":" + result + "}";
  }

  private static String json(String status, String headers, String body) {
    return RawServer.response(status, headers + "Content-Type: application/json\r\n", body);
  }

  private static String sse(String... messages) {
    StringBuilder body = new StringBuilder();
    for (String message : messages) {
      body.append("event: message\ndata: ").append(message).append("\n\n");
    }
    return RawServer.response("200 OK", "Content-Type: text/event-stream\r\n", body.toString());
  }

  private static boolean isSetUp(Request request, Socket socket, String session)
      throws IOException {
    if (request.body().contains("\"initialize\"")) {
      RawServer.say(
          socket,
          json(
              "200 OK",
              session.isEmpty() ? "" : "Mcp-Session-Id: " + session + "\r\n",
              answer(request, "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}")));
      return true;
    }
    if (request.body().contains("notifications/initialized")) {
      RawServer.say(socket, RawServer.response("202 Accepted", "", ""));
      return true;
    }
    return false;
  }

  private static RawServer.Answer inSession(RawServer.Answer rest) {
    return (request, socket) -> {
      if (request.line().startsWith("DELETE")) {
        RawServer.say(socket, RawServer.response("200 OK", "", ""));
      } else if (!isSetUp(request, socket, "s1")) {
        rest.to(request, socket);
      }
    };
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  private static MeasureSummary only(RunResult result, Measure measure, Tags tags) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(tags))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void session_isSetUpOnceUsedAndEnded_asTheProtocolSays() throws Exception {
    RawServer.Answer answers =
        inSession(
            (request, socket) -> RawServer.say(socket, json("200 OK", "", answer(request, HI))));
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL + CALL);

      assertThat(Runs.errors(result)).isEmpty();
      List<Request> requests = server.requests();
      assertThat(requests)
          .extracting(request -> request.line().split(" ", -1)[0])
          .containsExactly("POST", "POST", "POST", "POST", "DELETE");
      assertThat(requests.get(0).header("mcp-session-id")).isEmpty();
      assertThat(requests.get(0).header("accept")).isEqualTo("application/json, text/event-stream");
      assertThat(requests.get(0).body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                  + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                  + "\"clientInfo\":{\"name\":\"loadstone\",\"version\":\"1\"}}}");
      assertThat(requests.get(1).body())
          .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      assertThat(requests.get(2).body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{"
                  + "\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}}}");
      assertThat(id(requests.get(3))).isEqualTo("3");
      assertThat(requests.subList(1, 5))
          .allMatch(request -> request.header("mcp-session-id").equals("s1"))
          .allMatch(request -> request.header("mcp-protocol-version").equals("2025-11-25"));
      assertThat(Runs.operations(result, "ok")).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.SESSIONS, Map.of("reason", "first"))).isOne();
      assertThat(Runs.count(result, CounterKey.SESSIONS_ENDED, Map.of("outcome", "ok"))).isOne();
      assertThat(Runs.count(result, CounterKey.TOOL_CALLS, Map.of("tool", "echo"))).isEqualTo(2);
      assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(2);
      assertThat(only(result, Measure.SESSION_TIME, Tags.NONE).count()).isOne();
      assertThat(only(result, Measure.TOOL_TIME, Tags.of(Tag.TOOL, "echo")).count()).isEqualTo(2);
    }
  }

  @Test
  void session_withoutAnId_isUsedWithoutOne() throws Exception {
    RawServer.Answer answers =
        (request, socket) -> {
          if (!isSetUp(request, socket, "")) {
            RawServer.say(socket, json("200 OK", "", answer(request, HI)));
          }
        };
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.requests())
          .hasSize(3)
          .allMatch(asked -> asked.header("mcp-session-id").isEmpty());
    }
  }

  @Test
  void setUp_thatTakesLong_isNotTheToolsTime() throws Exception {
    RawServer.Answer answers =
        (request, socket) -> {
          if (request.body().contains("\"initialize\"")) {
            Thread.sleep(200);
          }
          inSession((asked, to) -> RawServer.say(to, json("200 OK", "", answer(asked, HI))))
              .to(request, socket);
        };
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(only(result, Measure.SESSION_TIME, Tags.NONE).max()).isGreaterThan(0.2);
      assertThat(only(result, Measure.RESPONSE_TIME, Tags.NONE).max()).isGreaterThan(0.2);
      double rest =
          only(result, Measure.RESPONSE_TIME, Tags.NONE).max()
              - only(result, Measure.SESSION_TIME, Tags.NONE).max();
      assertThat(only(result, Measure.TOOL_TIME, Tags.NONE).max()).isCloseTo(rest, within(0.002));
    }
  }

  @Test
  void session_thatTheServerForgot_isSetUpAgainAndCounted() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    RawServer.Answer answers =
        inSession((request, socket) ->
            RawServer.say(
                socket,
                calls.incrementAndGet() == 2
                    ? RawServer.response("404 Not Found", "", "gone")
                    : json("200 OK", "", answer(request, HI))));
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL + CALL);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(calls).hasValue(3);
      assertThat(Runs.count(result, CounterKey.SESSIONS, Map.of("reason", "first"))).isOne();
      assertThat(Runs.count(result, CounterKey.SESSIONS, Map.of("reason", "expired"))).isOne();
    }
  }

  @Test
  void session_thatIsForgottenAtOnceAgain_fails() throws Exception {
    RawServer.Answer answers =
        inSession((request, socket) ->
            RawServer.say(socket, RawServer.response("404 Not Found", "", "gone")));
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEqualTo("not_found=1");
      assertThat(Runs.count(result, CounterKey.SESSIONS_ENDED, Map.of())).isZero();
    }
  }

  @Test
  void stateless_saysEverythingInEachRequest() throws Exception {
    RawServer.Answer answers =
        (request, socket) ->
            RawServer.say(
                socket, json("200 OK", "", answer(request, "{\"resultType\":\"complete\"}")));
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), STATELESS);

      assertThat(Runs.errors(result)).isEmpty();
      Request only = server.requests().getFirst();
      assertThat(server.requests()).hasSize(1);
      assertThat(only.header("mcp-protocol-version")).isEqualTo("2026-07-28");
      assertThat(only.header("mcp-method")).isEqualTo("tools/call");
      assertThat(only.header("mcp-name")).isEqualTo("echo");
      assertThat(only.header("mcp-session-id")).isEmpty();
      assertThat(only.body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"_meta\":{"
                  + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                  + "\"io.modelcontextprotocol/clientInfo\":{\"name\":\"loadstone\",\"version\":\"1\"},"
                  + "\"io.modelcontextprotocol/clientCapabilities\":{}},"
                  + "\"name\":\"echo\",\"arguments\":{\"text\":\"hi\"}}}");
    }
  }

  @Test
  void name_thatIsNotAscii_isSentInBase64() throws Exception {
    RawServer.Answer answers =
        (request, socket) -> RawServer.say(socket, json("200 OK", "", answer(request, HI)));
    try (RawServer server = RawServer.answering(answers)) {
      Runs.once(server.url(), "- {mcp: /mcp, protocolVersion: 2026-07-28, call: größe}\n");

      assertThat(server.requests().getFirst().header("mcp-name"))
          .isEqualTo("=?base64?Z3LDtsOfZQ==?=");
    }
  }

  @Test
  void answer_byEvents_isCheckedAndItsProgressTimed() throws Exception {
    RawServer.Answer answers =
        (request, socket) -> {
          RawServer.say(
              socket,
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
          for (int i = 1; i <= 3; i++) {
            Thread.sleep(50);
            RawServer.say(socket, i == 1 ? "id: 7\ndata: \n\n" : ": alive\n\n");
            String note = "{\"progressToken\":" + id(request) + ",\"progress\":" + i + "}";
            RawServer.say(
                socket,
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":"
                    + note
                    + "}\n\n");
          }
          RawServer.say(socket, "data: " + answer(request, HI) + "\n\n");
          socket.close();
        };
    try (RawServer server = RawServer.answering(answers)) {
      String steps =
          """
          - mcp: /mcp
            protocolVersion: 2026-07-28
            call: echo
            progress: true
            extract: {said: '$.result.content[0].text'}
          - {http: 'GET /${said}', check: status == 200}
          """;
      RunResult result = Runs.once(server.url(), steps);

      assertThat(server.requests().get(0).body()).contains(",\"progressToken\":1},\"name\"");
      assertThat(server.requests().get(1).path()).isEqualTo("/hi");
      assertThat(Runs.count(result, CounterKey.PROGRESS, Map.of())).isEqualTo(3);
      double whole = only(result, Measure.TIME_TO_TERMINAL_EVENT, Tags.NONE).max();
      assertThat(only(result, Measure.TIME_TO_FIRST_PROGRESS, Tags.NONE).max())
          .isBetween(0.045, whole);
      assertThat(only(result, Measure.PROGRESS_GAP, Tags.NONE).count()).isEqualTo(2);
      assertThat(only(result, Measure.PROGRESS_GAP, Tags.NONE).mean()).isBetween(0.0, whole / 2);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "priming"))).isOne();
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "answer"))).isOne();
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "notifications/progress")))
          .isEqualTo(3);
    }
  }

  @Test
  void list_ofSeveralPages_isReadToItsEnd() throws Exception {
    RawServer.Answer answers =
        inSession((request, socket) -> {
          boolean second = request.body().contains("\"params\":{\"cursor\":\"p\\\"2\"}");
          RawServer.say(
              socket,
              json(
                  "200 OK",
                  "",
                  answer(
                      request,
                      second ? "{\"tools\":[]}" : "{\"tools\":[],\"nextCursor\":\"p\\\"2\"}")));
        });
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), "- {mcp: /mcp, list: tools}\n");

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isOne();
      assertThat(Runs.count(result, CounterKey.PAGES, Map.of("step", "tools/list"))).isEqualTo(2);
    }
  }

  @Test
  void list_thatLeadsToItself_fails() throws Exception {
    RawServer.Answer answers =
        inSession((request, socket) ->
            RawServer.say(
                socket,
                json("200 OK", "", answer(request, "{\"tools\":[],\"nextCursor\":\"x\"}"))));
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), "- {mcp: /mcp, list: tools}\n");

      assertThat(Runs.errors(result)).isEqualTo("protocol=1");
      assertThat(message(result)).isEqualTo("a page of the list leads to itself: x");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"isError\":true,\"content\":[{\"type\":\"text\","
            + "\"text\":\"no such order\"}]}} | tool=1 | no such order",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"isError\":true}} | tool=1"
            + " | the tool tells of an error",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"result\":{\"resultType\":\"input_required\"}} | tool=1"
            + " | the result is not complete, but input_required",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"error\":{\"code\":-32602,\"message\":\"Unknown tool\"}}"
            + " | rpc=1 | -32602 Unknown tool",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"Parse error\"}}"
            + " | rpc=1 | -32700 Parse error",
        "{\"jsonrpc\":\"2.0\",\"id\":99,\"result\":{}} | protocol=1"
            + " | an answer has the id 99, the request had 1",
        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}} | protocol=1"
            + " | an answer has the id \"1\", the request had 1",
        "{\"jsonrpc\":\"2.0\",\"id\":ID} | protocol=1"
            + " | an answer has neither a result nor an error: {\"jsonrpc\":\"2.0\",\"id\":1}",
        "{\"jsonrpc\":\"2.0\",\"id\":ID,\"res | protocol=1"
            + " | a message is not one of JSON-RPC 2.0: {\"jsonrpc\":\"2.0\",\"id\":1,\"res",
        "{\"id\":ID,\"result\":{}} | protocol=1"
            + " | a message is not one of JSON-RPC 2.0: {\"id\":1,\"result\":{}}"
      })
  void answer_thatIsNone_isNamedWhicheverWayItComes(String body, String errors, String why)
      throws Exception {
    for (boolean stream : List.of(false, true)) {
      RawServer.Answer answers =
          (request, socket) -> {
            String text = body.replace("ID", id(request));
            RawServer.say(socket, stream ? sse(text) : json("200 OK", "", text));
          };
      try (RawServer server = RawServer.answering(answers)) {
        RunResult result = Runs.once(server.url(), STATELESS);

        assertThat(Runs.errors(result)).isEqualTo(errors);
        assertThat(message(result)).isEqualTo(why);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK | text/html | <p>hi</p> | protocol=1"
            + " | the response is neither application/json nor text/event-stream, but text/html",
        "202 Accepted | | | protocol=1"
            + " | the response is neither application/json nor text/event-stream, but of no type",
        "200 OK | text/event-stream | : nothing | truncated=1"
            + " | the stream ended without the answer, in the middle of a frame",
        "200 OK | application/json | {\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}"
            + " | protocol=1 | the response is without the answer",
        "500 Server Error | text/plain | oops | server_error=1 | status 500",
        "401 Unauthorized | application/json | {\"error\":\"who\"} | unauthorized=1 | status 401",
        "400 Bad Request | application/json | {\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32000,"
            + "\"message\":\"no session\"}} | client_error=1 | status 400",
        "400 Bad Request | application/json | {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32022,"
            + "\"message\":\"version\"}} | rpc=1 | -32022 version"
      })
  void response_thatIsNoAnswer_isNamed(
      String status, String type, String body, String errors, String why) throws Exception {
    String head = type == null ? "" : "Content-Type: " + type + "\r\n";
    String response = RawServer.response(status, head, body == null ? "" : body);
    try (RawServer server = RawServer.saying(response)) {
      RunResult result = Runs.once(server.url(), STATELESS);

      assertThat(Runs.errors(result)).isEqualTo(errors);
      assertThat(message(result)).isEqualTo(why);
    }
  }

  @Test
  void initialize_thatIsRefusedOrOfAnotherEra_failsTheOperation() throws Exception {
    try (RawServer server =
        RawServer.saying(RawServer.response("503 Service Unavailable", "", "later"))) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEqualTo("server_error=1");
      assertThat(message(result)).isEqualTo("initialize: status 503");
    }
    RawServer.Answer modern =
        (request, socket) ->
            RawServer.say(
                socket,
                json("200 OK", "", answer(request, "{\"protocolVersion\":\"2026-07-28\"}")));
    try (RawServer server = RawServer.answering(modern)) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEqualTo("protocol=1");
      assertThat(message(result))
          .isEqualTo(
              "initialize: the server wants to speak 2026-07-28, which is none with sessions");
    }
  }

  @Test
  void version_thatTheServerPrefers_isNamedFromThenOn() throws Exception {
    RawServer.Answer answers =
        (request, socket) -> {
          if (request.body().contains("\"initialize\"")) {
            RawServer.say(
                socket,
                json("200 OK", "", answer(request, "{\"protocolVersion\":\"2025-06-18\"}")));
          } else if (request.body().contains("notifications/")) {
            RawServer.say(socket, RawServer.response("202 Accepted", "", ""));
          } else {
            RawServer.say(socket, json("200 OK", "", answer(request, HI)));
          }
        };
    try (RawServer server = RawServer.answering(answers)) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.requests().get(2).header("mcp-protocol-version")).isEqualTo("2025-06-18");
    }
  }
}
