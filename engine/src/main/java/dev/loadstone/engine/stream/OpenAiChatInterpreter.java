package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of OpenAI's Chat Completions. A chunk with only a role, or with empty content, is no
 * token. The stream is complete with a {@code finish_reason} and {@code [DONE]}.
 *
 * <p><b>Source:</b> openai-python, {@code types/chat/chat_completion_chunk.py}; {@code
 * reasoning_content} and {@code reasoning} as vLLM and others send them.
 */
final class OpenAiChatInterpreter implements Interpreter {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNK = "chunk".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR_EVENT = "error".getBytes(StandardCharsets.US_ASCII);

  private final JsonFrame chunk = new JsonFrame("choices", "usage", "error");
  private static final int CHOICES = 0;
  private static final int USAGE = 1;
  private static final int ERROR = 2;
  private final JsonFrame choice = new JsonFrame("delta", "finish_reason");
  private static final int DELTA = 0;
  private static final int FINISH_REASON = 1;
  private final JsonFrame delta =
      new JsonFrame("content", "refusal", "reasoning_content", "reasoning", "tool_calls");
  private static final int CONTENT = 0;
  private static final int REFUSAL = 1;
  private static final int REASONING_CONTENT = 2;
  private static final int REASONING = 3;
  private static final int TOOL_CALLS = 4;
  private final JsonFrame call = new JsonFrame("function");
  private final JsonFrame function = new JsonFrame("arguments");
  private final JsonFrame counts = new JsonFrame("completion_tokens");
  private final JsonFrame failure = new JsonFrame("message");
  private final JsonScanner elements = new JsonScanner();
  private final Choices choices = new Choices();
  private final Calls calls = new Calls();
  private boolean finished;
  private boolean done;

  @Override
  public void begin() {
    finished = false;
    done = false;
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    if (Arrays.equals(DONE, 0, DONE.length, data, from, to)) {
      stream.event(DONE, 0, DONE.length, to - from);
      done = true;
      stream.terminal();
      return;
    }
    if (!chunk.read(data, from, to)) {
      stream.event(CHUNK, 0, CHUNK.length, to - from);
      stream.violation("a chunk is no JSON object");
      return;
    }
    if (chunk.has(ERROR)) {
      stream.event(ERROR_EVENT, 0, ERROR_EVENT.length, to - from);
      failure.read(data, chunk.from(ERROR), chunk.to(ERROR));
      stream.error(failure.has(0) ? failure.text(0) : chunk.text(ERROR));
      return;
    }
    stream.event(CHUNK, 0, CHUNK.length, to - from);
    if (chunk.has(USAGE) && counts.read(data, chunk.from(USAGE), chunk.to(USAGE))) {
      long made = counts.number(0);
      if (made >= 0) {
        stream.usage(made);
      }
    }
    if (chunk.has(CHOICES)) {
      choices.stream = stream;
      elements.parts(data, chunk.from(CHOICES), chunk.to(CHOICES), choices);
    } else if (!chunk.has(USAGE)) {
      stream.violation("a chunk has no choices");
    }
  }

  /** Each choice's piece. */
  private final class Choices implements JsonScanner.Parts {
    private @Nullable EventStream stream;

    @Override
    public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
      EventStream of = stream;
      if (of == null || !choice.read(data, from, to)) {
        return;
      }
      finished |= choice.has(FINISH_REASON);
      if (!choice.has(DELTA) || !delta.read(data, choice.from(DELTA), choice.to(DELTA))) {
        return;
      }
      if (delta.hasText(REASONING_CONTENT) || delta.hasText(REASONING)) {
        of.token(Token.REASONING);
      }
      if (delta.hasText(CONTENT) || delta.hasText(REFUSAL)) {
        of.token(Token.OUTPUT);
      }
      if (delta.has(TOOL_CALLS)) {
        of.toolCall();
        calls.stream = of;
        elements.parts(data, delta.from(TOOL_CALLS), delta.to(TOOL_CALLS), calls);
      }
    }
  }

  /** Each tool call's piece. */
  private final class Calls implements JsonScanner.Parts {
    private @Nullable EventStream stream;

    @Override
    public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
      EventStream of = stream;
      if (of != null
          && call.read(data, from, to)
          && call.has(0)
          && function.read(data, call.from(0), call.to(0))
          && function.hasText(0)) {
        of.token(Token.TOOL_CALL);
      }
    }
  }

  @Override
  public String missing() {
    if (!finished) {
      return "a finish_reason";
    }
    return done ? "" : "[DONE]";
  }
}
