package dev.loadstone.core.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as written in plans: {@code 250ms}, {@code 1.5s}, {@code 1m30s}, {@code 2h}. */
public final class Durations {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ns|us|µs|ms|s|m|h|d)");
  private static final Map<String, Long> NANOS_PER_UNIT =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);
  private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final List<HumanUnit> HUMAN_UNITS =
      List.of(
          new HumanUnit("ns", "1e-9", 1_000),
          new HumanUnit("µs", "1e-6", 1_000),
          new HumanUnit("ms", "1e-3", 1_000),
          new HumanUnit("s", "1", 120),
          new HumanUnit("min", "60", 120));
  private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

  private Durations() {}

  /**
   * Parses a duration: one or more numbers, each followed by a unit (ns, us, ms, s, m, h, d).
   *
   * @param text for example {@code 1m30s}; {@code 0} needs no unit
   * @return a duration of at least zero, exact to the nanosecond
   * @throws QuantityFormatException if the text is anything else or longer than 292 years
   */
  public static Duration parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("0")) {
      return Duration.ZERO;
    }
    Matcher part = PART.matcher(trimmed);
    BigDecimal nanos = BigDecimal.ZERO;
    int end = 0;
    while (part.find() && part.start() == end) {
      nanos =
          nanos.add(
              new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosPer(part.group(2)))));
      end = part.end();
      while (end < trimmed.length() && trimmed.charAt(end) == ' ') {
        end++;
      }
      part.region(end, trimmed.length());
    }
    if (end == 0 || end != trimmed.length() || nanos.compareTo(NANOS_MAX) > 0) {
      throw QuantityFormatException.expecting(
          "a duration", text, "Write it with a unit: 250ms, 2s, 1m30s or 1h.");
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static long nanosPer(String unit) {
    Long nanos = NANOS_PER_UNIT.get(unit);
    if (nanos == null) {
      throw new IllegalStateException("the pattern admits no unit " + unit);
    }
    return nanos;
  }

  /**
   * Prints a duration as a plan would write it, exactly: {@code parse(format(d))} equals {@code d}.
   *
   * @param duration not negative
   * @return for example {@code 1m30s}, {@code 250ms} or {@code 0s}
   */
  public static String format(Duration duration) {
    long nanos = duration.toNanos();
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (String unit : new String[] {"h", "m", "s", "ms", "us", "ns"}) {
      long size = nanosPer(unit);
      if (nanos >= size) {
        text.append(nanos / size).append(unit);
        nanos %= size;
      }
    }
    return text.toString();
  }

  /**
   * Prints seconds for a person: three significant digits and the unit that fits.
   *
   * @param seconds any number; one that is not finite prints as {@code –}
   * @return for example {@code 12.3 ms}, {@code 950 ms}, {@code 1.20 s}, {@code 85.0 µs} or {@code
   *     2.50 min}
   */
  public static String human(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "–";
    }
    if (seconds == 0) {
      return "0 s";
    }
    BigDecimal exact = BigDecimal.valueOf(seconds);
    for (HumanUnit unit : HUMAN_UNITS) {
      BigDecimal rounded = Digits.three(exact.divide(unit.seconds(), MathContext.DECIMAL128));
      if (rounded.abs().compareTo(unit.below()) < 0) {
        return rounded.toPlainString() + " " + unit.label();
      }
    }
    return Digits.three(exact.divide(SECONDS_PER_HOUR, MathContext.DECIMAL128)).toPlainString()
        + " h";
  }

  /**
   * Prints a number with three significant digits, or with all those before its point, and no
   * exponent.
   *
   * @param value any finite number
   * @return for example {@code 0.0123}, {@code 1.20}, {@code 950} or {@code 12345}
   */
  public static String significant(double value) {
    return Digits.three(BigDecimal.valueOf(value)).toPlainString();
  }

  /**
   * A unit in which people read durations.
   *
   * @param label its sign
   * @param seconds its length
   * @param below the number, as printed, from which on the next unit is taken
   */
  private record HumanUnit(String label, BigDecimal seconds, BigDecimal below) {
    HumanUnit(String label, String seconds, int below) {
      this(label, new BigDecimal(seconds), BigDecimal.valueOf(below));
    }
  }
}
