package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Pace;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a step's streams are read. Immutable, shared by all loops. */
public final class StreamOperation {

  private final StreamReading reading;
  private final @Nullable Supplier<Interpreter> interpreters;
  private final long stallNanos;
  private final long timeMaxNanos;
  private final @Nullable Tokenizer tokenizer;
  private final List<Extraction> extractions;

  /** Makes settings ready by which nothing is kept of streams. */
  public StreamOperation(StreamReading reading) {
    this(reading, List.of(), null);
  }

  /**
   * Makes a step's settings ready.
   *
   * @param extractions of which those from events and texts are made
   */
  public StreamOperation(StreamReading reading, List<Extraction> extractions) {
    this(reading, extractions, null);
  }

  private StreamOperation(
      StreamReading reading,
      List<Extraction> extractions,
      @Nullable Supplier<Interpreter> interpreters) {
    this.reading = reading;
    this.extractions = extractions;
    this.interpreters = interpreters;
    stallNanos = reading.stall().toNanos();
    tokenizer = Tokenizer.of(reading.tokens()).orElse(null);
    timeMaxNanos =
        reading.cancelAfter().flatMap(CancelAfter::time).map(Duration::toNanos).orElse(0L);
  }

  /**
   * Makes settings ready for frames of which somebody else knows what they mean.
   *
   * @param interpreters makes what knows it, one for each stream that is read at the same time
   */
  public static StreamOperation of(StreamReading reading, Supplier<Interpreter> interpreters) {
    return new StreamOperation(reading, List.of(), interpreters);
  }

  FrameReader newReader() {
    return switch (reading.framing()) {
      case SSE -> new SseReader();
      case NDJSON -> new NdjsonReader();
      case PROTOBUF -> new LengthPrefixReader();
      case DOCUMENT -> new DocumentReader();
    };
  }

  StreamTaps newTaps() {
    return new StreamTaps(extractions);
  }

  Interpreter newInterpreter() {
    if (interpreters != null) {
      return interpreters.get();
    }
    return isWhole() ? newReplyInterpreter() : newStreamInterpreter();
  }

  private Interpreter newReplyInterpreter() {
    return switch (reading.protocol()) {
      case OPENAI_CHAT -> new ChatReply();
      case OPENAI_RESPONSES -> new ResponsesReply();
      case ANTHROPIC -> new MessagesReply();
      case PLAIN, AG_UI, MCP -> throw new IllegalStateException("has no whole replies");
    };
  }

  private Interpreter newStreamInterpreter() {
    return switch (reading.protocol()) {
      case PLAIN -> new PlainInterpreter(reading);
      case AG_UI -> new AgUiInterpreter(reading);
      case OPENAI_CHAT -> new OpenAiChatInterpreter();
      case OPENAI_RESPONSES -> new OpenAiResponsesInterpreter();
      case ANTHROPIC -> new AnthropicInterpreter();
      case MCP -> new McpInterpreter();
    };
  }

  /** Returns whether the response is read as one document, which is no stream. */
  public boolean isWhole() {
    return reading.framing() == Framing.DOCUMENT;
  }

  /** Returns the media type that the response must have. */
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

  /** Returns what counts the tokens of an answer; null if its pieces are counted. */
  @Nullable Tokenizer tokenizer() {
    return tokenizer;
  }

  /** Returns by what name tokens are counted here. */
  String tokenSource() {
    return reading.tokens().label();
  }

  /** Returns what tokens cost; null if the plan does not say. */
  @Nullable Price price() {
    return reading.price().orElse(null);
  }

  /** Returns whether the stream is to be read more slowly than it comes. */
  public boolean isPaced() {
    return reading.pace().isPresent();
  }

  /**
   * Returns how long nothing is to be read after a read; 0 if there is no such wish.
   *
   * @param bytes how many were read
   */
  public long pauseNanos(int bytes) {
    Pace pace = reading.pace().orElse(null);
    if (pace == null) {
      return 0;
    }
    return pace.bytesPerSecond() > 0
        ? (long) (bytes * NANOS / pace.bytesPerSecond())
        : pace.pause().orElse(Duration.ZERO).toNanos();
  }

  boolean allowsBuffered() {
    return reading.buffered();
  }

  private static final double NANOS = 1e9;
}
