package dev.loadstone.engine;

import static dev.loadstone.engine.StreamAnswers.HEAD;
import static dev.loadstone.engine.StreamAnswers.chunk;
import static dev.loadstone.engine.StreamAnswers.count;
import static dev.loadstone.engine.StreamAnswers.message;
import static dev.loadstone.engine.StreamAnswers.once;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of several turns with an agent: what one says is kept for the next. */
@Timeout(60)
final class ConversationIT {
  private static String agUi(String type, String members) {
    return "data: {\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}\n\n";
  }

  /** Answers an agent's run with an interrupt or without, and echoes what later requests say. */
  private static RawServer.Answer agent(boolean interrupts, List<String> requests) {
    return (request, socket) -> {
      requests.add(request.body());
      RawServer.say(socket, HEAD);
      chunk(socket, agUi("RUN_STARTED", "\"threadId\":\"t\",\"runId\":\"r\""));
      chunk(socket, agUi("REASONING_MESSAGE_CHUNK", "\"messageId\":\"r\",\"delta\":\"hm\""));
      chunk(socket, agUi("TEXT_MESSAGE_CHUNK", "\"messageId\":\"m\",\"delta\":\"a \\\"b\\\" \""));
      chunk(socket, agUi("TEXT_MESSAGE_CHUNK", "\"messageId\":\"m\",\"delta\":\"c\""));
      chunk(
          socket,
          agUi(
              "RUN_FINISHED",
              interrupts
                  ? "\"outcome\":{\"type\":\"interrupt\",\"interrupts\":[{\"id\":\"i1\"}]}"
                  : "\"outcome\":{\"type\":\"success\"}"));
      chunk(socket, "");
    };
  }

  private static final String TURNS =
      """
      - agui: /agent
        name: first
        json: {threadId: t, runId: r}
        extract:
          answer: {text: output}
          thought: {text: reasoning}
          interrupt: {event: RUN_FINISHED, json: "$.outcome.interrupts[0].id", optional: true}
      - agui: /agent
        name: second
        json: {answer: "${answer}", thought: "${thought}"}
      - if:
          when: ${interrupt} exists
          then:
            - agui: /agent
              name: resume
              json: {resume: [{interruptId: "${interrupt}", status: resolved}]}
      """;

  @Test
  void textAndInterrupt_ofARun_areKeptForTheNext() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();

    RunResult result = once(agent(true, requests), TURNS);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(requests)
        .containsExactly(
            "{\"threadId\":\"t\",\"runId\":\"r\"}",
            "{\"answer\":\"a \\\"b\\\" c\",\"thought\":\"hm\"}",
            "{\"resume\":[{\"interruptId\":\"i1\",\"status\":\"resolved\"}]}");
    assertThat(Runs.count(result, CounterKey.INTERRUPTS, Map.of())).isEqualTo(3);
    assertThat(count(result, Measure.TIME_TO_INTERRUPT)).isEqualTo(3);
  }

  @Test
  void interrupt_thatDoesNotCome_leavesItsVariableWithoutAValue() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();

    RunResult result = once(agent(false, requests), TURNS);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(requests).hasSize(2);
    assertThat(Runs.count(result, CounterKey.INTERRUPTS, Map.of())).isZero();
  }

  @Test
  void event_thatMustCome_failsTheOperationIfItDoesNot() throws Exception {
    RunResult result =
        once(
            agent(false, new CopyOnWriteArrayList<>()),
            "- {agui: /agent, extract: {x: {event: CUSTOM, json: $.value}}}");

    assertThat(message(result)).isEqualTo("nothing to extract for x");
  }
}
