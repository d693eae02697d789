package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.EventTime.Clock;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Price;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Pace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a step's streams are read. Thread-safe, shared by all loops. */
public final class StreamOperation {

  private final StreamReading reading;
  private final StreamProtocol protocol;
  private final long stallNanos;
  private final long timeMaxNanos;
  private final @Nullable Tokenizer tokenizer;
  private final List<Extraction> extractions;
  private final ServerClock clock = new ServerClock();

  /** Makes settings ready by which nothing is kept of streams. */
  public StreamOperation(StreamReading reading) {
    this(reading, List.of());
  }

  /**
   * Makes a step's settings ready.
   *
   * @param extractions of which those from events and texts are made
   */
  public StreamOperation(StreamReading reading, List<Extraction> extractions) {
    this(reading, extractions, StreamProtocol.of(reading));
  }

  /** Makes settings ready, by which nothing is kept of streams, for any protocol. */
  public StreamOperation(StreamReading reading, StreamProtocol protocol) {
    this(reading, List.of(), protocol);
  }

  private StreamOperation(
      StreamReading reading, List<Extraction> extractions, StreamProtocol protocol) {
    this.reading = reading;
    this.extractions = extractions;
    this.protocol = protocol;
    stallNanos = reading.stall().toNanos();
    tokenizer = Tokenizer.of(reading.tokens()).orElse(null);
    timeMaxNanos =
        reading.cancelAfter().flatMap(CancelAfter::time).map(Duration::toNanos).orElse(0L);
  }

  FrameReader newReader() {
    return protocol.readers().get();
  }

  StreamTaps newTaps() {
    return new StreamTaps(extractions);
  }

  /** Returns what looks at the instants that frames tell; null if the plan does not say where. */
  @Nullable EventTimes newEventTimes() {
    return reading
        .eventTime()
        .map(time -> new EventTimes(time, time.clock() == Clock.SHARED ? null : clock))
        .orElse(null);
  }

  Interpreter newInterpreter() {
    return protocol.interpreters().get();
  }

  /** Returns whether the response is read as one document, which is no stream. */
  public boolean isWhole() {
    return reading.framing() == Framing.DOCUMENT;
  }

  /** Returns the media type that the response must have. */
  public String mediaType() {
    return protocol.mediaType();
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
