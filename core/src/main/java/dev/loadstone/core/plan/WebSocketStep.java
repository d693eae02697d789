package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a virtual user does on a WebSocket: one operation. The connection is opened if it is not
 * open, then the message is sent, then replies, messages and a pong are awaited, then the
 * connection is closed; each only if the step says so.
 *
 * @param name the {@code step} tag
 * @param on the name of the target
 * @param connection which of the user's connections to the target it is
 * @param url a path that begins with {@code /} and is appended to the target's base, or an absolute
 *     URL
 * @param headers of the opening handshake, in order
 * @param subprotocols that are offered, the preferred first; the server must choose one if there
 *     are some
 * @param timeouts how long the parts may take; {@code idle} is the time without a frame
 * @param message what is sent; empty for nothing
 * @param times how often it is sent, at once; at least 1
 * @param reply how the replies to the messages are known; empty if none are awaited
 * @param receive which other messages are awaited; empty for none
 * @param timestamp where a message says when it was made; empty if it does not
 * @param checks what must hold of each reply, or, if none are awaited, of each message that is
 *     awaited; {@link Check.Json} and {@link Check.Body} only
 * @param extractions what is kept of the last of these messages; {@link Extraction.Json} and {@link
 *     Extraction.Regex} only
 * @param ping whether a ping is sent and its pong awaited
 * @param close the code with which the connection is closed; empty if it is left open
 * @param slo the response time within which the operation counts as goodput
 * @param continueOnFailure whether the iteration goes on when the operation has failed
 */
public record WebSocketStep(
    String name,
    String on,
    String connection,
    Template url,
    List<Body.Field> headers,
    List<String> subprotocols,
    Timeouts timeouts,
    Optional<Message> message,
    int times,
    Optional<Reply> reply,
    Optional<Receive> receive,
    Optional<Timestamp> timestamp,
    List<Check> checks,
    List<Extraction> extractions,
    boolean ping,
    Optional<Integer> close,
    Optional<Duration> slo,
    boolean continueOnFailure)
    implements Step.Operation {
  /** Copies the lists. */
  public WebSocketStep {
    headers = List.copyOf(headers);
    subprotocols = List.copyOf(subprotocols);
    checks = List.copyOf(checks);
    extractions = List.copyOf(extractions);
  }

  /** What is sent. */
  public sealed interface Message {
    /**
     * A text message.
     *
     * @param text with expressions; of JSON, the document's text
     */
    record Text(Template text) implements Message {}

    /**
     * A binary message.
     *
     * @param bytes not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, shared by all messages, never changed
    record Binary(byte[] bytes) implements Message {
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Binary that && Arrays.equals(that.bytes, bytes);
      }

      @Override
      public int hashCode() {
        return Arrays.hashCode(bytes);
      }

      @Override
      public String toString() {
        return "Binary[" + bytes.length + " bytes]";
      }
    }
  }

  /** How the reply to a message is known. */
  public sealed interface Reply {
    /** The next message is the reply to the first message that has none yet. */
    record ByOrder() implements Reply {}

    /**
     * It has the same id.
     *
     * @param request where the id stands in the message that is sent
     * @param reply where it stands in the reply
     */
    record ById(JsonPath request, JsonPath reply) implements Reply {}
  }

  /**
   * Which messages are awaited that are no replies; whichever limit is reached first ends it.
   *
   * @param messages how many; 0 for no such limit
   * @param time how long, from when the connection is open; empty for no such limit
   */
  public record Receive(long messages, Optional<Duration> time) {}

  /**
   * Where a message says when it was made.
   *
   * @param path where the instant stands
   * @param unit what it is given in
   */
  public record Timestamp(JsonPath path, Unit unit) {}

  /** What an instant is given in. */
  public enum Unit {
    /** Seconds since 1970, perhaps with a fraction. */
    S,
    /** Milliseconds since 1970. */
    MS,
    /** Microseconds since 1970. */
    US,
    /** Nanoseconds since 1970. */
    NS,
    /** A text as of RFC 3339, for example {@code 2026-01-02T03:04:05.678Z}. */
    ISO
  }
}
