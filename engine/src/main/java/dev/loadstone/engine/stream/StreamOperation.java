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
  private final Protocol protocol;

  /** A protocol that the plan's settings of streams do not name. */
  public interface Protocol {
    /** Returns what takes its streams apart. */
    FrameReader newReader();

    /** Returns what knows the meaning of its frames. */
    Interpreter newInterpreter();

    /** Returns the media type that a stream must have. */
    String mediaType();
  }

  /** Makes a step's settings ready. */
  public StreamOperation(StreamReading reading) {
    this(reading, new OfPlan(reading));
  }

  /** Makes a step's settings ready that speaks another protocol than they name. */
  public StreamOperation(StreamReading reading, Protocol protocol) {
    this.reading = reading;
    this.protocol = protocol;
    stallNanos = reading.stall().toNanos();
    timeMaxNanos =
        reading.cancelAfter().flatMap(CancelAfter::time).map(Duration::toNanos).orElse(0L);
  }

  private record OfPlan(StreamReading reading) implements Protocol {
    @Override
    public FrameReader newReader() {
      return reading.framing() == Framing.NDJSON ? new NdjsonReader() : new SseReader();
    }

    @Override
    public Interpreter newInterpreter() {
      return switch (reading.protocol()) {
        case PLAIN -> new PlainInterpreter(reading);
        case AG_UI -> new AgUiInterpreter(reading.strict());
        case OPENAI_CHAT -> new OpenAiChatInterpreter();
        case OPENAI_RESPONSES -> new OpenAiResponsesInterpreter();
        case ANTHROPIC -> new AnthropicInterpreter();
      };
    }

    @Override
    public String mediaType() {
      return reading.framing().mediaType();
    }
  }

  FrameReader newReader() {
    return protocol.newReader();
  }

  Interpreter newInterpreter() {
    return protocol.newInterpreter();
  }

  /** Returns the media type that a stream must have. */
  public String mediaType() {
    return protocol.mediaType();
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
