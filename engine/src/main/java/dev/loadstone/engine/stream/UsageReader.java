package dev.loadstone.engine.stream;

/**
 * Reads the {@code usage} object of a model's answer. Not thread-safe; allocates nothing.
 *
 * <p>OpenAI counts what was read from a cache among the tokens of the prompt; Anthropic counts what
 * was read from a cache, and what was written to one, apart from {@code input_tokens}.
 *
 * <p><b>Source:</b> openai-python, {@code types/completion_usage.py} and {@code
 * types/responses/response_usage.py}; anthropic-sdk-python, {@code types/usage.py}.
 */
final class UsageReader {
  private final JsonFrame usage =
      new JsonFrame(
          "prompt_tokens",
          "input_tokens",
          "completion_tokens",
          "output_tokens",
          "prompt_tokens_details",
          "input_tokens_details",
          "completion_tokens_details",
          "output_tokens_details",
          "cache_read_input_tokens",
          "cache_creation_input_tokens");
  private static final int PROMPT = 0;
  private static final int INPUT = 1;
  private static final int COMPLETION = 2;
  private static final int OUTPUT = 3;
  private static final int PROMPT_DETAILS = 4;
  private static final int INPUT_DETAILS = 5;
  private static final int COMPLETION_DETAILS = 6;
  private static final int OUTPUT_DETAILS = 7;
  private static final int CACHE_READ = 8;
  private static final int CACHE_CREATION = 9;
  private final JsonFrame details = new JsonFrame("cached_tokens", "reasoning_tokens");
  private static final int CACHED = 0;
  private static final int REASONING = 1;

  /** Reads what OpenAI's interfaces say. */
  void readOpenAi(byte[] source, int from, int to, TokenUsage into) {
    if (!usage.read(source, from, to)) {
      return;
    }
    into.prompt(
        usage.number(given(PROMPT, INPUT)),
        detail(given(PROMPT_DETAILS, INPUT_DETAILS), CACHED),
        -1);
    into.answer(
        usage.number(given(COMPLETION, OUTPUT)),
        detail(given(COMPLETION_DETAILS, OUTPUT_DETAILS), REASONING));
  }

  /**
   * Reads what Anthropic's interface says.
   *
   * @param last whether the answer is whole, so that its length is final
   */
  void readAnthropic(byte[] source, int from, int to, boolean last, TokenUsage into) {
    if (!usage.read(source, from, to)) {
      return;
    }
    long fresh = usage.number(INPUT);
    long cached = usage.number(CACHE_READ);
    long written = usage.number(CACHE_CREATION);
    if (fresh >= 0) {
      into.prompt(fresh + Math.max(0, cached) + Math.max(0, written), cached, written);
    }
    if (last) {
      into.answer(usage.number(OUTPUT), -1);
    }
  }

  private int given(int chat, int responses) {
    return usage.has(chat) ? chat : responses;
  }

  private long detail(int object, int member) {
    return usage.has(object) && details.read(usage.source(), usage.from(object), usage.to(object))
        ? details.number(member)
        : -1;
  }
}
