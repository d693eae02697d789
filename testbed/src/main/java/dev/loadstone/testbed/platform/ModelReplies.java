package dev.loadstone.testbed.platform;

/**
 * Whole replies of language models, for requests that ask for no stream. They say what the stream
 * of the same truth would say.
 */
final class ModelReplies {
  private ModelReplies() {}

  /** Returns a reply of OpenAI's Chat Completions. */
  static Answer chat(Call call) {
    JsonText json = new JsonText();
    json.open();
    json.field("id", "chatcmpl-" + call.number()).field("object", "chat.completion");
    json.field("model", "testbed").name("choices").openList().open();
    json.field("index", 0).name("message").open().field("role", "assistant");
    json.field("content", words(call.stream().tokens()));
    if (call.stream().reasoning() > 0) {
      json.field("reasoning_content", words(call.stream().reasoning()));
    }
    json.close().field("finish_reason", "stop").close().closeList();
    json.name("usage").open().field("prompt_tokens", Models.PROMPT_TOKENS);
    long made = Models.tokens(call.stream());
    json.field("completion_tokens", made).field("total_tokens", Models.PROMPT_TOKENS + made);
    json.name("completion_tokens_details").open();
    json.field("reasoning_tokens", call.stream().reasoning()).close().close().close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"error\":{\"message\":\"the truth wants this error\",\"type\":\"server_error\"}}");
  }

  /** Returns a reply of OpenAI's Responses. */
  static Answer responses(Call call) {
    JsonText json = new JsonText();
    json.open().field("id", "resp-" + call.number()).field("object", "response");
    json.field("status", "completed").name("output").openList().open();
    json.field("type", "message").name("content").openList().open();
    json.field("type", "output_text").field("text", words(call.stream().tokens()));
    json.close().closeList().close().closeList();
    json.name("usage").open().field("input_tokens", Models.PROMPT_TOKENS);
    json.field("output_tokens", Models.tokens(call.stream()));
    json.name("output_tokens_details").open();
    json.field("reasoning_tokens", call.stream().reasoning()).close().close().close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"the truth wants"
                + " this error\"}}");
  }

  /** Returns a reply of Anthropic's Messages. */
  static Answer messages(Call call) {
    JsonText json = new JsonText();
    json.open().field("id", "msg-" + call.number()).field("type", "message");
    json.field("role", "assistant").name("content").openList().open();
    json.field("type", "text").field("text", words(call.stream().tokens()));
    json.close().closeList().field("stop_reason", "end_turn");
    json.name("usage").open().field("input_tokens", Models.PROMPT_TOKENS);
    json.field("output_tokens", Models.tokens(call.stream())).close().close();
    return Answer.json(200, json.toString())
        .failing(
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"the truth wants"
                + " this error\"}}");
  }

  private static String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(Models.word(i));
    }
    return text.toString();
  }
}
