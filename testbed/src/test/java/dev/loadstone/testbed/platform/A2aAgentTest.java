package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.StreamTruth;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent answers, in both versions and bindings, at known times. */
final class A2aAgentTest {
  /** Worked at from 100 ms on, two pieces after 110 and 120 ms. */
  private static final StreamTruth TRUTH =
      new StreamTruth(
          2,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(100)),
          new ServiceLaw.Constant(Duration.ofMillis(10)),
          ServiceLaw.NONE,
          0);

  private static final String MESSAGE =
      "\"message\":{\"messageId\":\"m\",\"parts\":[{\"text\":\"hi\"}]}";

  private long nowNanos;
  private final Map<Route, Endpoint> agent = new A2aAgent(() -> nowNanos).endpoints();

  private void at(long millis) {
    nowNanos = millis * 1_000_000;
  }

  private Answer call(Route route, String version, String body, @Nullable Fault fate) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Host", "here:1");
    if (!version.isEmpty()) {
      headers.add("A2A-Version", version);
    }
    String[] parameters = route.template().contains("{") ? new String[] {body} : new String[0];
    return Objects.requireNonNull(agent.get(route))
        .answer(
            new CallSample(0, body, parameters)
                .headers(headers).stream(TRUTH)
                    .times(SplitMix64.stream(1, 0, 3))
                    .fate(fate)
                    .call());
  }

  private Answer rpc(String version, String method, String params) {
    return call(
        Routes.A2A,
        version,
        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{" + params + "}}",
        null);
  }

  private static List<String> events(Answer answer) {
    List<String> events = new ArrayList<>();
    for (Frame frame : answer.stream().orElseThrow().frames()) {
      events.add(frame.kind() + " " + frame.text().strip().substring("data: ".length()));
    }
    return events;
  }

  @Test
  void stream_ofVersion1_tellsTheTaskThenItsUpdates() {
    assertThat(events(rpc("1.0", "SendStreamingMessage", MESSAGE)))
        .containsExactly(
            "OTHER {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"task\":{\"id\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_SUBMITTED\"}}}}",
            "STATUS {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"statusUpdate\":{\"taskId\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}}",
            "TOKEN {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"artifactUpdate\":{\"taskId\":\"task-0\",\"contextId\":\"context-0\",\"artifact\":{\"artifactId\":\"answer-task-0\",\"parts\":[{\"text\":\"Your \"}]},\"append\":false}}}",
            "TOKEN {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"artifactUpdate\":{\"taskId\":\"task-0\",\"contextId\":\"context-0\",\"artifact\":{\"artifactId\":\"answer-task-0\",\"parts\":[{\"text\":\"order \"}]},\"append\":true}}}",
            "OTHER {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"statusUpdate\":{\"taskId\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_COMPLETED\"}}}}");
  }

  @Test
  void stream_ofVersion03_tellsKindsAndWhatIsFinal() {
    assertThat(events(rpc("", "message/stream", MESSAGE)))
        .hasSize(5)
        .first()
        .asString()
        .isEqualTo(
            "OTHER {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"kind\":\"task\",\"id\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"submitted\"}}}");
    assertThat(events(rpc("0.3", "message/stream", MESSAGE)).getLast())
        .isEqualTo(
            "OTHER {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"kind\":\"status-update\",\"taskId\":\"task-1\",\"contextId\":\"context-1\",\"status\":{\"state\":\"completed\"},\"final\":true}}");
  }

  @Test
  void stream_byRest_hasNoEnvelope() {
    Answer answer = call(Routes.A2A_STREAM, "1.0", "{" + MESSAGE + "}", null);
    assertThat(events(answer).get(1))
        .isEqualTo(
            "STATUS {\"statusUpdate\":{\"taskId\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_WORKING\"}}}");
  }

  @ParameterizedTest
  @CsvSource({
    "FAIL_TASK, task working piece failed",
    "REJECT_TASK, task rejected",
    "ASK_INPUT, task working input_required",
    ", task working piece piece completed"
  })
  void stream_ofAFate_endsSo(@Nullable Fault fate, String expected) {
    Answer answer = call(Routes.A2A_STREAM, "1.0", "{" + MESSAGE + "}", fate);
    String told =
        events(answer).stream()
            .map(event ->
                event.contains("\"task\":")
                    ? "task"
                    : event.contains("artifactUpdate")
                        ? "piece"
                        : event.replaceAll(".*TASK_STATE_(\\w+).*", "$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" "));
    assertThat(told).isEqualTo(expected);
    assertThat(answer.later().fated()).isEqualTo(fate != null);
  }

  @Test
  void send_waiting_isAnsweredWhenTheTaskEnds() {
    Answer answer = rpc("1.0", "SendMessage", MESSAGE);
    assertThat(answer.later().nanos()).isEqualTo(120_000_000);
    assertThat(answer.body().toString())
        .contains("TASK_STATE_COMPLETED", "\"parts\":[{\"text\":\"Your order \"}]");
    String blocking = MESSAGE + ",\"configuration\":{\"blocking\":true}";
    assertThat(rpc("0.3", "message/send", blocking).later().nanos()).isEqualTo(120_000_000);
    assertThat(rpc("0.3", "message/send", MESSAGE).later().nanos()).isZero();
  }

  @Test
  void get_atKnownTimes_tellsTheStateOfThen() {
    String now = MESSAGE + ",\"configuration\":{\"returnImmediately\":true}";
    assertThat(rpc("1.0", "SendMessage", now).body().toString())
        .contains("{\"task\":", "TASK_STATE_SUBMITTED");
    at(99);
    assertThat(rpc("1.0", "GetTask", "\"id\":\"task-0\"").body().toString())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"id\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_SUBMITTED\"}}}");
    at(111);
    assertThat(call(Routes.A2A_TASK, "1.0", "task-0", null).body().toString())
        .isEqualTo(
            "{\"id\":\"task-0\",\"contextId\":\"context-0\",\"status\":{\"state\":\"TASK_STATE_WORKING\"},\"artifacts\":[{\"artifactId\":\"answer-task-0\",\"parts\":[{\"text\":\"Your \"}]}]}");
    at(120);
    assertThat(rpc("0.3", "tasks/get", "\"id\":\"task-0\"").body().toString())
        .contains("\"state\":\"completed\"", "{\"kind\":\"text\",\"text\":\"Your order \"}");
  }

  @Test
  void cancel_ofATaskUnderWay_endsItAndItsStream() {
    Answer stream = rpc("1.0", "SendStreamingMessage", MESSAGE);
    var interruption = stream.stream().orElseThrow().interruption().orElseThrow();
    List<String> told = new ArrayList<>();
    interruption.listen().accept(() -> told.add(interruption.end().text()));
    at(105);
    assertThat(rpc("1.0", "CancelTask", "\"id\":\"task-0\"").body().toString())
        .contains("TASK_STATE_CANCELED");
    assertThat(told).hasSize(1).first().asString().contains("statusUpdate", "TASK_STATE_CANCELED");
    at(500);
    assertThat(rpc("1.0", "GetTask", "\"id\":\"task-0\"").body().toString())
        .contains("TASK_STATE_CANCELED");
    assertThat(rpc("1.0", "CancelTask", "\"id\":\"task-0\"").body().toString())
        .isEqualTo(
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-32002,\"message\":\"the task task-0 is over\"}}");
  }

  @Test
  void cancel_byRest_isAnActionOfTheTask() {
    call(Routes.A2A_STREAM, "1.0", "{" + MESSAGE + "}", null);
    assertThat(call(Routes.A2A_CANCEL, "1.0", "task-0:cancel", null).body().toString())
        .contains("TASK_STATE_CANCELED");
    assertThat(call(Routes.A2A_CANCEL, "1.0", "task-0:cancel", null).status()).isEqualTo(400);
    assertThat(call(Routes.A2A_CANCEL, "1.0", "task-0", null).status()).isEqualTo(404);
    assertThat(call(Routes.A2A_CANCEL, "1.0", "nobody:cancel", null).status()).isEqualTo(404);
    assertThat(call(Routes.A2A_TASK, "1.0", "nobody", null).status()).isEqualTo(404);
  }

  @Test
  void send_toATaskThatAsks_goesOnWithIt() {
    call(Routes.A2A_STREAM, "1.0", "{" + MESSAGE + "}", Fault.ASK_INPUT);
    at(200);
    String answer = MESSAGE.replace("\"messageId\"", "\"taskId\":\"task-0\",\"messageId\"");
    assertThat(events(rpc("1.0", "SendStreamingMessage", answer)).getLast())
        .contains("\"taskId\":\"task-0\"", "TASK_STATE_COMPLETED");
    at(500);
    assertThat(rpc("1.0", "SendStreamingMessage", answer).body().toString())
        .contains("\"code\":-32004");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0|{|-32700|null",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":\"a\"}|-32600|\"a\"",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"Fly\"}|-32601|1",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"message/send\"}|-32601|1",
        "0.3|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\"}|-32601|1",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":{\"message\":{\"messageId\":\"m\",\"parts\":[]}}}|-32602|1",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"SendMessage\",\"params\":{\"message\":{\"messageId\":\"m\",\"taskId\":\"nobody\",\"parts\":[{\"text\":\"x\"}]}}}|-32001|1",
        "1.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"GetTask\",\"params\":{\"id\":\"nobody\"}}|-32001|1",
        "2.0|{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"GetTask\"}|-32009|1",
      })
  void rpc_thatCannotBeServed_hasACode(String version, String body, int code, String id) {
    Answer answer = call(Routes.A2A, version, body, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString())
        .startsWith("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + code + ",");
  }

  @Test
  void card_interfaces_areThoseThatAreServed() {
    assertThat(call(Routes.AGENT_CARD, "", "", null).body().toString())
        .contains(
            "{\"url\":\"http://here:1/a2a\",\"protocolBinding\":\"HTTP+JSON\",\"protocolVersion\":\"1.0\"}",
            "\"capabilities\":{\"streaming\":true,\"pushNotifications\":false}");
  }
}
