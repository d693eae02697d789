package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.truth.StreamTruth;

/**
 * Whole replies of language models, for requests that ask for no stream. They say what the stream
 * of the same truth would say.
 */
final class ModelReplies {
  private ModelReplies() {}

  /** Returns a reply of OpenAI's Chat Completions. */
  static Answer chat(Call call) {
    StreamTruth stream = call.stream();
    JsonText json = new JsonText();
    json.open();
    json.field("id", "chatcmpl-" + call.number()).field("object", "chat.completion");
    json.field("model", "testbed").name("choices").openList().open();
    json.field("index", 0).name("message").open().field("role", "assistant");
    json.field("content", words(stream.tokens()));
    if (stream.reasoning() > 0) {
      json.field("reasoning_content", words(stream.reasoning()));
    }
    if (stream.toolCalls() > 0) {
      json.name("tool_calls").openList();
      for (int tool = 0; tool < stream.toolCalls(); tool++) {
        json.open().field("id", "call-" + call.number() + "-" + tool).field("type", "function");
        json.name("function").open().field("name", "lookup").field("arguments", arguments());
        json.close().close();
      }
      json.closeList();
    }
    json.close().field("finish_reason", "stop").close().closeList();
    json.name("usage").literal(ModelUsage.chat(stream)).close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"error\":{\"message\":\"the truth wants this error\",\"type\":\"server_error\"}}");
  }

  /** Returns a reply of OpenAI's Responses. */
  static Answer responses(Call call) {
    StreamTruth stream = call.stream();
    JsonText json = new JsonText();
    json.open().field("id", "resp-" + call.number()).field("object", "response");
    json.field("status", "completed").name("output").openList();
    if (stream.reasoning() > 0) {
      item(json, "reasoning", "reasoning_text", words(stream.reasoning()));
    }
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      json.open().field("type", "function_call");
      json.field("call_id", "call-" + call.number() + "-" + tool).field("name", "lookup");
      json.field("arguments", arguments()).close();
    }
    item(json, "message", "output_text", words(stream.tokens()));
    json.closeList().name("usage").literal(ModelUsage.responses(stream)).close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"the truth wants"
                + " this error\"}}");
  }

  private static void item(JsonText json, String type, String part, String text) {
    json.open().field("type", type).name("content").openList().open();
    json.field("type", part).field("text", text).close().closeList().close();
  }

  /** Returns a reply of Anthropic's Messages. */
  static Answer messages(Call call) {
    StreamTruth stream = call.stream();
    JsonText json = new JsonText();
    json.open().field("id", "msg-" + call.number()).field("type", "message");
    json.field("role", "assistant").name("content").openList();
    if (stream.reasoning() > 0) {
      json.open().field("type", "thinking").field("thinking", words(stream.reasoning())).close();
    }
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      json.open().field("type", "tool_use").field("id", "t" + tool).field("name", "lookup");
      json.name("input").literal(arguments()).close();
    }
    json.open().field("type", "text").field("text", words(stream.tokens())).close();
    json.closeList().field("stop_reason", "end_turn").name("usage");
    json.literal(ModelUsage.messages(stream, Models.tokens(stream))).close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"the truth wants"
                + " this error\"}}");
  }

  private static String arguments() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Models.arguments(); i++) {
      text.append(Models.argument(i));
    }
    return text.toString();
  }

  private static String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(Models.word(i));
    }
    return text.toString();
  }
}
