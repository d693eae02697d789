package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import org.jspecify.annotations.Nullable;

/**
 * What a message of OpenAI's Chat Completions says, or a piece of one: reasoning, text, a refusal,
 * calls of tools. Not thread-safe; allocates nothing.
 */
final class ChatMessage {
  private final JsonFrame message =
      new JsonFrame(
          "content", "refusal", "reasoning_content", "reasoning", "tool_calls", "function_call");
  private static final int CONTENT = 0;
  private static final int REFUSAL = 1;
  private static final int REASONING_CONTENT = 2;
  private static final int REASONING = 3;
  private static final int TOOL_CALLS = 4;
  private static final int FUNCTION_CALL = 5;
  private final JsonFrame call = new JsonFrame("function", "custom");
  private static final int FUNCTION = 0;
  private static final int CUSTOM = 1;
  private final JsonFrame function = new JsonFrame("arguments", "input");
  private static final int ARGUMENTS = 0;
  private static final int INPUT = 1;
  private final JsonScanner elements = new JsonScanner();
  private final Calls calls = new Calls();

  /** Tells a stream of the tokens in a message or a piece of one. */
  void take(EventStream stream, byte[] data, int from, int to) {
    if (!message.read(data, from, to)) {
      return;
    }
    message.token(
        stream, Token.REASONING, message.hasText(REASONING) ? REASONING : REASONING_CONTENT);
    message.token(stream, Token.OUTPUT, CONTENT);
    message.token(stream, Token.OUTPUT, REFUSAL);
    if (message.has(FUNCTION_CALL)) {
      stream.toolCall();
      arguments(stream, data, message.from(FUNCTION_CALL), message.to(FUNCTION_CALL));
    }
    if (message.has(TOOL_CALLS)) {
      calls.stream = stream;
      elements.parts(data, message.from(TOOL_CALLS), message.to(TOOL_CALLS), calls);
    }
  }

  private void arguments(EventStream stream, byte[] data, int from, int to) {
    if (function.read(data, from, to)) {
      function.token(stream, Token.TOOL_CALL, function.hasText(INPUT) ? INPUT : ARGUMENTS);
    }
  }

  /** Each tool call's piece. */
  private final class Calls implements JsonScanner.Parts {
    private @Nullable EventStream stream;

    @Override
    public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
      EventStream of = stream;
      if (of == null || !call.read(data, from, to)) {
        return;
      }
      of.toolCall();
      int called = call.has(CUSTOM) ? CUSTOM : FUNCTION;
      if (call.has(called)) {
        arguments(of, data, call.from(called), call.to(called));
      }
    }
  }
}
