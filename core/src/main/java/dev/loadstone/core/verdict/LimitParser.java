package dev.loadstone.core.verdict;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Parses the limits of thresholds in the unit of what is judged.
 *
 * @param measure what is judged
 * @param series which series of a probe, if that is the measure
 * @param statistic which figure of it
 * @param ofOffered whether the limit is a share of the offered rate
 */
record LimitParser(
    Measure measure,
    Optional<ProbeSeries> series,
    Optional<Statistic> statistic,
    boolean ofOffered) {
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

  /**
   * Parses a limit.
   *
   * @return seconds, a ratio, a rate per second, bytes or a count, by measure and statistic
   * @throws InvalidTextException if the text is no such quantity
   */
  double parse(String text) {
    if (ofOffered) {
      return Ratios.parse(text);
    }
    Optional<Unit> own = series.map(ProbeSeries::unit).or(() -> Threshold.unitOf(measure));
    if (own.isPresent()) {
      return inUnit(text, own.get());
    }
    boolean bytes = measure == Measure.BYTES_SENT || measure == Measure.BYTES_RECEIVED;
    if (statistic.equals(Optional.of(Statistic.RATE))) {
      return bytes ? bytesPerSecond(text) : Rates.parse(text);
    }
    if (statistic.equals(Optional.of(Statistic.COUNT))) {
      return bytes ? DataSizes.parse(text) : number(text);
    }
    return switch (measure.kind()) {
      case TIME -> Durations.parse(text).toNanos() / 1e9;
      case RATIO -> ratio(text);
      case RATE -> rate(text);
      case LEVEL -> number(text);
      case NUMBER -> signed(text);
      case COURSE -> throw new IllegalStateException(measure.label() + " has no unit");
      case MONEY -> number(text);
      case COUNT -> bytes ? DataSizes.parse(text) : number(text);
    };
  }

  private static double inUnit(String text, Unit unit) {
    return switch (unit) {
      case NUMBER -> number(text);
      case RATIO -> Ratios.parse(text);
      case SECONDS -> Durations.parse(text).toNanos() / 1e9;
      case BYTES -> DataSizes.parse(text);
      case BYTES_PER_HOUR -> bytesPerHour(text);
      case BYTES_PER_SECOND -> bytesPerSecond(text);
      case RATE -> rate(text);
    };
  }

  private static double rate(String text) {
    if (text.contains("%")) {
      throw new InvalidTextException("be a rate", text, "Write it as 500/s, or as 95% of offered.");
    }
    return Rates.parse(text);
  }

  private static double ratio(String text) {
    double ratio = Ratios.parse(text);
    if (ratio > 1) {
      throw new InvalidTextException(
          "be a ratio from 0% to 100%", text, "Write it in percent or as a fraction: 1% or 0.01.");
    }
    return ratio;
  }

  private static double bytesPerSecond(String text) {
    String rate = text.strip();
    if (!rate.endsWith("/s")) {
      throw new InvalidTextException("be a data rate", text, "Write it as 10MB/s.");
    }
    return DataSizes.parse(rate.substring(0, rate.length() - 2));
  }

  private static double bytesPerHour(String text) {
    String growth = text.strip();
    if (!growth.endsWith("/h")) {
      throw new InvalidTextException("be a growth", text, "Write it as 10MB/h.");
    }
    return DataSizes.parse(growth.substring(0, growth.length() - 2));
  }

  /** A number of either sign; a share may be written in percent. */
  private static double signed(String text) {
    String plain = text.strip();
    if (plain.endsWith("%")) {
      return Ratios.parse(plain);
    }
    return plain.startsWith("-") ? -number(plain.substring(1)) : number(plain);
  }

  private static double number(String text) {
    if (!NUMBER.matcher(text.strip()).matches()) {
      throw new InvalidTextException("be a number", text, "Write it without a unit.");
    }
    return Double.parseDouble(text.strip());
  }
}
