package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Words;
import java.util.BitSet;

/**
 * Events of Anthropic's Messages. {@code ping}, a thought's signature and citations are no tokens;
 * the stream is complete with {@code message_stop}.
 *
 * <p><b>Source:</b> anthropic-sdk-python, {@code types/raw_*_event.py}; order of events as its
 * documentation of streaming has it: message_start first, each content block started before its
 * deltas and stopped once, message_stop last.
 */
final class AnthropicInterpreter implements Interpreter {
  private static final int MESSAGE_START = 0;
  private static final int BLOCK_START = 1;
  private static final int BLOCK_DELTA = 2;
  private static final int BLOCK_STOP = 3;
  private static final int MESSAGE_DELTA = 4;
  private static final int MESSAGE_STOP = 5;
  private static final int PING = 6;
  private static final int ERROR = 7;
  private static final Words TYPES =
      new Words(
          "message_start",
          "content_block_start",
          "content_block_delta",
          "content_block_stop",
          "message_delta",
          "message_stop",
          "ping",
          "error");
  private static final long BLOCKS_MAX = 10_000;

  private final JsonFrame event =
      new JsonFrame("type", "index", "delta", "content_block", "usage", "message");
  private static final int TYPE = 0;
  private static final int INDEX = 1;
  private static final int DELTA = 2;
  private static final int CONTENT_BLOCK = 3;
  private static final int USAGE = 4;
  private static final int MESSAGE = 5;
  private final JsonFrame message = new JsonFrame("usage");
  private final JsonFrame delta = new JsonFrame("text", "thinking", "partial_json", "stop_reason");
  private static final int TEXT = 0;
  private static final int THINKING = 1;
  private static final int PARTIAL_JSON = 2;
  private static final int STOP_REASON = 3;
  private final JsonFrame block = new JsonFrame("type", "text", "thinking");
  private static final int BLOCK_TYPE = 0;
  private static final int BLOCK_TEXT = 1;
  private static final int BLOCK_THINKING = 2;
  private final UsageReader usage = new UsageReader();
  private final VendorError failure = new VendorError();
  private final BitSet open = new BitSet();
  private boolean started;
  private boolean stopped;

  @Override
  public void begin() {
    open.clear();
    started = false;
    stopped = false;
  }

  @Override
  public void frame(EventStream stream, Bytes name, byte[] data, int from, int to) {
    if (!event.read(data, from, to) || !event.hasText(TYPE)) {
      stream.event(name.array(), 0, name.length(), to - from);
      stream.violation("an event is no JSON object with a type");
      return;
    }
    stream.event(data, event.from(TYPE), event.to(TYPE), to - from);
    int type = TYPES.indexOf(data, event.from(TYPE), event.to(TYPE));
    if (type == PING || type == Words.UNKNOWN) {
      return; // there may be new ones
    }
    if (type == ERROR) {
      stream.error(failure.of(data, from, to));
      return;
    }
    if (stopped || started == (type == MESSAGE_START)) {
      stream.violation(
          event.text(TYPE)
              + (stopped ? " after message_stop" : started ? " twice" : " before message_start"));
      return;
    }
    switch (type) {
      case MESSAGE_START -> start(stream);
      case BLOCK_START -> startBlock(stream);
      case BLOCK_DELTA -> takeDelta(stream);
      case BLOCK_STOP -> stopBlock(stream);
      case MESSAGE_DELTA -> takeEnd(stream);
      case MESSAGE_STOP -> {
        if (!open.isEmpty()) {
          stream.violation("message_stop while a content block is open");
        }
        stopped = true;
        stream.terminal();
      }
      default -> throw new IllegalStateException("no type " + type);
    }
  }

  private int index() {
    long index = event.number(INDEX);
    return index < 0 || index > BLOCKS_MAX ? -1 : (int) index;
  }

  private void startBlock(EventStream stream) {
    int index = index();
    if (index < 0 || open.get(index)) {
      stream.violation("content_block_start with no index, or one that is open");
      return;
    }
    open.set(index);
    if (event.has(CONTENT_BLOCK)
        && block.read(event.source(), event.from(CONTENT_BLOCK), event.to(CONTENT_BLOCK))) {
      takeBlock(stream);
    }
  }

  /** A block may begin with a text already, and with any kind of tool: the server's, or MCP's. */
  private void takeBlock(EventStream stream) {
    if (block.hasText(BLOCK_TYPE) && block.text(BLOCK_TYPE).endsWith("tool_use")) {
      stream.toolCall();
    }
    block.token(stream, Token.OUTPUT, BLOCK_TEXT);
    block.token(stream, Token.REASONING, BLOCK_THINKING);
  }

  private void takeDelta(EventStream stream) {
    int index = index();
    if (index < 0 || !open.get(index)) {
      stream.violation("content_block_delta for a content block that is not open");
      return;
    }
    if (!event.has(DELTA) || !delta.read(event.source(), event.from(DELTA), event.to(DELTA))) {
      stream.violation("content_block_delta without a delta");
    } else {
      delta.token(stream, Token.OUTPUT, TEXT);
      delta.token(stream, Token.REASONING, THINKING);
      delta.token(stream, Token.TOOL_CALL, PARTIAL_JSON);
    }
  }

  private void stopBlock(EventStream stream) {
    int index = index();
    if (index < 0 || !open.get(index)) {
      stream.violation("content_block_stop for a content block that is not open");
    } else {
      open.clear(index);
    }
  }

  private void start(EventStream stream) {
    started = true;
    if (event.has(MESSAGE)
        && message.read(event.source(), event.from(MESSAGE), event.to(MESSAGE))
        && message.has(0)) {
      usage.readAnthropic(event.source(), message.from(0), message.to(0), false, stream.usage());
    }
  }

  private void takeEnd(EventStream stream) {
    if (event.has(USAGE)) {
      usage.readAnthropic(event.source(), event.from(USAGE), event.to(USAGE), true, stream.usage());
    }
    if (event.has(DELTA)
        && delta.read(event.source(), event.from(DELTA), event.to(DELTA))
        && delta.hasText(STOP_REASON)) {
      stream.finished(event.source(), delta.from(STOP_REASON), delta.to(STOP_REASON));
    }
  }

  @Override
  public String missing() {
    return stopped ? "" : "message_stop";
  }
}
