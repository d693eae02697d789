package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of OpenAI's Chat Completions. A chunk with only a role, or with empty content, or with no
 * choices at all (Azure's filter results, usage), is no token. The stream is complete with a {@code
 * finish_reason} for each choice and {@code [DONE]}.
 *
 * <p><b>Source:</b> openai-python, {@code types/chat/chat_completion_chunk.py}; {@code
 * reasoning_content} and {@code reasoning}, and an error as {@code {"object":"error"}}, as vLLM and
 * others send them.
 */
final class OpenAiChatInterpreter implements Interpreter {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CHUNK = "chunk".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ERROR_EVENT = "error".getBytes(StandardCharsets.US_ASCII);
  private static final int CHOICES_MAX = 10_000;

  private final JsonFrame chunk = new JsonFrame("choices", "usage", "error", "object");
  private static final int CHOICES = 0;
  private static final int USAGE = 1;
  private static final int ERROR = 2;
  private static final int OBJECT = 3;
  private final JsonFrame choice = new JsonFrame("delta", "finish_reason", "index");
  private static final int DELTA = 0;
  private static final int FINISH_REASON = 1;
  private static final int INDEX = 2;
  private final ChatMessage message = new ChatMessage();
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private final JsonScanner elements = new JsonScanner();
  private final Choices choices = new Choices();
  private final BitSet open = new BitSet();
  private boolean finished;
  private boolean done;

  @Override
  public void begin() {
    open.clear();
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
    boolean object = chunk.read(data, from, to);
    if (isError(type, object)) {
      stream.event(ERROR_EVENT, 0, ERROR_EVENT.length, to - from);
      int begin = object && chunk.has(ERROR) ? chunk.from(ERROR) : from;
      stream.error(failure.of(data, begin, begin == from ? to : chunk.to(ERROR)));
      return;
    }
    stream.event(CHUNK, 0, CHUNK.length, to - from);
    if (!object) {
      stream.violation("a chunk is no JSON object");
    } else if (done) {
      stream.violation("a chunk after [DONE]");
    } else {
      take(stream, data);
    }
  }

  private boolean isError(Bytes type, boolean object) {
    return type.holds(ERROR_EVENT) || (object && (chunk.has(ERROR) || chunk.is(OBJECT, "error")));
  }

  private void take(EventStream stream, byte[] data) {
    if (chunk.has(USAGE)) {
      usage.readOpenAi(data, chunk.from(USAGE), chunk.to(USAGE), stream.usage());
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
      int index = Math.clamp(choice.number(INDEX), 0, CHOICES_MAX);
      if (choice.has(DELTA)) {
        message.take(of, data, choice.from(DELTA), choice.to(DELTA));
      }
      if (choice.hasText(FINISH_REASON)) {
        of.finished(data, choice.from(FINISH_REASON), choice.to(FINISH_REASON));
        finished = true;
        open.clear(index);
      } else if (!finished) {
        open.set(index);
      }
    }
  }

  @Override
  public String missing() {
    if (!finished || !open.isEmpty()) {
      return "a finish_reason";
    }
    return done ? "" : "[DONE]";
  }
}
