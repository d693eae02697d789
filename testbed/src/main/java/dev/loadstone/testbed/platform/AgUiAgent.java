package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.StreamTruth;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent that speaks AG-UI 1.0, in server-sent events or, for whom asks for it, in protobuf. It
 * may stop to ask whether it may do something, and goes on when it is asked again with the answer.
 */
final class AgUiAgent {
  private static final Pattern INTERRUPT = Pattern.compile("i(\\d{1,18})");

  private AgUiAgent() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(Routes.AGENT_RUN, AgUiAgent::run);
  }

  private static Answer run(Call call) {
    JsonObject input;
    try {
      input = new JsonObject(call.body());
    } catch (DecodeException wrong) {
      return Answer.error(400, "bad_request", "the body must be a RunAgentInput, a JSON object");
    }
    String thread = text(input, "threadId");
    String run = text(input, "runId");
    if (thread.isEmpty() || run.isEmpty()) {
      return Answer.error(400, "bad_request", "threadId and runId must not be empty");
    }
    Run events = new Run(call, isBinary(call), ids(thread, run));
    events.add(Kind.OTHER, "RUN_STARTED", events.ids);
    JsonArray resume = input.getValue("resume") instanceof JsonArray list ? list : new JsonArray();
    if (resume.isEmpty()) {
      begin(events);
    } else {
      resume(events, resume);
    }
    return events.answer();
  }

  private static String text(JsonObject object, String member) {
    return object.getValue(member) instanceof String text ? text : "";
  }

  private static boolean isBinary(Call call) {
    String accepted = call.header("Accept");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(AgUiProtobuf.MEDIA_TYPE);
  }

  private static String ids(String thread, String run) {
    String ids =
        new JsonText().open().field("threadId", thread).field("runId", run).close().toString();
    return ids.substring(1, ids.length() - 1);
  }

  private static void begin(Run events) {
    events.add(Kind.OTHER, "STATE_SNAPSHOT", "\"snapshot\":{\"order\":4711}");
    events.add(Kind.OTHER, "STEP_STARTED", "\"stepName\":\"answer\"");
    reason(events);
    callTools(events);
    long number = events.call.number();
    int every = events.call.stream().interruptEvery();
    if (every > 0 && number % every == 0) {
      ask(events, number);
    } else {
      speak(events);
      events.add(Kind.OTHER, "STEP_FINISHED", "\"stepName\":\"answer\"");
      events.finish(Models.tokens(events.call.stream()));
    }
  }

  private static void reason(Run events) {
    StreamTruth stream = events.call.stream();
    if (stream.reasoning() == 0) {
      return;
    }
    String id = "\"messageId\":\"r" + events.call.number() + "\"";
    events.add(Kind.OTHER, "REASONING_START", id);
    events.add(Kind.OTHER, "REASONING_MESSAGE_START", id + ",\"role\":\"reasoning\"");
    for (int i = 0; i < stream.reasoning(); i++) {
      events.add(
          Kind.TOKEN, "REASONING_MESSAGE_CONTENT", id + ",\"delta\":\"" + Models.word(i) + "\"");
    }
    events.add(Kind.OTHER, "REASONING_MESSAGE_END", id);
    events.add(Kind.OTHER, "REASONING_END", id);
  }

  private static void callTools(Run events) {
    for (int tool = 0; tool < events.call.stream().toolCalls(); tool++) {
      String call = "c" + events.call.number() + "-" + tool;
      callTool(events, call, "lookup");
      result(events, Kind.TOOL_RESULT, call, "found");
    }
  }

  private static void callTool(Run events, String call, String tool) {
    String id = "\"toolCallId\":\"" + call + "\"";
    events.add(Kind.OTHER, "TOOL_CALL_START", id + ",\"toolCallName\":\"" + tool + "\"");
    for (int i = 0; i < Models.arguments(); i++) {
      String argument = Models.argument(i).replace("\"", "\\\"");
      events.add(Kind.TOKEN, "TOOL_CALL_ARGS", id + ",\"delta\":\"" + argument + "\"");
    }
    events.add(Kind.OTHER, "TOOL_CALL_END", id);
  }

  private static void result(Run events, Kind kind, String call, String content) {
    events.add(
        kind,
        "TOOL_CALL_RESULT",
        "\"toolCallId\":\""
            + call
            + "\",\"messageId\":\"t-"
            + call
            + "\",\"content\":\""
            + content
            + "\"");
  }

  private static void speak(Run events) {
    String id = "\"messageId\":\"m" + events.call.number() + "\"";
    events.add(Kind.OTHER, "TEXT_MESSAGE_START", id + ",\"role\":\"assistant\"");
    for (int i = 0; i < events.call.stream().tokens(); i++) {
      events.add(Kind.TOKEN, "TEXT_MESSAGE_CONTENT", id + ",\"delta\":\"" + Models.word(i) + "\"");
    }
    events.add(Kind.OTHER, "TEXT_MESSAGE_END", id);
    events.add(
        Kind.OTHER,
        "STATE_DELTA",
        "\"delta\":[{\"op\":\"replace\",\"path\":\"/order\",\"value\":4712}]");
  }

  /** Stops to ask whether a refund may be made. */
  private static void ask(Run events, long number) {
    callTool(events, "c" + number + "-ask", "refund");
    events.add(Kind.OTHER, "STEP_FINISHED", "\"stepName\":\"answer\"");
    StreamTruth stream = events.call.stream();
    events.add(
        Kind.INTERRUPT,
        "RUN_FINISHED",
        events.ids
            + ",\"outcome\":{\"type\":\"interrupt\",\"interrupts\":[{\"id\":\"i"
            + number
            + "\",\"reason\":\"tool_call\",\"message\":\"May I refund the order?\",\"toolCallId\":\"c"
            + number
            + "-ask\"}]},"
            + events.usage(Models.tokens(stream) - stream.tokens() + Models.arguments()));
  }

  /** Goes on after an answer. */
  private static void resume(Run events, JsonArray answers) {
    Optional<String> asked = Optional.empty();
    for (Object answer : answers) {
      String id = answer instanceof JsonObject object ? text(object, "interruptId") : "";
      Matcher known = INTERRUPT.matcher(id);
      if (!known.matches()) {
        events.add(
            Kind.OTHER,
            "RUN_ERROR",
            "\"message\":\"there is no such interrupt\",\"code\":\"unknown_interrupt\"");
        return;
      }
      asked = Optional.of("c" + known.group(1) + "-ask");
    }
    events.add(Kind.OTHER, "STATE_SNAPSHOT", "\"snapshot\":{\"order\":4711}");
    events.add(Kind.OTHER, "STEP_STARTED", "\"stepName\":\"answer\"");
    asked.ifPresent(call -> result(events, Kind.OTHER, call, "answered"));
    speak(events);
    events.add(Kind.OTHER, "STEP_FINISHED", "\"stepName\":\"answer\"");
    events.finish(events.call.stream().tokens());
  }

  /** Events of a run. */
  private static final class Run {
    private final Call call;
    private final boolean binary;
    private final String ids;
    private final List<Frame> frames = new ArrayList<>();

    Run(Call call, boolean binary, String ids) {
      this.call = call;
      this.binary = binary;
      this.ids = ids;
    }

    void add(Kind kind, String type, String members) {
      frames.add(frame(kind, type, members));
    }

    /** Only the form in JSON tells when an event was made. */
    private Frame frame(Kind kind, String type, String members) {
      String begin = "{\"type\":\"" + type + "\",";
      return binary
          ? new Frame(AgUiProtobuf.frame(new JsonObject(begin + members + "}")), kind)
          : Frame.stamped(
              kind, begin + "\"timestamp\":" + Frame.Stamp.MILLIS + "," + members + "}", false);
    }

    void finish(long tokens) {
      add(Kind.OTHER, "RUN_FINISHED", ids + ",\"outcome\":{\"type\":\"success\"}," + usage(tokens));
    }

    String usage(long tokens) {
      return "\"usage\":[{\"provider\":\"testbed\",\"model\":\"testbed\",\"inputTokens\":"
          + call.stream().prompt().tokens()
          + ",\"outputTokens\":"
          + tokens
          + "}]";
    }

    Answer answer() {
      StreamScript script =
          new StreamScript(
              frames,
              frame(
                  Kind.OTHER,
                  "RUN_ERROR",
                  "\"message\":\"the truth wants this error\",\"code\":\"injected\""),
              frame(
                  Kind.OTHER,
                  "TEXT_MESSAGE_CONTENT",
                  "\"messageId\":\"never-started\",\"delta\":\"x\""));
      return binary ? Answer.stream(AgUiProtobuf.MEDIA_TYPE, script) : Answer.stream(script);
    }
  }
}
