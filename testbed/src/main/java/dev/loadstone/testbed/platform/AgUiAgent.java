package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.StreamTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An agent that speaks AG-UI 1.0 over server-sent events. */
final class AgUiAgent {
  private AgUiAgent() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(Routes.AGENT_RUN, AgUiAgent::run);
  }

  private static Answer run(Call call) {
    var body = JsonBody.read(call.body());
    if (body.isEmpty()) {
      return Answer.error(400, "bad_request", "the body must be a RunAgentInput, a JSON object");
    }
    String thread = body.get().text("threadId");
    String run = body.get().text("runId");
    if (thread.isEmpty() || run.isEmpty()) {
      return Answer.error(400, "bad_request", "threadId and runId must not be empty");
    }
    String ids =
        new JsonText()
            .open()
            .field("threadId", thread)
            .field("runId", run)
            .close()
            .toString()
            .substring(1)
            .replaceFirst("}$", "");
    Run events = new Run();
    events.add(Kind.OTHER, "RUN_STARTED", ids);
    events.add(Kind.OTHER, "STATE_SNAPSHOT", "\"snapshot\":{\"order\":4711}");
    events.add(Kind.OTHER, "STEP_STARTED", "\"stepName\":\"answer\"");
    reason(call, events);
    callTools(call, events);
    speak(call, events);
    events.add(
        Kind.OTHER,
        "STATE_DELTA",
        "\"delta\":[{\"op\":\"replace\",\"path\":\"/order\",\"value\":4712}]");
    events.add(Kind.OTHER, "STEP_FINISHED", "\"stepName\":\"answer\"");
    events.add(
        Kind.OTHER,
        "RUN_FINISHED",
        ids
            + ",\"outcome\":{\"type\":\"success\"},\"usage\":[{\"provider\":\"testbed\",\"model\":\"testbed\","
            + "\"inputTokens\":9,\"outputTokens\":"
            + Models.tokens(call.stream())
            + "}]");
    return Answer.stream(
        new StreamScript(
            events.frames,
            Frame.of(
                Kind.OTHER,
                "{\"type\":\"RUN_ERROR\",\"message\":\"the truth wants this error\",\"code\":\"injected\"}"),
            Frame.of(
                Kind.OTHER,
                "{\"type\":\"TEXT_MESSAGE_CONTENT\",\"messageId\":\"never-started\",\"delta\":\"x\"}")));
  }

  private static void reason(Call call, Run events) {
    StreamTruth stream = call.stream();
    if (stream.reasoning() == 0) {
      return;
    }
    String id = "\"messageId\":\"r" + call.number() + "\"";
    events.add(Kind.OTHER, "REASONING_START", id);
    events.add(Kind.OTHER, "REASONING_MESSAGE_START", id + ",\"role\":\"reasoning\"");
    for (int i = 0; i < stream.reasoning(); i++) {
      events.add(
          Kind.TOKEN, "REASONING_MESSAGE_CONTENT", id + ",\"delta\":\"" + Models.word(i) + "\"");
    }
    events.add(Kind.OTHER, "REASONING_MESSAGE_END", id);
    events.add(Kind.OTHER, "REASONING_END", id);
  }

  private static void callTools(Call call, Run events) {
    for (int tool = 0; tool < call.stream().toolCalls(); tool++) {
      String id = "\"toolCallId\":\"c" + call.number() + "-" + tool + "\"";
      events.add(Kind.OTHER, "TOOL_CALL_START", id + ",\"toolCallName\":\"lookup\"");
      for (int i = 0; i < Models.arguments(); i++) {
        String argument = Models.argument(i).replace("\"", "\\\"");
        events.add(Kind.TOKEN, "TOOL_CALL_ARGS", id + ",\"delta\":\"" + argument + "\"");
      }
      events.add(Kind.OTHER, "TOOL_CALL_END", id);
      events.add(
          Kind.OTHER,
          "TOOL_CALL_RESULT",
          id + ",\"messageId\":\"t" + call.number() + "-" + tool + "\",\"content\":\"found\"");
    }
  }

  private static void speak(Call call, Run events) {
    String id = "\"messageId\":\"m" + call.number() + "\"";
    events.add(Kind.OTHER, "TEXT_MESSAGE_START", id + ",\"role\":\"assistant\"");
    for (int i = 0; i < call.stream().tokens(); i++) {
      events.add(Kind.TOKEN, "TEXT_MESSAGE_CONTENT", id + ",\"delta\":\"" + Models.word(i) + "\"");
    }
    events.add(Kind.OTHER, "TEXT_MESSAGE_END", id);
  }

  /** Events of a run. */
  private static final class Run {
    private final List<Frame> frames = new ArrayList<>();

    void add(Kind kind, String type, String members) {
      frames.add(Frame.of(kind, "{\"type\":\"" + type + "\"," + members + "}"));
    }
  }
}
