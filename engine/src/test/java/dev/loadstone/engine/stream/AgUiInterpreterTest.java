package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading.Protocol;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of AG-UI's events, as the reference client has it, and stricter. */
final class AgUiInterpreterTest {
  /** Makes an event of a short form: {@code TYPE id delta}. */
  private static String event(String shorthand) {
    String[] words = shorthand.split(" ", -1);
    String type =
        switch (words[0]) {
          case "RUN" -> "RUN_STARTED";
          case "FIN" -> "RUN_FINISHED";
          case "ERR" -> "RUN_ERROR";
          case "S+" -> "STEP_STARTED";
          case "S-" -> "STEP_FINISHED";
          case "M+" -> "TEXT_MESSAGE_START";
          case "M" -> "TEXT_MESSAGE_CONTENT";
          case "M-" -> "TEXT_MESSAGE_END";
          case "MC" -> "TEXT_MESSAGE_CHUNK";
          case "T+" -> "TOOL_CALL_START";
          case "T" -> "TOOL_CALL_ARGS";
          case "T-" -> "TOOL_CALL_END";
          case "TC" -> "TOOL_CALL_CHUNK";
          case "TR" -> "TOOL_CALL_RESULT";
          case "R+" -> "REASONING_MESSAGE_START";
          case "R" -> "REASONING_MESSAGE_CONTENT";
          case "R-" -> "REASONING_MESSAGE_END";
          case "TH+" -> "THINKING_START";
          case "TH-" -> "THINKING_END";
          case "TT+" -> "THINKING_TEXT_MESSAGE_START";
          case "TT" -> "THINKING_TEXT_MESSAGE_CONTENT";
          case "TT-" -> "THINKING_TEXT_MESSAGE_END";
          default -> words[0];
        };
    String key =
        type.startsWith("TOOL") ? "toolCallId" : type.startsWith("STEP") ? "stepName" : "messageId";
    String id =
        words.length > 1 && !words[1].isEmpty() ? ",\"" + key + "\":\"" + words[1] + "\"" : "";
    String delta = words.length > 2 ? ",\"delta\":\"" + words[2] + "\"" : "";
    String more =
        type.equals("RUN_ERROR")
            ? ",\"message\":\"no\",\"code\":\"E1\""
            : words[0].equals("TC") && words.length > 1 ? ",\"toolCallName\":\"f\"" : "";
    return "{\"type\":\"" + type + "\"" + id + delta + more + "}";
  }

  private static String judge(String run, boolean strict) {
    return Streams.judge(
        Protocol.AG_UI,
        strict,
        Arrays.stream(run.split(", ", -1)).map(AgUiInterpreterTest::event).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUN, FIN",
        "RUN, S+ plan, M+ 1, M 1 hi, T+ c, T c {}, M- 1, T- c, TR c, S- plan, FIN",
        "RUN, S+ a, S+ b, S- a, S- b, FIN",
        "RUN, M+ 1, M 1 a, M- 1, M+ 1, M- 1, FIN",
        "RUN, MC 1 a, MC  b, RAW, MC  c, FIN",
        "RUN, TC c {}, TC  x, FIN",
        "RUN, FIN, RUN, FIN",
        "RUN, TH+, TT+, TT  a, TT-, TH-, FIN",
        "RUN, R+ 1, R 1 a, R- 1, FIN",
        "RUN, STATE_SNAPSHOT, STATE_DELTA, MESSAGES_SNAPSHOT, CUSTOM, ACTIVITY_DELTA, FIN"
      })
  void run_inOrder_isFine(String run) {
    assertThat(judge(run, false)).isEqualTo("ok");
    assertThat(judge(run, true)).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "M+ 1, FIN | the first event is TEXT_MESSAGE_START, not RUN_STARTED or RUN_ERROR",
        "RUN, RUN, FIN | RUN_STARTED while a run is under way",
        "RUN, FIN, M+ 1 | TEXT_MESSAGE_START after RUN_FINISHED",
        "RUN, M 1 a, FIN | TEXT_MESSAGE_CONTENT for 1, which is not open",
        "RUN, M+ 1, M+ 1, M- 1, FIN | TEXT_MESSAGE_START for 1, which is open",
        "RUN, M+ 1, M- 2, FIN | TEXT_MESSAGE_END for 2, which is not open",
        "RUN, T+ c, T d {}, FIN | TOOL_CALL_ARGS for d, which is not open",
        "RUN, T- c, FIN | TOOL_CALL_END for c, which is not open",
        "RUN, S- a, FIN | STEP_FINISHED for a, which is not open",
        "RUN, S+ a, S+ a, FIN | STEP_STARTED for a, which is open",
        "RUN, S+ a, M+ 1, FIN | RUN_FINISHED while step a is open",
        "RUN, M+ 1, T+ c, FIN | RUN_FINISHED while message 1 is open",
        "RUN, T+ c, FIN | RUN_FINISHED while tool call c is open",
        "RUN, MC  a, FIN | the first TEXT_MESSAGE_CHUNK of its message has not a messageId",
        "RUN, MC 1 a, CUSTOM, MC  b, FIN | the first TEXT_MESSAGE_CHUNK of its message has not a"
            + " messageId",
        "RUN, TT+, FIN | THINKING_TEXT_MESSAGE_START outside of thinking",
        "RUN, TH+, TH+, FIN | THINKING_START twice"
      })
  void run_outOfOrder_isAViolation(String run, String why) {
    assertThat(judge(run.strip(), false)).isEqualTo("protocol: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUN, R 1 a, FIN | REASONING_MESSAGE_CONTENT for 1, which is not open",
        "RUN, R+ 1, FIN | RUN_FINISHED while reasoning message 1 is open",
        "RUN, T+ c, TR c, T- c, FIN | TOOL_CALL_RESULT for c before its TOOL_CALL_END",
        "RUN, TR, FIN | TOOL_CALL_RESULT without toolCallId",
        "RUN, NEWS, FIN | there is no event type NEWS"
      })
  void run_thatOnlyStrictRulesRefuse_isFineForTheReference(String run, String why) {
    assertThat(judge(run.strip(), false)).isEqualTo("ok");
    assertThat(judge(run.strip(), true)).isEqualTo("protocol: " + why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RUN, M+ 1, M 1 a | truncated: the stream ended without RUN_FINISHED or RUN_ERROR",
        "RUN, ERR | in_stream: E1: no",
        "ERR | in_stream: E1: no"
      })
  void run_thatDoesNotFinish_hasFailed(String run, String judgement) {
    assertThat(judge(run.strip(), false)).isEqualTo(judgement);
  }
}
