package dev.loadstone.engine.stream;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.value.Bytes;
import java.util.List;
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

  private final AgUiProtobuf protobuf = new AgUiProtobuf();
  private final Bytes asJson = new Bytes();
  private final boolean binary;
  private final @Nullable AgUiTranslation translation;

  /**
   * Creates one.
   *
   * @param reading whether rules are strict, events are binary, and their names are the server's
   */
  AgUiInterpreter(StreamReading reading) {
    strict = reading.strict();
    binary = reading.framing() == StreamReading.Framing.PROTOBUF;
    translation = reading.mapping().map(AgUiTranslation::new).orElse(null);
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
    if (translation != null) {
      translate(stream, translation, name, data, from, to);
    } else if (!binary) {
      take(stream, name, data, from, to, to - from);
    } else if (protobuf.toJson(data, from, to, asJson)) {
      stream.content(asJson.array(), 0, asJson.length());
      take(stream, name, asJson.array(), 0, asJson.length(), to - from);
    } else {
      stream.event(name.array(), 0, name.length(), to - from);
      stream.violation("an event is no message of AG-UI's protobuf form");
    }
  }

  /** Takes an event as JSON that was so many bytes long on the wire. */
  private void take(EventStream stream, Bytes name, byte[] data, int from, int to, int length) {
    if (!event.read(data, from, to)) {
      stream.event(name.array(), 0, name.length(), length);
      stream.violation("an event is no JSON object with a type");
      return;
    }
    stream.event(data, event.from(AgUiFrame.TYPE), event.to(AgUiFrame.TYPE), length);
    judge(stream, data);
  }

  private void translate(
      EventStream stream, AgUiTranslation by, Bytes name, byte[] data, int from, int to) {
    if (!by.read(name, data, from, to)) {
      stream.event(name.array(), 0, name.length(), to - from);
      stream.violation("an event has no name where the plan says");
      return;
    }
    stream.event(by.name().array(), 0, by.name().length(), to - from);
    List<String> types = by.types();
    if (types.isEmpty()) {
      meaning(stream, by.event(by.name().text(), data, from, to));
    }
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).equals(EventMapping.INTERRUPT)) {
        stream.interrupted();
      } else {
        meaning(stream, by.event(types.get(i), data, from, to));
      }
    }
  }

  private void meaning(EventStream stream, Bytes translated) {
    if (event.read(translated.array(), 0, translated.length())) {
      judge(stream, translated.array());
    }
  }

  private void judge(EventStream stream, byte[] data) {
    int begin = event.from(AgUiFrame.TYPE);
    int end = event.to(AgUiFrame.TYPE);
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
    event.token(stream, kind, AgUiFrame.DELTA);
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
