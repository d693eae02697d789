package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.Price;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.CancelAfter;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Pace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a step's streams are read. Immutable, shared by all loops. */
public final class StreamOperation {

  private final StreamReading reading;
  private final StreamProtocol protocol;
  private final long stallNanos;
  private final long timeMaxNanos;
  private final @Nullable Tokenizer tokenizer;

  /** Makes a step's settings ready. */
  public StreamOperation(StreamReading reading) {
    this(reading, StreamProtocol.of(reading));
  }

  /** Makes a step's settings ready for a protocol that they need not name. */
  public StreamOperation(StreamReading reading, StreamProtocol protocol) {
    this.reading = reading;
    this.protocol = protocol;
    stallNanos = reading.stall().toNanos();
    tokenizer = Tokenizer.of(reading.tokens()).orElse(null);
    timeMaxNanos =
        reading.cancelAfter().flatMap(CancelAfter::time).map(Duration::toNanos).orElse(0L);
  }

  FrameReader newReader() {
    return protocol.readers().get();
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
