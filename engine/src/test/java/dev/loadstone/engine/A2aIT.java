package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against agents that say something odd, and what is sent to them. */
@Timeout(60)
final class A2aIT {
  private static final String SEND = "- {a2a: /a2a, mode: send, message: {text: hi}}\n";
  private static final String REST =
      "- {a2a: /a2a, mode: send, binding: rest, message: {text: hi}}\n";
  private static final String STREAM = "- {a2a: /a2a, message: {text: hi}}\n";
  private static final String POLL =
      "- {a2a: /a2a, mode: poll, pollEvery: 10ms, timeout: 300ms, message: {text: hi}}\n";

  private static String json(String body) {
    return RawServer.response("200 OK", "Content-Type: application/json\r\n", body);
  }

  private static String result(String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}";
  }

  private static String task(String state) {
    return "{\"id\":\"k\",\"contextId\":\"x\",\"status\":{\"state\":\"TASK_STATE_" + state + "\"}}";
  }

  private static RunResult once(RawServer.Answer answer, String steps) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.once(server.url(), steps);
    }
  }

  private static RunResult once(String body, String steps) throws Exception {
    return once((request, socket) -> RawServer.say(socket, json(body)), steps);
  }

  private static String judgement(RunResult result) {
    return result.errors().isEmpty()
        ? "ok"
        : Runs.errors(result) + ": " + result.errors().getFirst().samples().getFirst().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32001,\"message\":\"no such task\"}}|rpc=1: code -32001: no such task",
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"what?\"}}|rpc=1: code -32700: what?",
        "{\"jsonrpc\":\"2.0\",\"id\":5,\"result\":{}}|protocol=1: the reply is not of the protocol: its id is 5, not 1",
        "what?|protocol=1: the reply is not of the protocol: it is no JSON object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\",\"status\":{\"state\":\"TASK_STATE_BORED\"}}}}|protocol=1: there is no state TASK_STATE_BORED",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}}|protocol=1: the reply came while the task was working",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"statusUpdate\":{\"taskId\":\"k\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}}|protocol=1: the reply is a status-update, not a task",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\",\"status\":{\"state\":\"TASK_STATE_REJECTED\"}}}}|task=1: the task is rejected",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\",\"status\":{\"state\":\"TASK_STATE_FAILED\",\"message\":{\"parts\":[{\"data\":{}},{\"text\":\"too \\\"hard\\\"\"}]}}}}}|task=1: the task is failed: too \"hard\"",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"message\":{\"messageId\":\"m\",\"parts\":[{\"text\":\"hi\"}]}}}|ok",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\",\"status\":{\"state\":\"TASK_STATE_AUTH_REQUIRED\"}}}}|ok",
      })
  void reply_toAMessage_isJudged(String body, String judgement) throws Exception {
    assertThat(judgement(once(body, SEND))).isEqualTo(judgement);
  }

  @Test
  void refusal_ofAStream_isOfTheClassRpc() throws Exception {
    String error =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32004,\"message\":\"no streams\"}}";
    RunResult result = once(error, STREAM);
    assertThat(judgement(result)).isEqualTo("rpc=1: code -32004: no streams");
    assertThat(result.errors().getFirst().samples().getFirst().response())
        .isEqualTo("HTTP 200\n" + error);
  }

  @Test
  void reply_toARequestForAStream_isNoStream() throws Exception {
    assertThat(judgement(once(result("{\"task\":" + task("COMPLETED") + "}"), STREAM)))
        .isEqualTo(
            "media_type=1: the target answered with one JSON document, though a stream"
                + " (text/event-stream) was asked for");
  }

  @Test
  void status_ofRest_isOfItsOwnClass() throws Exception {
    RawServer.Answer answer =
        (request, socket) ->
            RawServer.say(
                socket, RawServer.response("404 Not Found", "", "{\"error\":{\"code\":404}}"));
    assertThat(judgement(once(answer, REST))).isEqualTo("not_found=1: status 404");
  }

  @Test
  void requests_ofEachDialect_areAsTheProtocolHasThem() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    RawServer.Answer answer =
        (request, socket) -> {
          bodies.add(
              request.line()
                  + " "
                  + request.header("a2a-version")
                  + " "
                  + request.header("content-type")
                  + " "
                  + request.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID"));
          boolean rest = request.path().contains("message:");
          boolean old = request.header("a2a-version").isEmpty();
          String done = task("COMPLETED");
          RawServer.say(
              socket,
              json(
                  rest
                      ? "{\"task\":" + done + "}"
                      : old
                          ? result(
                              done.replace("{\"id\"", "{\"kind\":\"task\",\"id\"")
                                  .replace("TASK_STATE_COMPLETED", "completed"))
                          : result("{\"task\":" + done + "}")));
        };
    RunResult result =
        once(
            answer,
            SEND
                + "- {a2a: /a2a, mode: send, version: 0.3, message: {text: hi}}\n"
                + "- {a2a: /a2a, mode: send, binding: rest, message: {parts: [{data: {n: 1}}], contextId: c, taskId: t}}\n");
    assertThat(judgement(result)).isEqualTo("ok");
    assertThat(bodies)
        .containsExactly(
            "POST /a2a HTTP/1.1 1.0 application/json {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":{\"message\":{\"role\":\"ROLE_USER\",\"messageId\":\"UUID\",\"parts\":[{\"text\":\"hi\"}]},\"configuration\":{\"returnImmediately\":false}}}",
            "POST /a2a HTTP/1.1  application/json {\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"message/send\",\"params\":{\"message\":{\"kind\":\"message\",\"role\":\"user\",\"messageId\":\"UUID\",\"parts\":[{\"kind\":\"text\",\"text\":\"hi\"}]},\"configuration\":{\"blocking\":true}}}",
            "POST /a2a/message:send HTTP/1.1 1.0 application/a2a+json {\"message\":{\"role\":\"ROLE_USER\",\"messageId\":\"UUID\",\"parts\":[{\"data\":{\"n\":1}}],\"contextId\":\"c\",\"taskId\":\"t\"},\"configuration\":{\"returnImmediately\":false}}");
  }

  @Test
  void poll_ofATaskThatNeverEnds_timesOut() throws Exception {
    RawServer.Answer answer =
        (request, socket) -> {
          String id = request.body().replaceAll(".*\"id\":(\\d+).*", "$1");
          String working = task("WORKING");
          RawServer.say(
              socket,
              json(
                  "{\"jsonrpc\":\"2.0\",\"id\":"
                      + id
                      + ",\"result\":"
                      + (request.body().contains("GetTask")
                          ? working
                          : "{\"task\":" + working + "}")
                      + "}"));
        };
    RunResult result = once(answer, POLL);
    assertThat(judgement(result)).isEqualTo("timeout_total=1: the task was working");
    assertThat(Runs.count(result, CounterKey.POLLS, Map.of())).isGreaterThan(3);
    assertThat(Runs.count(result, CounterKey.TASKS, Map.of("state", "working"))).isEqualTo(1);
  }

  @Test
  void poll_answeredByAnotherTask_isAViolation() throws Exception {
    RawServer.Answer answer =
        (request, socket) ->
            RawServer.say(
                socket,
                json(
                    request.path().contains("tasks")
                        ? task("WORKING").replace("\"k\"", "\"other\"")
                        : "{\"task\":" + task("WORKING") + "}"));
    assertThat(judgement(once(answer, POLL.replace("mode", "binding: rest, mode"))))
        .isEqualTo("protocol=1: the task is of the task other, not of k");
  }

  /** Streams a task that is worked at, and ends it so long after its beginning in a state. */
  private static void stream(Socket socket, String state, long millis) throws Exception {
    RawServer.say(
        socket,
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + "data: {\"task\":"
            + task("WORKING")
            + "}\n\n");
    Thread.sleep(millis);
    RawServer.say(
        socket,
        "data: {\"statusUpdate\":{\"taskId\":\"k\",\"status\":{\"state\":\"TASK_STATE_"
            + state
            + "\"}}}\n\n");
    socket.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CANCELED, 200 OK, ok, ok",
    "COMPLETED, 200 OK, ok, ok",
    "COMPLETED, 400 Bad Request, ok, rejected",
    "CANCELED, 500 Internal Server Error, server_error=1: the task could not be cancelled: status 500, failed"
  })
  void cancel_ofATask_isJudgedByWhatBecameOfIt(
      String state, String status, String judgement, String cancel) throws Exception {
    RawServer.Answer answer =
        (request, socket) -> {
          if (request.path().endsWith(":cancel")) {
            RawServer.say(socket, RawServer.response(status, "", task("CANCELED")));
          } else {
            try {
              stream(socket, state, 300);
            } catch (Exception broken) {
              throw new IllegalStateException(broken);
            }
          }
        };
    RunResult result =
        once(
            answer,
            "- {a2a: /a2a, binding: rest, message: {text: hi}, cancelAfter: {time: 50ms}}\n");
    assertThat(judgement(result)).isEqualTo(judgement);
    assertThat(Runs.count(result, CounterKey.CANCELS, Map.of("outcome", cancel))).isEqualTo(1);
    assertThat(result.measures().stream().anyMatch(one -> one.measure() == Measure.CANCEL_TIME))
        .isEqualTo(cancel.equals("ok"));
  }

  @Test
  void cancel_thatWasNotAskedFor_isAFailure() throws Exception {
    RawServer.Answer answer =
        (request, socket) -> {
          try {
            stream(socket, "CANCELED", 1);
          } catch (Exception broken) {
            throw new IllegalStateException(broken);
          }
        };
    assertThat(judgement(once(answer, "- {a2a: /a2a, binding: rest, message: {text: hi}}\n")))
        .isEqualTo("task=1: the task is canceled");
  }

  @Test
  void extract_ofWhatIsNotThere_isAFailedCheck() throws Exception {
    String message = result("{\"message\":{\"messageId\":\"m\",\"parts\":[]}}");
    assertThat(
            judgement(
                once(
                    message,
                    "- {a2a: /a2a, mode: send, message: {text: hi}, extract: {task: task-id}}\n")))
        .isEqualTo("check=1: nothing to extract for task");
  }
}
