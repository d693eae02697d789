package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.truth.StreamTruth;

/**
 * What language models tell of the tokens of prompts and answers.
 *
 * <p>OpenAI counts what was read from a cache among the tokens of the prompt, Anthropic apart from
 * them.
 *
 * <p><b>Source:</b> openai-python, {@code types/completion_usage.py} and {@code
 * types/responses/response_usage.py}; anthropic-sdk-python, {@code types/usage.py}.
 */
final class ModelUsage {
  private ModelUsage() {}

  /** Returns the usage object of OpenAI's Chat Completions. */
  static String chat(StreamTruth stream) {
    return openAi(stream, "prompt", "completion");
  }

  /** Returns the usage object of OpenAI's Responses. */
  static String responses(StreamTruth stream) {
    return openAi(stream, "input", "output");
  }

  private static String openAi(StreamTruth stream, String asked, String made) {
    int prompt = stream.prompt().tokens();
    long answer = Models.tokens(stream);
    JsonText json = new JsonText().open().field(asked + "_tokens", prompt);
    json.field(made + "_tokens", answer).field("total_tokens", prompt + answer);
    json.name(asked + "_tokens_details").open();
    json.field("cached_tokens", stream.prompt().cached()).close();
    json.name(made + "_tokens_details").open();
    json.field("reasoning_tokens", stream.reasoning()).close();
    return json.close().toString();
  }

  /**
   * Returns the usage object of Anthropic's Messages.
   *
   * @param made how many tokens the answer has so far
   */
  static String messages(StreamTruth stream, long made) {
    int cached = stream.prompt().cached();
    return new JsonText()
        .open()
        .field("input_tokens", stream.prompt().tokens() - cached)
        .field("cache_read_input_tokens", cached)
        .field("output_tokens", made)
        .close()
        .toString();
  }
}
