package dev.loadstone.core.quantity;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
  private static final List<HumanUnit> HUMAN_UNITS =
      List.of(
          new HumanUnit("ns", 9, 1, 1_000),
          new HumanUnit("µs", 6, 1, 1_000),
          new HumanUnit("ms", 3, 1, 1_000),
          new HumanUnit("s", 0, 1, 120),
          new HumanUnit("min", 0, 60, 120),
          new HumanUnit("h", 0, 3_600, Double.POSITIVE_INFINITY));

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
    List<Part> parts = new ArrayList<>();
    int end = 0;
    while (part.find() && part.start() == end) {
      parts.add(new Part(part.group(1), nanosPer(part.group(2))));
      end = part.end();
      while (end < trimmed.length() && trimmed.charAt(end) == ' ') {
        end++;
      }
      part.region(end, trimmed.length());
    }
    OptionalLong nanos = end == 0 || end != trimmed.length() ? OptionalLong.empty() : nanos(parts);
    if (nanos.isEmpty()) {
      throw QuantityFormatException.expecting(
          "a duration", text, "Write it with a unit: 250ms, 2s, 1m30s or 1h.");
    }
    return Duration.ofNanos(nanos.getAsLong());
  }

  /** A number with its unit. */
  private record Part(String number, long unitNanos) {}

  /** Returns the sum in whole nanoseconds; empty if it is more than 292 years. */
  private static OptionalLong nanos(List<Part> parts) {
    if (parts.size() == 1) {
      OptionalLong whole =
          Decimals.wholeProduct(parts.getFirst().number, parts.getFirst().unitNanos);
      if (whole.isPresent()) {
        return whole;
      }
    }
    BigDecimal sum =
        parts.stream()
            .map(part -> Decimals.product(part.number, part.unitNanos))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? OptionalLong.empty()
        : OptionalLong.of(sum.longValue());
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
    for (HumanUnit unit : HUMAN_UNITS) {
      String number = unit.print(seconds);
      if (Math.abs(Double.parseDouble(number)) < unit.below()) {
        return number + " " + unit.label();
      }
    }
    throw new IllegalStateException("no unit is large enough");
  }

  /**
   * Prints a number with three significant digits, or with all those before its point, and no
   * exponent.
   *
   * @param value any finite number
   * @return for example {@code 0.0123}, {@code 1.20}, {@code 950} or {@code 12345}
   */
  public static String significant(double value) {
    return Decimals.significant(value, 0);
  }

  /**
   * A unit in which people read durations: 10^-{@code shift} · {@code factor} seconds.
   *
   * @param label its sign
   * @param below the number, as printed, from which on the next unit is taken
   */
  private record HumanUnit(String label, int shift, double factor, double below) {
    String print(double seconds) {
      return Decimals.significant(seconds / factor, shift);
    }
  }
}
