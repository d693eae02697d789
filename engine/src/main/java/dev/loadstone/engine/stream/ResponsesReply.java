package dev.loadstone.engine.stream;

import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A whole reply of OpenAI's Responses. Its {@code status} must be {@code completed} or {@code
 * incomplete}.
 *
 * <p><b>Source:</b> openai-python, {@code types/responses/response.py}, {@code
 * response_output_item.py}.
 */
final class ResponsesReply implements Interpreter {
  private final JsonFrame reply =
      new JsonFrame("status", "output", "usage", "error", "incomplete_details");
  private static final int STATUS = 0;
  private static final int OUTPUT = 1;
  private static final int USAGE = 2;
  private static final int ERROR = 3;
  private static final int INCOMPLETE_DETAILS = 4;
  private final JsonFrame details = new JsonFrame("reason");
  private final JsonFrame item = new JsonFrame("type", "content", "summary", "arguments", "input");
  private static final int TYPE = 0;
  private static final int CONTENT = 1;
  private static final int SUMMARY = 2;
  private static final int ARGUMENTS = 3;
  private static final int INPUT = 4;
  private final JsonFrame piece = new JsonFrame("text", "refusal");
  private static final int TEXT = 0;
  private static final int REFUSAL = 1;
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private final JsonScanner elements = new JsonScanner();
  private @Nullable EventStream stream;
  private Token kind = Token.OUTPUT;

  @Override
  public void begin() {
    stream = null;
  }

  @Override
  public void frame(EventStream of, Bytes type, byte[] data, int from, int to) {
    stream = of;
    if (!reply.read(data, from, to)) {
      of.violation("the reply is no JSON object");
      return;
    }
    if (reply.has(USAGE)) {
      usage.readOpenAi(data, reply.from(USAGE), reply.to(USAGE), of.usage());
    }
    if (reply.has(ERROR)) {
      of.error(failure.of(data, reply.from(ERROR), reply.to(ERROR)));
    } else if (reply.is(STATUS, "completed")) {
      of.finished(data, reply.from(STATUS), reply.to(STATUS));
    } else if (reply.is(STATUS, "incomplete")) {
      incomplete(of, data);
    } else if (reply.is(STATUS, "failed") || reply.is(STATUS, "cancelled")) {
      of.error("the reply's status is " + reply.text(STATUS));
    } else {
      String status = reply.hasText(STATUS) ? "status is " + reply.text(STATUS) : "has no status";
      of.violation("the reply" + (reply.hasText(STATUS) ? "'s " : " ") + status);
    }
    if (reply.has(OUTPUT)) {
      elements.parts(data, reply.from(OUTPUT), reply.to(OUTPUT), this::item);
    }
  }

  private void incomplete(EventStream of, byte[] data) {
    boolean told =
        reply.has(INCOMPLETE_DETAILS)
            && details.read(data, reply.from(INCOMPLETE_DETAILS), reply.to(INCOMPLETE_DETAILS))
            && details.hasText(0);
    if (told) {
      of.finished(data, details.from(0), details.to(0));
    } else {
      of.finished(data, reply.from(STATUS), reply.to(STATUS));
    }
  }

  private void item(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
    if (!item.read(data, from, to)) {
      return;
    }
    kind = item.is(TYPE, "reasoning") ? Token.REASONING : Token.OUTPUT;
    if (item.has(CONTENT)) {
      elements.parts(data, item.from(CONTENT), item.to(CONTENT), this::piece);
    }
    if (item.has(SUMMARY)) {
      elements.parts(data, item.from(SUMMARY), item.to(SUMMARY), this::piece);
    }
    say(Token.TOOL_CALL, item, ARGUMENTS);
    say(Token.TOOL_CALL, item, INPUT);
  }

  private void piece(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
    if (piece.read(data, from, to)) {
      say(kind, piece, TEXT);
      say(kind, piece, REFUSAL);
    }
  }

  private void say(Token what, JsonFrame of, int member) {
    if (stream != null) {
      of.token(stream, what, member);
    }
  }

  @Override
  public String missing() {
    return "";
  }
}
