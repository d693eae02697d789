package dev.loadstone.connectors.broker;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.step.StepCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When messages were made, as they say themselves, and what follows for their latency. */
public final class MessageTimes {
  /** The header with the time at which a message was sent, in ns since 1970. */
  public static final String SENT = "Loadstone-Sent";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private MessageTimes() {}

  /** Returns the present time as the header has it. */
  public static String stamp() {
    Instant now = Instant.now();
    return Long.toString(now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
  }

  /** Returns the time that a header tells; empty if there is none, or it is no number. */
  public static Optional<Instant> stamped(@Nullable String header) {
    return number(header).map(nanos -> Instant.ofEpochSecond(0, nanos));
  }

  /**
   * Returns the time that a message's text tells.
   *
   * @param pattern whose first group is a time in ms since 1970
   */
  public static Optional<Instant> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? number(matcher.group(1)).map(Instant::ofEpochMilli) : Optional.empty();
  }

  private static Optional<Long> number(@Nullable String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Long.valueOf(text));
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /**
   * Records how long a message took; one that was made after it arrived took 0, and is counted.
   *
   * @param made when
   * @param arrived when
   */
  public static void record(Instant made, Instant arrived, StepCall call) {
    long nanos = Duration.between(made, arrived).toNanos();
    call.time(Measure.MESSAGE_LATENCY, Math.max(0, nanos));
    if (nanos < 0) {
      call.count(CounterKey.MESSAGES_EARLY, 1);
    }
  }
}
