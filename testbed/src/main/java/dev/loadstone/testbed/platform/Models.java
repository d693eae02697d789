package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.StreamTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Language models that stream as OpenAI's and Anthropic's do, or reply at once if no stream is
 * asked for. What they say is the same for the same number of the request.
 */
final class Models {
  private static final String[] WORDS = {
    "Your ", "order ", "is ", "on ", "its ", "way ", "and ", "arrives ", "in ", "two ", "days. "
  };
  private static final String[] ARGUMENTS = {"{\"order\":", "4711", "}"};

  private Models() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.OPENAI_CHAT, call -> answer(call, Models::chat, ModelReplies::chat),
        Routes.OPENAI_RESPONSES, call -> answer(call, Models::responses, ModelReplies::responses),
        Routes.ANTHROPIC, call -> answer(call, Models::messages, ModelReplies::messages));
  }

  /** Answers by a stream if the body's member {@code stream} is true, else at once. */
  private static Answer answer(Call call, Endpoint stream, Endpoint whole) {
    return JsonBody.read(call.body())
        .map(body -> body.isTrue("stream") ? stream.answer(call) : whole.answer(call))
        .orElseGet(() -> Answer.error(400, "bad_request", "the body must be a JSON object"));
  }

  /** Returns the n-th piece of every answer. */
  static String word(int n) {
    return WORDS[n % WORDS.length];
  }

  /** Returns the n-th piece of a tool call's arguments. */
  static String argument(int n) {
    return ARGUMENTS[n];
  }

  /** Returns in how many pieces the arguments of a tool call come. */
  static int arguments() {
    return ARGUMENTS.length;
  }

  /** Returns how many tokens a stream has in all. */
  static long tokens(StreamTruth stream) {
    return stream.tokens() + stream.reasoning() + (long) stream.toolCalls() * ARGUMENTS.length;
  }

  // --- OpenAI, Chat Completions

  private static Answer chat(Call call) {
    StreamTruth stream = call.stream();
    String id = "chatcmpl-" + call.number();
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.of(Kind.OTHER, chunk(id, "{\"role\":\"assistant\",\"content\":\"\"}", false)));
    for (int i = 0; i < stream.reasoning(); i++) {
      frames.add(
          Frame.of(Kind.TOKEN, chunk(id, "{\"reasoning_content\":\"" + word(i) + "\"}", false)));
    }
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      frames.add(Frame.of(Kind.OTHER, chunk(id, toolStart(call, tool), false)));
      for (String argument : ARGUMENTS) {
        frames.add(Frame.of(Kind.TOKEN, chunk(id, toolArguments(tool, argument), false)));
      }
    }
    for (int i = 0; i < stream.tokens(); i++) {
      frames.add(Frame.of(Kind.TOKEN, chunk(id, "{\"content\":\"" + word(i) + "\"}", false)));
    }
    frames.add(Frame.of(Kind.OTHER, chunk(id, "{}", true)));
    frames.add(
        Frame.of(
            Kind.OTHER,
            "{\"id\":\""
                + id
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"testbed\",\"choices\":[],"
                + "\"usage\":"
                + ModelUsage.chat(stream)
                + "}"));
    frames.add(Frame.of(Kind.OTHER, "[DONE]"));
    return Answer.stream(
        new StreamScript(
            frames,
            Frame.of(
                Kind.OTHER,
                "{\"error\":{\"message\":\"the truth wants this error\",\"type\":\"server_error\"}}"),
            Frame.of(Kind.OTHER, "{\"id\":\"" + id + "\"}")));
  }

  private static String chunk(String id, String delta, boolean last) {
    return "{\"id\":\""
        + id
        + "\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"testbed\",\"choices\":[{\"index\":0,"
        + "\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + (last ? "\"stop\"" : "null")
        + "}]}";
  }

  private static String toolStart(Call call, int tool) {
    return "{\"tool_calls\":[{\"index\":"
        + tool
        + ",\"id\":\"call-"
        + call.number()
        + "-"
        + tool
        + "\",\"type\":\"function\",\"function\":{\"name\":\"lookup\",\"arguments\":\"\"}}]}";
  }

  private static String toolArguments(int tool, String argument) {
    return "{\"tool_calls\":[{\"index\":"
        + tool
        + ",\"function\":{\"arguments\":\""
        + argument.replace("\"", "\\\"")
        + "\"}}]}";
  }

  // --- OpenAI, Responses

  private static Answer responses(Call call) {
    StreamTruth stream = call.stream();
    Sequence events = new Sequence();
    String response = "\"response\":{\"id\":\"resp-" + call.number() + "\"";
    events.add(Kind.OTHER, "response.created", response + "}");
    events.add(Kind.OTHER, "response.in_progress", response + "}");
    for (int i = 0; i < stream.reasoning(); i++) {
      events.add(
          Kind.TOKEN,
          "response.reasoning_text.delta",
          "\"output_index\":0,\"delta\":\"" + word(i) + "\"");
    }
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      events.add(
          Kind.OTHER,
          "response.output_item.added",
          "\"output_index\":0,\"item\":{\"type\":\"function_call\",\"name\":\"lookup\"}");
      for (String argument : ARGUMENTS) {
        events.add(
            Kind.TOKEN,
            "response.function_call_arguments.delta",
            "\"output_index\":0,\"delta\":\"" + argument.replace("\"", "\\\"") + "\"");
      }
    }
    events.add(
        Kind.OTHER,
        "response.output_item.added",
        "\"output_index\":1,\"item\":{\"type\":\"message\"}");
    for (int i = 0; i < stream.tokens(); i++) {
      events.add(
          Kind.TOKEN,
          "response.output_text.delta",
          "\"output_index\":1,\"delta\":\"" + word(i) + "\"");
    }
    events.add(
        Kind.OTHER,
        "response.completed",
        response + ",\"usage\":" + ModelUsage.responses(stream) + "}");
    return Answer.stream(
        new StreamScript(
            events.frames,
            Frame.of(
                Kind.OTHER,
                "error",
                "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"the truth wants this error\"}"),
            Frame.of(
                Kind.OTHER,
                "response.output_text.delta",
                "{\"type\":\"response.output_text.delta\",\"sequence_number\":99,\"delta\":\"x\"}")));
  }

  /** Events with rising numbers. */
  private static final class Sequence {
    private final List<Frame> frames = new ArrayList<>();

    void add(Kind kind, String type, String members) {
      frames.add(
          Frame.of(
              kind,
              type,
              "{\"type\":\""
                  + type
                  + "\",\"sequence_number\":"
                  + frames.size()
                  + ","
                  + members
                  + "}"));
    }
  }

  // --- Anthropic, Messages

  private static Answer messages(Call call) {
    StreamTruth stream = call.stream();
    Blocks blocks = new Blocks();
    blocks.event(
        Kind.OTHER,
        "message_start",
        ",\"message\":{\"id\":\"msg-"
            + call.number()
            + "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"testbed\",\"content\":[],"
            + "\"stop_reason\":null,\"usage\":"
            + ModelUsage.messages(stream, 1)
            + "}");
    blocks.event(Kind.OTHER, "ping", "");
    if (stream.reasoning() > 0) {
      blocks.start("{\"type\":\"thinking\",\"thinking\":\"\"}");
      for (int i = 0; i < stream.reasoning(); i++) {
        blocks.delta("{\"type\":\"thinking_delta\",\"thinking\":\"" + word(i) + "\"}");
      }
      blocks.stop();
    }
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      blocks.start(
          "{\"type\":\"tool_use\",\"id\":\"t" + tool + "\",\"name\":\"lookup\",\"input\":{}}");
      for (String argument : ARGUMENTS) {
        String escaped = argument.replace("\"", "\\\"");
        blocks.delta("{\"type\":\"input_json_delta\",\"partial_json\":\"" + escaped + "\"}");
      }
      blocks.stop();
    }
    blocks.start("{\"type\":\"text\",\"text\":\"\"}");
    for (int i = 0; i < stream.tokens(); i++) {
      blocks.delta("{\"type\":\"text_delta\",\"text\":\"" + word(i) + "\"}");
    }
    blocks.stop();
    blocks.event(
        Kind.OTHER,
        "message_delta",
        ",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
            + tokens(stream)
            + "}");
    blocks.event(Kind.OTHER, "message_stop", "");
    return Answer.stream(
        new StreamScript(
            blocks.frames,
            Frame.of(
                Kind.OTHER,
                "error",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"the truth wants this"
                    + " error\"}}"),
            Frame.of(
                Kind.OTHER,
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":9,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}")));
  }

  /** Content blocks with rising indexes. */
  private static final class Blocks {
    private final List<Frame> frames = new ArrayList<>();
    private int index = -1;

    void event(Kind kind, String type, String members) {
      frames.add(Frame.of(kind, type, "{\"type\":\"" + type + "\"" + members + "}"));
    }

    void start(String block) {
      index++;
      event(
          Kind.OTHER, "content_block_start", ",\"index\":" + index + ",\"content_block\":" + block);
    }

    void delta(String delta) {
      event(Kind.TOKEN, "content_block_delta", ",\"index\":" + index + ",\"delta\":" + delta);
    }

    void stop() {
      event(Kind.OTHER, "content_block_stop", ",\"index\":" + index);
    }
  }
}
