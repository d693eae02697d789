package dev.loadstone.engine.value;

import dev.loadstone.core.plan.WebSocketStep.Unit;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as messages tell them, in nanoseconds since 1970. */
public final class Instants {
  /** What a text gives that is no instant. */
  public static final long NONE = Long.MIN_VALUE;

  /** Where the time of day begins in a text. */
  private static final int TIME = 11;

  private static final int DIGITS_MAX = 18;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private Instants() {}

  /**
   * Returns the instant that stands in an array; {@link #NONE} if it is none. A text without a zone
   * is taken to be in UTC.
   */
  public static long parse(byte[] data, int from, int to, Unit unit) {
    return unit == Unit.ISO ? iso(data, from, to) : number(data, from, to, scale(unit));
  }

  /** Returns the instant of now, by the clock of the machine. */
  public static long now() {
    return of(Instant.now());
  }

  /** Returns how much later than it says an instant may be that is cut off to whole units. */
  public static long grain(Unit unit) {
    return unit == Unit.MS || unit == Unit.US || unit == Unit.NS ? scale(unit) : 0;
  }

  private static long of(Instant instant) {
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  private static long scale(Unit unit) {
    return switch (unit) {
      case S, ISO -> NANOS_PER_SECOND;
      case MS -> 1_000_000;
      case US -> 1_000;
      case NS -> 1;
    };
  }

  private static long number(byte[] data, int from, int to, long scale) {
    long whole = 0;
    int at = from;
    while (at < to && at - from < DIGITS_MAX && data[at] >= '0' && data[at] <= '9') {
      whole = whole * 10 + data[at++] - '0';
    }
    if (at == to && at > from && whole <= Long.MAX_VALUE / scale) {
      return whole * scale;
    }
    try {
      return new BigDecimal(text(data, from, to))
          .multiply(BigDecimal.valueOf(scale))
          .toBigInteger()
          .longValueExact();
    } catch (ArithmeticException | NumberFormatException none) {
      return NONE;
    }
  }

  private static long iso(byte[] data, int from, int to) {
    String text = text(data, from, to);
    try {
      return text.length() > TIME && text.indexOf('T') > 0 && !hasZone(text)
          ? of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC))
          : of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException none) {
      return NONE;
    }
  }

  private static boolean hasZone(String text) {
    return text.endsWith("Z")
        || text.endsWith("z")
        || text.indexOf('+', TIME) > 0
        || text.indexOf('-', TIME) > 0;
  }

  private static String text(byte[] data, int from, int to) {
    return new String(data, from, to - from, StandardCharsets.UTF_8);
  }
}
