package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against JSON-RPC servers: what is sent, and what is made of the replies. */
@Timeout(60)
final class JsonRpcIT {
  private static final String CALL = "- {jsonrpc: /rpc, method: a, params: [1]}\n";
  private static final String BATCH =
      "- {jsonrpc: /rpc, batch: [{method: a}, {method: b}, {method: n, notification: true}]}\n";

  private static RunResult once(String answer, String steps) throws Exception {
    String response = RawServer.response("200 OK", "Content-Type: application/json\r\n", answer);
    try (RawServer server = RawServer.saying(response)) {
      return Runs.once(server.url(), steps);
    }
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  private static long calls(RunResult result, String counter, String method) {
    return Runs.count(result, counter, Map.of("method", method));
  }

  @Test
  void requests_ofOneUser_haveIdsThatDifferAndNotificationsNone() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    RawServer.Answer echo =
        (request, socket) -> {
          bodies.add(request.body());
          String body =
              bodies.size() == 1
                  ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"x\\u0041\"}"
                  : bodies.size() == 2
                      ? "[{\"jsonrpc\":\"2.0\",\"result\":{},\"id\":2001},"
                          + "{\"id\":2000,\"result\":null,\"jsonrpc\":\"2.0\"}]"
                      : "";
          RawServer.say(socket, RawServer.response("200 OK", "", body));
        };
    String steps =
        "- {jsonrpc: /rpc, method: 'a\"b', params: {k: '${user.id}'}, extract: {got: $.result}}\n"
            + BATCH
            + "- {jsonrpc: /rpc, method: n, notification: true, params: ['${got}']}\n";
    try (RawServer server = RawServer.answering(echo)) {
      RunResult result = Runs.once(server.url(), steps);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(3);
      assertThat(calls(result, CounterKey.RPC_CALLS_OK, "a")).isEqualTo(1);
      assertThat(calls(result, CounterKey.RPC_CALLS_OK, "b")).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.RPC_CALLS_OK, Map.of())).isEqualTo(3);
      assertThat(Runs.count(result, CounterKey.RPC_CALLS_FAILED, Map.of())).isZero();
      assertThat(
              result.measures().stream()
                  .filter(summary -> summary.measure() == Measure.ELEMENT_TIME)
                  .filter(summary -> summary.tags().values().isEmpty())
                  .mapToLong(MeasureSummary::count))
          .containsExactly(3L);
    }
    assertThat(bodies)
        .containsExactly(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"a\\u0022b\",\"params\":{\"k\":\"0\"}}",
            "[{\"jsonrpc\":\"2.0\",\"id\":2000,\"method\":\"a\"},"
                + "{\"jsonrpc\":\"2.0\",\"id\":2001,\"method\":\"b\"},"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"n\"}]",
            "{\"jsonrpc\":\"2.0\",\"method\":\"n\",\"params\":[\"xA\"]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'jsonrpc':'2.0','id':1,'error':{'code':-32601,'message':'no such method'}}"
            + "|rpc=1|a: error -32601: no such method",
        "{'jsonrpc':'2.0','id':null,'error':{'code':-32700,'message':'parse error'}}"
            + "|rpc=1|error -32700: parse error",
        "{'jsonrpc':'2.0','id':2,'result':1}|protocol=1|a reply has the id 2, which was not asked",
        "{'jsonrpc':'2.0','id':'1','result':1}|protocol=1|a reply has an id that was not asked",
        "{'jsonrpc':'2.0','id':1.0,'result':1}|protocol=1|a reply has an id that was not asked",
        "{'jsonrpc':'2.0','result':1}|protocol=1|a reply has no id",
        "{'jsonrpc':'2.0','id':null,'result':1}|protocol=1|a result has no id",
        "{'id':1,'result':1}|protocol=1|a reply lacks 'jsonrpc':'2.0'",
        "{'jsonrpc':2.0,'id':1,'result':1}|protocol=1|a reply lacks 'jsonrpc':'2.0'",
        "{'jsonrpc':'2.0','id':1}|protocol=1|a reply has no result and no error",
        "{'jsonrpc':'2.0','id':1,'result':1,'error':null}"
            + "|protocol=1|a reply has a result and an error",
        "{'jsonrpc':'2.0','id':1,'error':{'code':'x','message':'m'}}"
            + "|protocol=1|an error lacks a whole number as its code or a text as its message",
        "{'jsonrpc':'2.0','id':1,'error':'bad'}"
            + "|protocol=1|an error lacks a whole number as its code or a text as its message",
        "[{'jsonrpc':'2.0','id':1,'result':1}]|protocol=1|the response is not a JSON object",
        "{'jsonrpc':'2.0','id':1,'result':1|protocol=1|the response is not a JSON object",
        "{'jsonrpc':'2.0' 'id':1}|protocol=1|a reply is not a JSON object",
        "hello|protocol=1|the response is not a JSON object",
        "` `|protocol=1|the response is empty"
      })
  void reply_thatIsNone_isNamed(String answer, String errors, String message) throws Exception {
    RunResult result = once(answer.replace('\'', '"'), CALL);

    assertThat(Runs.errors(result)).isEqualTo(errors);
    assertThat(message(result)).isEqualTo(message.replace('\'', '"'));
    assertThat(calls(result, CounterKey.RPC_CALLS_FAILED, "a")).isEqualTo(1);
    assertThat(calls(result, CounterKey.RPC_CALLS_OK, "a")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{'jsonrpc':'2.0','id':1000,'result':1}]"
            + "|protocol=1|no reply has the id 1001 of b|1|1",
        "[{'jsonrpc':'2.0','id':1000,'result':1},{'jsonrpc':'2.0','id':1000,'result':1}]"
            + "|protocol=1|two replies have the id 1000|1|1",
        "[{'jsonrpc':'2.0','id':1000,'result':1},{'jsonrpc':'2.0','id':1001,'result':1},"
            + "{'jsonrpc':'2.0','id':1002,'result':1}]"
            + "|protocol=1|a reply has the id 1002, which was not asked|2|0",
        "[{'jsonrpc':'2.0','id':1001,'error':{'code':-32000,'message':'m'}},"
            + "{'jsonrpc':'2.0','id':1000,'result':1}]|rpc=1|b: error -32000: m|1|1",
        "[{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'m'}},"
            + "{'jsonrpc':'2.0','id':1000,'result':1}]|rpc=1|error -32600: m|1|1",
        "{'jsonrpc':'2.0','id':null,'error':{'code':-32600,'message':'m'}}"
            + "|rpc=1|error -32600: m|0|2",
        "{'jsonrpc':'2.0','id':1000,'result':1}"
            + "|protocol=1|the response to a batch is a single reply|1|1",
        "[]|protocol=1|no reply has the id 1000 of a|0|2",
        "[1]|protocol=1|a reply is not a JSON object|0|2",
        "[{'jsonrpc':'2.0','id':1000,'result':1} 7]|protocol=1|the response is not JSON|1|1",
        "7|protocol=1|the response to a batch is no array of replies|0|2"
      })
  void batch_withBadReplies_isNamedAndCountedByElement(
      String answer, String errors, String message, long ok, long failed) throws Exception {
    RunResult result = once(answer.replace('\'', '"'), BATCH);

    assertThat(Runs.errors(result)).isEqualTo(errors);
    assertThat(message(result)).isEqualTo(message);
    assertThat(Runs.count(result, CounterKey.RPC_CALLS_OK, Map.of())).isEqualTo(ok);
    assertThat(Runs.count(result, CounterKey.RPC_CALLS_FAILED, Map.of())).isEqualTo(failed);
  }

  @Test
  void notification_thatIsAnswered_isAViolation() throws Exception {
    RunResult result =
        once(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}",
            "- {jsonrpc: /rpc, method: a, notification: true}\n");

    assertThat(Runs.errors(result)).isEqualTo("protocol=1");
    assertThat(message(result)).isEqualTo("the response to a notification is not empty");
  }

  @Test
  void errors_ofCalls_areCountedByCodeBeforeChecksAreMade() throws Exception {
    RunResult result =
        once(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32005,\"message\":\"busy\"}}",
            "- {jsonrpc: /rpc, method: a, extract: {x: $.result}, check: $.result exists}\n");

    assertThat(Runs.errors(result)).isEqualTo("rpc=1");
    assertThat(Runs.count(result, CounterKey.RPC_ERRORS, Map.of("code", "-32005"))).isEqualTo(1);
  }

  @Test
  void status_thatIsAnError_isNotReadAsAReply() throws Exception {
    try (RawServer server =
        RawServer.saying(RawServer.response("503 Busy", "", "{\"jsonrpc\":\"2.0\"}"))) {
      RunResult result = Runs.once(server.url(), CALL);

      assertThat(Runs.errors(result)).isEqualTo("server_error=1");
      assertThat(calls(result, CounterKey.RPC_CALLS_FAILED, "a")).isEqualTo(1);
    }
  }
}
