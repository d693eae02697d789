package dev.loadstone.engine.stream;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Events of AG-UI. The stream is complete with RUN_FINISHED, also of a run that was interrupted,
 * which is counted; RUN_ERROR is an error inside the stream.
 */
final class AgUiInterpreter implements Interpreter, AgUiOrder.Times, JsonScanner.Parts {
  private final AgUiFrame event = new AgUiFrame();
  private final AgUiOrder order;
  private final boolean strict;
  private final JsonScanner usages = new JsonScanner();
  private final JsonFrame usage = new JsonFrame("outputTokens");
  private final JsonFrame outcome = new JsonFrame("type");
  private @Nullable EventStream current;
  private long made;

  AgUiInterpreter(boolean strict) {
    this.strict = strict;
    this.order = new AgUiOrder(strict, this);
  }

  @Override
  public void begin() {
    order.begin();
    made = -1;
  }

  @Override
  public void frame(EventStream stream, Bytes name, byte[] data, int from, int to) {
    current = stream;
    if (!event.read(data, from, to)) {
      stream.event(name.array(), 0, name.length(), to - from);
      stream.violation("an event is no JSON object with a type");
      return;
    }
    int begin = event.from(AgUiFrame.TYPE);
    int end = event.to(AgUiFrame.TYPE);
    stream.event(data, begin, end, to - from);
    AgUiEvent type = AgUiEvent.of(data, begin, end);
    if (type == null) {
      if (strict) {
        stream.violation("there is no event type " + event.text(AgUiFrame.TYPE));
      }
      return;
    }
    String wrong = order.take(type, event, stream.readNanos());
    if (!wrong.isEmpty()) {
      stream.violation(wrong);
    }
    measure(stream, type);
  }

  private void measure(EventStream stream, AgUiEvent type) {
    switch (type) {
      case TEXT_MESSAGE_CONTENT, TEXT_MESSAGE_CHUNK -> token(stream, Token.OUTPUT);
      case REASONING_MESSAGE_CONTENT, REASONING_MESSAGE_CHUNK, THINKING_TEXT_MESSAGE_CONTENT ->
          token(stream, Token.REASONING);
      case TOOL_CALL_START -> stream.toolCall();
      case TOOL_CALL_ARGS -> token(stream, Token.TOOL_CALL);
      case TOOL_CALL_CHUNK -> {
        stream.toolCall();
        token(stream, Token.TOOL_CALL);
      }
      case RUN_FINISHED -> {
        takeUsage(stream);
        if (isInterrupted()) {
          stream.interrupted();
        }
        stream.terminal();
      }
      case RUN_ERROR -> {
        takeUsage(stream);
        String code = event.text(AgUiFrame.CODE);
        stream.error((code.isEmpty() ? "" : code + ": ") + event.text(AgUiFrame.MESSAGE));
      }
      default -> {
        // of no meaning for the measures
      }
    }
  }

  private void token(EventStream stream, Token kind) {
    if (event.hasText(AgUiFrame.DELTA)) {
      stream.token(kind);
    }
  }

  private boolean isInterrupted() {
    int member = AgUiFrame.OUTCOME;
    return event.has(member)
        && outcome.read(event.source(), event.from(member), event.to(member))
        && outcome.is(0, "interrupt");
  }

  @Override
  public void arguments(Bytes tool, long nanos) {
    time(Measure.TOOL_ARGUMENTS_TIME, Tag.TOOL, tool, nanos);
  }

  @Override
  public void execution(Bytes tool, long nanos) {
    time(Measure.TOOL_EXECUTION_TIME, Tag.TOOL, tool, nanos);
  }

  @Override
  public void step(Bytes name, long nanos) {
    time(Measure.AGENT_STEP_TIME, Tag.AGENT_STEP, name, nanos);
  }

  private void time(Measure measure, String tag, Bytes value, long nanos) {
    if (current != null) {
      current.extras().time(measure, tag, value.text(), nanos);
    }
  }

  private void takeUsage(EventStream stream) {
    if (event.has(AgUiFrame.USAGE)) {
      usages.parts(event.source(), event.from(AgUiFrame.USAGE), event.to(AgUiFrame.USAGE), this);
      if (made >= 0) {
        stream.usage(made);
      }
    }
  }

  /** Takes the usage of one model. */
  @Override
  public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
    long tokens = usage.read(data, from, to) ? usage.number(0) : -1;
    if (tokens >= 0) {
      made = Math.max(0, made) + tokens;
    }
  }

  @Override
  public String missing() {
    return order.isComplete() ? "" : "RUN_FINISHED or RUN_ERROR";
  }
}
