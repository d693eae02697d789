package dev.loadstone.engine.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of AG-UI's events, as the reference client has it, and stricter. */
final class AgUiInterpreterTest {
  /** Makes an event of a short form: {@code TYPE id delta @subagent ^parent}. */
  private static String event(String shorthand) {
    int at = shorthand.indexOf(" @");
    if (at >= 0) {
      String[] owner = shorthand.substring(at + 2).split(" \\^", -1);
      String parent = owner.length > 1 ? ",\"parentSubagentRunId\":\"" + owner[1] + "\"" : "";
      String whole = event(shorthand.substring(0, at));
      return whole.substring(0, whole.length() - 1)
          + ",\"name\":\"n\",\"subagentRunId\":\""
          + owner[0]
          + "\""
          + parent
          + "}";
    }
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
          case "RS+" -> "REASONING_START";
          case "RS-" -> "REASONING_END";
          case "RC" -> "REASONING_MESSAGE_CHUNK";
          case "A+" -> "SUBAGENT_STARTED";
          case "A-" -> "SUBAGENT_FINISHED";
          case "A!" -> "SUBAGENT_ERROR";
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
            : words[0].equals("T+")
                    || (words[0].equals("TC") && words.length > 1 && !words[1].isEmpty())
                ? ",\"toolCallName\":\"f\""
                : "";
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
        "RUN, RS+ 1, R+ 1, R 1 a, R- 1, RS- 1, FIN",
        "RUN, RC 1 a, RC  b, REASONING_ENCRYPTED_VALUE, RC  c, M+ 2, M- 2, FIN",
        "RUN, MC 1 a, TC c {}, MC 2 b, FIN",
        "RUN, A+ @s, S+ tools, S+ tools @s, S- tools @s, S- tools, A- @s, FIN",
        "RUN, A+ @s, A+ @t ^s, A! @t, A- @s, FIN",
        "RUN, MC 1 a @s, MC 2 b @t, MC  a @s, MC  b @t, MC 3 c, MC  c, FIN",
        "RUN, MC 1 a @s, MC  b, FIN",
        "RUN, M+ 1 @s, M 1 a, M 1 b @s, M- 1, FIN",
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
        "RUN, R 1 a, FIN | REASONING_MESSAGE_CONTENT for 1, which is not open",
        "RUN, R+ 1, FIN | RUN_FINISHED while reasoning message 1 is open",
        "RUN, RS+ 1, FIN | RUN_FINISHED while reasoning 1 is open",
        "RUN, RS- 1, FIN | REASONING_END for 1, which is not open",
        "RUN, TH+, FIN | RUN_FINISHED while thinking is open",
        "RUN, M+ 1, M 1 a @s, FIN | TEXT_MESSAGE_CONTENT of subagent s for 1, which is of the agent"
            + " itself",
        "RUN, S+ a @s, S- a, FIN | STEP_FINISHED of the agent itself for a, which is of subagent s",
        "RUN, A+ @s, FIN | RUN_FINISHED while subagent s is open",
        "RUN, A- @s, FIN | SUBAGENT_FINISHED for s, which is not open",
        "RUN, A+ @s, A- @s, A+ @s, FIN | SUBAGENT_STARTED for s, which has ended before",
        "RUN, A+ @s, A+ @s, FIN | SUBAGENT_STARTED for s, which is open",
        "RUN, A+ @t ^s, FIN | SUBAGENT_STARTED under s, which was never started",
        "RUN, MC 1 a @s, MC 1 b @t, FIN | TEXT_MESSAGE_CHUNK of subagent t for 1, which is of subagent"
            + " s",
        "RUN, MC 1 a @s, MC 2 b @t, MC  c, FIN | TEXT_MESSAGE_CHUNK that may belong to several"
            + " subagents",
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

  @Test
  void subagentRunId_thatIsNull_isAViolation() {
    assertThat(
            Streams.judge(
                Protocol.AG_UI,
                false,
                "{\"type\":\"RUN_STARTED\"}",
                "{\"type\":\"CUSTOM\",\"name\":\"n\",\"subagentRunId\":null}",
                "{\"type\":\"RUN_FINISHED\"}"))
        .isEqualTo("protocol: CUSTOM with a subagentRunId that is null");
  }

  /** Returns what took how long, each event being 1 ms behind the one before it. */
  private static List<String> times(String run) {
    List<String> took = new ArrayList<>();
    AgUiOrder order =
        new AgUiOrder(
            true,
            new AgUiOrder.Times() {
              @Override
              public void arguments(Bytes tool, long nanos) {
                took.add("arguments of " + tool.text() + " " + nanos);
              }

              @Override
              public void execution(Bytes tool, long nanos) {
                took.add("execution of " + tool.text() + " " + nanos);
              }

              @Override
              public void step(Bytes name, long nanos) {
                took.add("step " + name.text() + " " + nanos);
              }
            });
    order.begin();
    AgUiFrame frame = new AgUiFrame();
    long now = 0;
    for (String shorthand : run.split(", ", -1)) {
      byte[] data = event(shorthand).getBytes(StandardCharsets.UTF_8);
      assertThat(frame.read(data, 0, data.length)).isTrue();
      AgUiEvent type = AgUiEvent.of(data, frame.from(AgUiFrame.TYPE), frame.to(AgUiFrame.TYPE));
      assertThat(order.take(requireNonNull(type), frame, ++now)).isEmpty();
    }
    return took;
  }

  @Test
  void toolCalls_thatInterleave_haveTimesOfTheirOwn() {
    assertThat(times("RUN, T+ a, T+ b, T a {}, T- a, T b {}, T- b, CUSTOM, TR b, TR a, FIN"))
        .containsExactly(
            "arguments of f 3", "arguments of f 4", "execution of f 2", "execution of f 5");
  }

  @Test
  void toolCalls_inChunks_endWithTheNextEvent() {
    assertThat(times("RUN, TC a {}, TC  1, STATE_DELTA, CUSTOM, TR a, FIN"))
        .containsExactly("arguments of f 2", "execution of f 2");
  }

  @Test
  void steps_ofTheSameName_areTimedByAgent() {
    assertThat(times("RUN, A+ @s, S+ x, S+ x @s, S- x @s, CUSTOM, S- x, A- @s, FIN"))
        .containsExactly("step x 1", "step x 4");
  }
}
