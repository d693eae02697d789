package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.chain.Chain;
import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.ChainTruth;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.StreamTruth;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AgUiAgentTest {
  private static Answer run(long number, String resume, String accept) {
    ServiceLaw at = new ServiceLaw.Constant(Duration.ZERO);
    Buffer body = Buffer.buffer("{\"threadId\":\"t\",\"runId\":\"r\",\"resume\":" + resume + "}");
    Call call =
        new Call(
            number,
            List.of("a"),
            MultiMap.caseInsensitiveMultiMap().add("Accept", accept),
            body,
            new StreamTruth(2, 1, 1, at, at, at, 3),
            new Chain(42, ChainTruth.DEFAULT, () -> 0));
    return Objects.requireNonNull(Endpoints.all(() -> 0).get(Routes.AGENT_RUN)).answer(call);
  }

  private static List<JsonObject> events(Answer answer) {
    return answer.stream().orElseThrow().frames().stream()
        .map(frame -> new JsonObject(frame.text().substring("data: ".length())))
        .toList();
  }

  private static List<String> types(Answer answer) {
    return events(answer).stream().map(event -> event.getString("type")).toList();
  }

  @Test
  void run_thatIsNotToBeInterrupted_finishes() {
    assertThat(types(run(1, "[]", "*/*")))
        .containsExactly(
            "RUN_STARTED",
            "STATE_SNAPSHOT",
            "STEP_STARTED",
            "REASONING_START",
            "REASONING_MESSAGE_START",
            "REASONING_MESSAGE_CONTENT",
            "REASONING_MESSAGE_END",
            "REASONING_END",
            "TOOL_CALL_START",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_END",
            "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "STATE_DELTA",
            "STEP_FINISHED",
            "RUN_FINISHED");
  }

  @Test
  void event_inJson_tellsWhenItWasMade() {
    Frame frame = run(1, "[]", "*/*").stream().orElseThrow().frames().get(1);

    String made = frame.content(Instant.ofEpochMilli(1_700_000_000_123L)).toString();

    assertThat(made)
        .isEqualTo(
            "data: {\"type\":\"STATE_SNAPSHOT\",\"timestamp\":1700000000123,\"snapshot\":{\"order\":4711}}\n\n");
    assertThat(frame.text()).doesNotContain("1700000000123");
  }

  @Test
  void run_everyThird_stopsToAsk() {
    Answer answer = run(6, "[]", "*/*");

    JsonObject last = events(answer).getLast();
    assertThat(last.getJsonObject("outcome").getString("type")).isEqualTo("interrupt");
    assertThat(last.getJsonObject("outcome").getJsonArray("interrupts").getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                "{\"id\":\"i6\",\"reason\":\"tool_call\",\"message\":\"May I refund the order?\",\"toolCallId\":\"c6-ask\"}"));
    assertThat(answer.stream().orElseThrow().frames().getLast().kind()).isEqualTo(Kind.INTERRUPT);
    assertThat(types(answer)).doesNotContain("TEXT_MESSAGE_CONTENT");
  }

  @Test
  void resume_ofAnInterrupt_givesTheToolsResultAndFinishes() {
    List<JsonObject> events =
        events(run(9, "[{\"interruptId\":\"i6\",\"status\":\"resolved\"}]", "*/*"));

    assertThat(events)
        .anySatisfy(event -> {
          assertThat(event.getString("type")).isEqualTo("TOOL_CALL_RESULT");
          assertThat(event.getString("toolCallId")).isEqualTo("c6-ask");
        });
    assertThat(events.getLast().getJsonObject("outcome").getString("type")).isEqualTo("success");
  }

  @Test
  void resume_ofSomethingElse_isAnError() {
    List<JsonObject> events = events(run(9, "[{\"interruptId\":\"other\"}]", "*/*"));

    assertThat(events).hasSize(2);
    assertThat(events.getLast().getString("code")).isEqualTo("unknown_interrupt");
  }

  @Test
  void run_forWhomAcceptsProtobuf_isInMessagesBehindTheirLength() {
    Answer answer = run(1, "[]", AgUiProtobuf.MEDIA_TYPE);

    assertThat(answer.contentType()).hasToString(AgUiProtobuf.MEDIA_TYPE);
    List<Frame> frames = answer.stream().orElseThrow().frames();
    assertThat(frames).hasSize(types(run(1, "[]", "*/*")).size());
    // RUN_STARTED{base{type 11}, threadId t, runId r} as field 12
    assertThat(frames.getFirst().content().getBytes())
        .containsExactly(0, 0, 0, 12, 98, 10, 10, 2, 8, 11, 18, 1, 't', 26, 1, 'r');
  }
}
