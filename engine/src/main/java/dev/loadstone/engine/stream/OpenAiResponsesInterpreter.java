package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events of OpenAI's Responses. Their sequence numbers must rise by one; the stream is complete
 * with {@code response.completed} or {@code response.incomplete}; a {@code [DONE]} behind it, which
 * some gateways add, does no harm.
 *
 * <p><b>Source:</b> openai-python, {@code types/responses/response_stream_event.py}.
 */
final class OpenAiResponsesInterpreter implements Interpreter {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WHOLE = "completed".getBytes(StandardCharsets.US_ASCII);
  private static final int TEXT_DELTA = 0;
  private static final int REFUSAL_DELTA = 1;
  private static final int REASONING_DELTA = 2;
  private static final int SUMMARY_DELTA = 3;
  private static final int ARGUMENTS_DELTA = 4;
  private static final int CUSTOM_INPUT_DELTA = 5;
  private static final int MCP_ARGUMENTS_DELTA = 6;
  private static final int CODE_DELTA = 7;
  private static final int TRANSCRIPT_DELTA = 8;
  private static final int ITEM_ADDED = 9;
  private static final int COMPLETED = 10;
  private static final int INCOMPLETE = 11;
  private static final int FAILED = 12;
  private static final int ERROR = 13;
  private static final Words TYPES =
      new Words(
          "response.output_text.delta",
          "response.refusal.delta",
          "response.reasoning_text.delta",
          "response.reasoning_summary_text.delta",
          "response.function_call_arguments.delta",
          "response.custom_tool_call_input.delta",
          "response.mcp_call_arguments.delta",
          "response.code_interpreter_call_code.delta",
          "response.audio.transcript.delta",
          "response.output_item.added",
          "response.completed",
          "response.incomplete",
          "response.failed",
          "error");

  private final JsonFrame event =
      new JsonFrame("type", "sequence_number", "delta", "item", "response");
  private static final int TYPE = 0;
  private static final int SEQUENCE = 1;
  private static final int DELTA = 2;
  private static final int ITEM = 3;
  private static final int RESPONSE = 4;
  private final JsonFrame item = new JsonFrame("type");
  private final JsonFrame response = new JsonFrame("usage", "error", "incomplete_details");
  private static final int USAGE = 0;
  private static final int RESPONSE_ERROR = 1;
  private static final int INCOMPLETE_DETAILS = 2;
  private final JsonFrame details = new JsonFrame("reason");
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private long sequence;
  private boolean ended;

  @Override
  public void begin() {
    sequence = -1;
    ended = false;
  }

  @Override
  public void frame(EventStream stream, Bytes name, byte[] data, int from, int to) {
    if (ended && Arrays.equals(DONE, 0, DONE.length, data, from, to)) {
      stream.event(DONE, 0, DONE.length, to - from);
      return;
    }
    if (!event.read(data, from, to) || !event.hasText(TYPE)) {
      stream.event(name.array(), 0, name.length(), to - from);
      stream.violation("an event is no JSON object with a type");
      return;
    }
    stream.event(data, event.from(TYPE), event.to(TYPE), to - from);
    checkOrder(stream);
    switch (TYPES.indexOf(data, event.from(TYPE), event.to(TYPE))) {
      case TEXT_DELTA, REFUSAL_DELTA, TRANSCRIPT_DELTA -> token(stream, Token.OUTPUT);
      case REASONING_DELTA, SUMMARY_DELTA -> token(stream, Token.REASONING);
      case ARGUMENTS_DELTA, CUSTOM_INPUT_DELTA, MCP_ARGUMENTS_DELTA, CODE_DELTA ->
          token(stream, Token.TOOL_CALL);
      case ITEM_ADDED -> itemAdded(stream);
      case COMPLETED, INCOMPLETE -> end(stream);
      case FAILED -> failed(stream);
      case ERROR -> {
        ended = true;
        stream.error(failure.of(data, from, to));
      }
      default -> {
        // of no meaning for the measures
      }
    }
  }

  private void checkOrder(EventStream stream) {
    long number = event.number(SEQUENCE);
    if (ended) {
      stream.violation(event.text(TYPE) + " after the end of the response");
    } else if (number >= 0 && sequence >= 0 && number != sequence + 1) {
      stream.violation("sequence_number " + number + " follows " + sequence);
    }
    sequence = number;
  }

  private void token(EventStream stream, Token kind) {
    event.token(stream, kind, DELTA);
  }

  private void itemAdded(EventStream stream) {
    if (event.has(ITEM)
        && item.read(event.source(), event.from(ITEM), event.to(ITEM))
        && item.hasText(0)
        && item.text(0).endsWith("_call")) {
      stream.toolCall();
    }
  }

  private boolean readResponse(EventStream stream) {
    if (!event.has(RESPONSE)
        || !response.read(event.source(), event.from(RESPONSE), event.to(RESPONSE))) {
      return false;
    }
    if (response.has(USAGE)) {
      usage.readOpenAi(event.source(), response.from(USAGE), response.to(USAGE), stream.usage());
    }
    return true;
  }

  private void end(EventStream stream) {
    ended = true;
    stream.terminal();
    if (readResponse(stream)
        && response.has(INCOMPLETE_DETAILS)
        && details.read(
            event.source(), response.from(INCOMPLETE_DETAILS), response.to(INCOMPLETE_DETAILS))
        && details.hasText(0)) {
      stream.finished(event.source(), details.from(0), details.to(0));
    } else if (event.is(TYPE, "response.completed")) {
      stream.finished(WHOLE, 0, WHOLE.length);
    }
  }

  private void failed(EventStream stream) {
    ended = true;
    String told =
        readResponse(stream) && response.has(RESPONSE_ERROR)
            ? failure.of(event.source(), response.from(RESPONSE_ERROR), response.to(RESPONSE_ERROR))
            : "";
    stream.error("response.failed" + (told.isEmpty() ? "" : ": " + told));
  }

  @Override
  public String missing() {
    return ended ? "" : "response.completed";
  }
}
