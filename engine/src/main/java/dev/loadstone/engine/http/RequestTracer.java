package dev.loadstone.engine.http;

import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.trace.TraceIds;
import dev.loadstone.core.trace.TraceSink;
import dev.loadstone.core.trace.TracedRequest;
import dev.loadstone.core.trace.Tracing;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.RandomStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which requests of an event loop are traced, writes their header, and tells of their ends.
 * Choices, and with them the lower halves of traces' ids, follow from the run's seed, the loop's
 * number and the order of its requests. The rest of the ids is no run's but this one's. Allocates
 * for traced requests only. Not thread-safe.
 *
 * <p>A trace is chosen if the lower 56 bits of its id are at least a threshold, so that every
 * participant comes to the same choice. <b>Source:</b> OpenTelemetry, TraceState probability
 * sampling.
 */
public final class RequestTracer {
  private static final int RANDOM_BITS = 56;
  private static final long RANDOM_MASK = (1L << RANDOM_BITS) - 1;
  private static final byte[] HEADER = (TraceIds.HEADER + ": ").getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HEADER_2 =
      HpackField.name(TraceIds.HEADER, HpackField.WITHOUT_INDEXING);

  private final TraceSink sink;
  private final long threshold;
  private final RandomStream random;
  private final long traceSalt;
  private final long spanSalt;
  private final List<Tags> operations;
  private final Map<Exchange, Trace> underWay = new HashMap<>();

  private static final class Trace {
    private final TraceIds ids;
    private String version = "";

    Trace(TraceIds ids) {
      this.ids = ids;
    }
  }

  /**
   * Creates the tracer of a loop.
   *
   * @param seed of the run
   * @param loop the loop's number, from 0
   * @param operations the tags of each operation, by its number
   */
  public RequestTracer(Tracing tracing, long seed, int loop, List<Tags> operations) {
    this.sink = tracing.sink();
    this.threshold = (long) ((1 - tracing.ratio()) * (RANDOM_MASK + 1));
    this.random = new RandomStream(RandomStream.mix(seed, ~(long) loop));
    this.operations = operations;
    SecureRandom secure = new SecureRandom();
    this.traceSalt = secure.nextLong();
    this.spanSalt = secure.nextLong();
  }

  /** Chooses whether the operation that an exchange has begun is traced. */
  void begin(Exchange exchange) {
    underWay.remove(exchange);
    long low = random.nextLong();
    if ((low & RANDOM_MASK) < threshold || low == 0) {
      return;
    }
    long span = random.nextLong() ^ spanSalt;
    TraceIds ids = new TraceIds(random.nextLong() ^ traceSalt, low, span == 0 ? 1 : span);
    boolean own =
        exchange.operation().step().headers().stream()
            .anyMatch(field -> field.name().equalsIgnoreCase(TraceIds.HEADER));
    if (!own) {
      underWay.put(exchange, new Trace(ids));
    }
  }

  /** Returns whether the operation of an exchange is traced. */
  boolean isTracing(Exchange exchange) {
    return underWay.containsKey(exchange);
  }

  /** Writes the header of an exchange, if it is traced. */
  void write(Exchange exchange, Bytes head) {
    Trace trace = underWay.get(exchange);
    if (trace != null) {
      trace.version = "1.1";
      head.append(HEADER).append(trace.ids.traceparent()).append(HttpOperation.CRLF);
    }
  }

  /** Writes the header of an exchange for HTTP/2, if it is traced. */
  void write(Exchange exchange, Bytes scratch, HpackWriter block) {
    Trace trace = underWay.get(exchange);
    if (trace != null) {
      trace.version = "2";
      scratch.clear().append(trace.ids.traceparent());
      block.own(HEADER_2, scratch.array(), 0, scratch.length());
    }
  }

  /** Tells of an exchange that is over, if it was traced. */
  void ended(Exchange exchange, long now) {
    ErrorClass error = exchange.error();
    ended(exchange, now, error == null ? "" : error.label());
  }

  /** Tells of an exchange that was given up, if it was traced. */
  void cancelled(Exchange exchange, long now) {
    ended(exchange, now, TracedRequest.CANCELLED);
  }

  private void ended(Exchange exchange, long now, String error) {
    Trace trace = underWay.remove(exchange);
    if (trace == null || exchange.dropReason() != null) {
      return;
    }
    Tags tags = operations.get(exchange.operation().number());
    EventStream stream = exchange.stream();
    boolean started = exchange.startNanos() != Exchange.NEVER;
    sink.ended(
        new TracedRequest(
            trace.ids,
            tags.get(Tag.SCENARIO),
            tags.get(Tag.STEP),
            target(exchange, trace.version),
            exchange.intendedNanos(),
            started ? exchange.startNanos() : exchange.intendedNanos(),
            now,
            exchange.status(),
            error,
            stream == null ? -1 : stream.usage().input(),
            stream == null ? -1 : stream.usage().output()));
  }

  private static TracedRequest.Target target(Exchange exchange, String version) {
    HttpOperation operation = exchange.operation();
    Exchange.@Nullable Route route = exchange.route();
    Origin origin = route == null ? exchange.origin() : route.origin();
    String outline = operation.pathOutline();
    return new TracedRequest.Target(
        operation.step().method() + " " + UrlOutline.withoutQuery(outline),
        route == null ? operation.step().method() : route.method(),
        origin.toString(),
        route == null || exchange.redirects() == 0
            ? outline
            : UrlOutline.withoutParameters(route.path()),
        origin.host(),
        origin.port(),
        version);
  }
}
