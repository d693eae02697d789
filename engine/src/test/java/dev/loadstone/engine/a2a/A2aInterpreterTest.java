package dev.loadstone.engine.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.stream.StreamProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order and the shape of a task's events, in both versions and bindings. */
final class A2aInterpreterTest {
  private static final Dialect NEW = new Dialect(Version.V1_0, Binding.JSONRPC);
  private static final Dialect OLD = new Dialect(Version.V0_3, Binding.JSONRPC);
  private static final Dialect REST = new Dialect(Version.V1_0, Binding.REST);

  /** Returns what is wrong with a stream of these frames; "ok" if nothing. */
  private static String judge(Dialect dialect, boolean continues, List<String> data) {
    A2aFrame frame = new A2aFrame(dialect);
    frame.replyTo(1);
    A2aTask task = new A2aTask(dialect, continues);
    task.begin();
    StreamReading reading =
        new StreamReading(
            Protocol.PLAIN,
            Framing.SSE,
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ofSeconds(1),
            Optional.empty(),
            false);
    LoopRecorder recorder =
        new LoopRecorder(
            new LoopRecorder.Layout(
                List.of("p"), List.of(Tags.of("step", "s")), List.of("s"), List.of()));
    EventStream stream =
        new EventStream(
            new StreamOperation(
                reading,
                StreamProtocol.of(
                    reading.framing(), () -> new A2aInterpreter(dialect, frame, task, () -> {}))),
            recorder.step(0, 0).streams());
    long now = 0;
    for (String one : data) {
      byte[] bytes = ("data: " + one + "\n\n").getBytes(StandardCharsets.UTF_8);
      stream.readAt(now += 1_000_000);
      stream.take(bytes, 0, bytes.length);
    }
    ErrorClass wrong = stream.conclude();
    return wrong == null ? "ok" : wrong.label() + ": " + stream.why();
  }

  private static String envelope(Dialect dialect, String result) {
    return dialect.binding() == Binding.REST
        ? result
        : "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + result + "}";
  }

  /**
   * Makes an event of a short form: {@code T state}, {@code S state}, {@code A artifact text},
   * {@code A+ artifact text} for a piece that is appended, {@code M} for a message, {@code E} for
   * an error; a {@code /id} behind the letter is another task's.
   */
  private static String event(Dialect dialect, String shorthand) {
    String[] words = shorthand.split(" ", -1);
    String[] what = words[0].split("/", -1);
    String id = what.length > 1 ? what[1] : "k";
    boolean old = dialect.version() == Version.V0_3;
    String state =
        words.length < 2
            ? ""
            : old || words[1].startsWith("?")
                ? words[1]
                : "TASK_STATE_" + words[1].toUpperCase(Locale.ROOT).replace('-', '_');
    String status =
        "\"status\":{\"state\":\"" + state + "\",\"message\":{\"parts\":[{\"text\":\"so\"}]}}";
    String ids = "\"taskId\":\"" + id + "\",\"contextId\":\"x\"";
    String result =
        switch (what[0]) {
          case "T" -> wrap(old, "task", "task", "\"id\":\"" + id + "\"," + status);
          case "S" -> wrap(old, "statusUpdate", "status-update", ids + "," + status);
          case "F" ->
              wrap(old, "statusUpdate", "status-update", ids + "," + status + ",\"final\":true");
          case "A", "A+" ->
              wrap(
                  old,
                  "artifactUpdate",
                  "artifact-update",
                  ids
                      + ",\"artifact\":{\"artifactId\":\""
                      + words[1]
                      + "\",\"parts\":[{\"text\":\"t\"}]},\"append\":"
                      + what[0].endsWith("+"));
          case "M" -> wrap(old, "message", "message", "\"messageId\":\"m\",\"parts\":[]");
          default -> "";
        };
    if (what[0].equals("E")) {
      String error = "\"error\":{\"code\":-32603,\"message\":\"no\"}";
      return dialect.binding() == Binding.REST
          ? "{" + error + "}"
          : "{\"jsonrpc\":\"2.0\",\"id\":null," + error + "}";
    }
    return envelope(dialect, result);
  }

  private static String wrap(boolean old, String name, String kind, String members) {
    return old
        ? "{\"kind\":\"" + kind + "\"," + members + "}"
        : "{\"" + name + "\":{" + members + "}}";
  }

  private static String judge(Dialect dialect, String events) {
    return judge(
        dialect,
        false,
        List.of(events.split(", ", -1)).stream().map(one -> event(dialect, one)).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T submitted, S working, A a, A+ a, S completed|ok",
        "T working, S input-required|ok",
        "T working, S auth-required|ok",
        "M|ok",
        "T completed|ok",
        "T submitted, S working, A a|truncated: the stream ended without an end of the task, which was working",
        "T working, S failed|task: the task is failed: so",
        "T submitted, S rejected|task: the task is rejected: so",
        "T working, S canceled|task: the task is canceled: so",
        "T working, S completed, A a|protocol: the artifact-update came when the task was completed already",
        "T working, S completed, S completed|protocol: the status-update came when the task was completed already",
        "M, M|protocol: the message came when a message had answered already",
        "T working, M|protocol: a message came where the task k was under way",
        "T working, A/other a|protocol: the artifact-update is of the task other, not of k",
        "T working, S/other completed|protocol: the status-update is of the task other, not of k",
        "T/other working, T/k working|protocol: the task is of the task k, not of other",
        "T working, A+ a|protocol: the artifact-update appends to a, of which nothing had come",
        "T working, A a, E|in_stream: code -32603: no",
      })
  void stream_ofEveryDialect_isJudgedAlike(String events, String judgement) {
    assertThat(judge(NEW, events)).isEqualTo(judgement);
    assertThat(judge(OLD, events)).isEqualTo(judgement);
    assertThat(judge(REST, events)).isEqualTo(judgement);
  }

  @Test
  void stream_withoutATaskFirst_isAViolationOfVersion1Only() {
    assertThat(judge(NEW, "S working, S completed"))
        .isEqualTo("protocol: the stream begins with the status-update, not with a task");
    assertThat(judge(OLD, "S working, S completed")).isEqualTo("ok");
  }

  @Test
  void stream_finalEventOfATaskUnderWay_isAViolation() {
    assertThat(judge(OLD, "T working, F completed")).isEqualTo("ok");
    assertThat(judge(OLD, "T working, F working"))
        .isEqualTo("protocol: the event is final, though the task is working");
  }

  @Test
  void stream_withAnErrorFirst_isARefusalOfJsonRpc() {
    assertThat(judge(NEW, "E")).isEqualTo("rpc: code -32603: no");
    assertThat(judge(OLD, "E")).isEqualTo("rpc: code -32603: no");
    assertThat(judge(REST, "E")).isEqualTo("in_stream: code -32603: no");
  }

  @Test
  void stream_ofNothing_isTruncated() {
    assertThat(judge(NEW, false, List.of()))
        .isEqualTo("truncated: the stream ended without a task or a message");
  }

  @Test
  void stream_ofATaskThatGoesOn_mayAppendToWhatWasThereBefore() {
    List<String> events =
        List.of(event(NEW, "T working"), event(NEW, "A+ a"), event(NEW, "S completed"));
    assertThat(judge(NEW, true, events)).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "T ?DREAMING|there is no state ?DREAMING",
        "7|an event is not of the protocol: it is no JSON object",
        "{}|an event is not of the protocol: its jsonrpc is not 2.0",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"result\":{}}|an event is not of the protocol: its jsonrpc is not 2.0",
        "{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}|an event is not of the protocol: its id is 2, not 1",
        "{\"jsonrpc\":\"2.0\",\"result\":{}}|an event is not of the protocol: its id is absent, not 1",
        "{\"jsonrpc\":\"2.0\",\"id\":1}|an event is not of the protocol: it has neither a result nor an error",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":7}|an event is not of the protocol: its error is no JSON object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}|an event is not of the protocol: it is no JSON object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}|an event is not of the protocol: it has none of task, message, statusUpdate, artifactUpdate",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{},\"message\":{}}}|an event is not of the protocol: it has both task and message",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":7}}|an event is not of the protocol: its task is no JSON object",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":7}}}|an event is not of the protocol: its task has no id",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"task\":{\"id\":\"k\"}}}|an event is not of the protocol: its task has no status with a state",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"statusUpdate\":{\"contextId\":\"x\"}}}|an event is not of the protocol: its status-update has no taskId",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"artifactUpdate\":{\"taskId\":\"k\"}}}|an event is not of the protocol: its artifact-update has no artifact with an artifactId",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"kind\":\"task\",\"id\":\"k\"}}|an event is not of the protocol: it has none of task, message, statusUpdate, artifactUpdate",
      })
  void stream_withABrokenEvent_isAViolation(String event, String problem) {
    String data = event.startsWith("T ") ? event(NEW, event) : event;
    assertThat(judge(NEW, false, List.of(data))).isEqualTo("protocol: " + problem);
  }

  @Test
  void stream_ofTheOldVersion_tellsItsKinds() {
    String untold = envelope(OLD, "{\"task\":{\"id\":\"k\"}}");
    assertThat(judge(OLD, false, List.of(untold)))
        .isEqualTo(
            "protocol: an event is not of the protocol: its kind is absent, not one of task, message,"
                + " status-update, artifact-update");
  }
}
