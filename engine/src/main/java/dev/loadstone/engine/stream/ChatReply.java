package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply of OpenAI's Chat Completions. It must have a choice, and each of them a {@code
 * finish_reason}.
 *
 * <p><b>Source:</b> openai-python, {@code types/chat/chat_completion.py}.
 */
final class ChatReply implements Interpreter {
  private final JsonFrame reply = new JsonFrame("choices", "usage", "error", "object");
  private static final int CHOICES = 0;
  private static final int USAGE = 1;
  private static final int ERROR = 2;
  private static final int OBJECT = 3;
  private final JsonFrame choice = new JsonFrame("message", "finish_reason");
  private static final int MESSAGE = 0;
  private static final int FINISH_REASON = 1;
  private final ChatMessage message = new ChatMessage();
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private final JsonScanner elements = new JsonScanner();
  private final Choices choices = new Choices();

  @Override
  public void begin() {
    // nothing is kept from one reply to the next
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    if (!reply.read(data, from, to)) {
      stream.violation("the reply is no JSON object");
    } else if (reply.has(ERROR) || reply.is(OBJECT, "error")) {
      stream.error(failure.of(data, from, to));
    } else {
      if (reply.has(USAGE)) {
        usage.readOpenAi(data, reply.from(USAGE), reply.to(USAGE), stream.usage());
      }
      choices.count = 0;
      choices.stream = stream;
      boolean read =
          reply.has(CHOICES)
              && elements.parts(data, reply.from(CHOICES), reply.to(CHOICES), choices);
      if (!read || choices.count == 0) {
        stream.violation("the reply has no choices");
      }
    }
  }

  /** Each choice. */
  private final class Choices implements JsonScanner.Parts {
    private @Nullable EventStream stream;
    private int count;

    @Override
    public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
      count++;
      EventStream of = stream;
      if (of == null) {
        return;
      }
      if (!choice.read(data, from, to) || !choice.hasText(FINISH_REASON)) {
        of.violation("a choice of the reply has no finish_reason");
        return;
      }
      if (choice.has(MESSAGE)) {
        message.take(of, data, choice.from(MESSAGE), choice.to(MESSAGE));
      }
      of.finished(data, choice.from(FINISH_REASON), choice.to(FINISH_REASON));
    }
  }

  @Override
  public String missing() {
    return "";
  }
}
