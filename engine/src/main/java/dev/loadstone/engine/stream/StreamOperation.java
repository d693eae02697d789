package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import java.time.Duration;

/** How a step's streams are read. Immutable, shared by all loops. */
public final class StreamOperation {
  private final StreamReading reading;
  private final long stallNanos;
  private final long timeMaxNanos;

  /** Makes a step's settings ready. */
  public StreamOperation(StreamReading reading) {
    this.reading = reading;
    stallNanos = reading.stall().toNanos();
    timeMaxNanos =
        reading.cancelAfter().flatMap(CancelAfter::time).map(Duration::toNanos).orElse(0L);
  }

  FrameReader newReader() {
    return reading.framing() == Framing.NDJSON ? new NdjsonReader() : new SseReader();
  }

  Interpreter newInterpreter() {
    return switch (reading.protocol()) {
      case PLAIN -> new PlainInterpreter(reading);
      case AG_UI -> new AgUiInterpreter(reading.strict());
      case OPENAI_CHAT -> new OpenAiChatInterpreter();
      case OPENAI_RESPONSES -> new OpenAiResponsesInterpreter();
      case ANTHROPIC -> new AnthropicInterpreter();
      case MCP -> new McpInterpreter();
    };
  }

  /** Returns the media type that a stream must have. */
  public String mediaType() {
    return reading.framing().mediaType();
  }

  /** Returns whether the response may also be one frame as a whole, in JSON. */
  public boolean mayBeWhole() {
    return reading.protocol() == StreamReading.Protocol.MCP;
  }

  long stallNanos() {
    return stallNanos;
  }

  /** Returns after how many frames a stream is ended; 0 for never. */
  long eventsMax() {
    return reading.cancelAfter().map(CancelAfter::events).orElse(0L);
  }

  /** Returns after how long a stream is ended, counted from its start; 0 for never. */
  long timeMaxNanos() {
    return timeMaxNanos;
  }

  boolean allowsBuffered() {
    return reading.buffered();
  }
}
