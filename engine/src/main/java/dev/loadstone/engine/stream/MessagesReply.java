package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply of Anthropic's Messages. It must be a message with a {@code stop_reason}.
 *
 * <p><b>Source:</b> anthropic-sdk-python, {@code types/message.py}, {@code types/content_block.py}.
 */
final class MessagesReply implements Interpreter {
  private final JsonFrame reply = new JsonFrame("type", "content", "usage", "stop_reason");
  private static final int TYPE = 0;
  private static final int CONTENT = 1;
  private static final int USAGE = 2;
  private static final int STOP_REASON = 3;
  private final JsonFrame block = new JsonFrame("text", "thinking", "input");
  private static final int TEXT = 0;
  private static final int THINKING = 1;
  private static final int INPUT = 2;
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private final JsonScanner elements = new JsonScanner();
  private @Nullable EventStream stream;

  @Override
  public void begin() {
    stream = null;
  }

  @Override
  public void frame(EventStream of, Bytes type, byte[] data, int from, int to) {
    stream = of;
    if (!reply.read(data, from, to)) {
      of.violation("the reply is no JSON object");
    } else if (reply.is(TYPE, "error")) {
      of.error(failure.of(data, from, to));
    } else if (!reply.is(TYPE, "message")) {
      of.violation("the reply is no message");
    } else {
      message(of, data);
    }
  }

  private void message(EventStream of, byte[] data) {
    if (reply.has(USAGE)) {
      usage.readAnthropic(data, reply.from(USAGE), reply.to(USAGE), true, of.usage());
    }
    if (reply.has(CONTENT)) {
      elements.parts(data, reply.from(CONTENT), reply.to(CONTENT), this::block);
    }
    if (reply.hasText(STOP_REASON)) {
      of.finished(data, reply.from(STOP_REASON), reply.to(STOP_REASON));
    } else {
      of.violation("the reply has no stop_reason");
    }
  }

  private void block(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
    if (block.read(data, from, to)) {
      say(Token.OUTPUT, TEXT);
      say(Token.REASONING, THINKING);
      if (stream != null && block.has(INPUT)) {
        stream.token(Token.TOOL_CALL, data, block.from(INPUT), block.to(INPUT));
      }
    }
  }

  private void say(Token what, int member) {
    if (stream != null) {
      block.token(stream, what, member);
    }
  }

  @Override
  public String missing() {
    return "";
  }
}
