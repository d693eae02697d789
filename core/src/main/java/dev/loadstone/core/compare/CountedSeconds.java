package dev.loadstone.core.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Parts of which the distribution of times is known; the figures are the mean (for a quantile that
 * is NaN) and percentiles, in seconds.
 */
public final class CountedSeconds implements Seconds {
  private static final double NANOS = 1e9;

  private final List<Part> parts;
  private final double[] quantiles;
  private final long[] values;
  private final List<int[]> places;

  /** A part: nanoseconds, rising, and how many of each. */
  private static final class Part {
    private final long[] values;
    private final long[] counts;

    Part(long[] values, long[] counts) {
      this.values = values;
      this.counts = counts;
    }

    long[] values() {
      return values;
    }

    long[] counts() {
      return counts;
    }
  }

  private CountedSeconds(List<Part> parts, double[] quantiles) {
    this.parts = parts;
    this.quantiles = quantiles;
    values =
        parts.stream()
            .flatMapToLong(part -> LongStream.of(part.values()))
            .sorted()
            .distinct()
            .toArray();
    places =
        parts.stream()
            .map(part ->
                LongStream.of(part.values())
                    .mapToInt(value -> Arrays.binarySearch(values, value))
                    .toArray())
            .toList();
  }

  /** Takes parts one after the other. Not thread-safe. */
  public static final class Builder {
    private final List<Part> parts = new ArrayList<>();

    /** Creates a builder without parts. */
    public Builder() {}

    /**
     * Adds a part.
     *
     * @param histogram of nanoseconds; read, not kept
     */
    public void add(Histogram histogram) {
      LongStream.Builder values = LongStream.builder();
      LongStream.Builder counts = LongStream.builder();
      for (HistogramIterationValue value : histogram.recordedValues()) {
        values.add(value.getValueIteratedTo());
        counts.add(value.getCountAddedInThisIterationStep());
      }
      parts.add(new Part(values.build().toArray(), counts.build().toArray()));
    }

    /** Adds parts in which nothing was seen, until there are so many. */
    public void fill(int size) {
      while (parts.size() < size) {
        parts.add(new Part(new long[0], new long[0]));
      }
    }

    /**
     * Returns the parts.
     *
     * @param quantiles of the figures, above 0 and below 1, NaN for the mean; copied
     */
    public CountedSeconds build(double[] quantiles) {
      return new CountedSeconds(List.copyOf(parts), quantiles.clone());
    }
  }

  @Override
  public int size() {
    return parts.size();
  }

  @Override
  public int width() {
    return quantiles.length;
  }

  @Override
  public double level(int part) {
    double sum = 0;
    long count = 0;
    Part own = parts.get(part);
    for (int i = 0; i < own.values().length; i++) {
      sum += (double) own.values()[i] * own.counts()[i];
      count += own.counts()[i];
    }
    return count > 0 ? sum / count : Double.NaN;
  }

  @Override
  public double[] figures(int[] chosen) {
    long[] totals = new long[values.length];
    long all = 0;
    for (int part : chosen) {
      int[] own = places.get(part);
      long[] counts = parts.get(part).counts();
      for (int i = 0; i < own.length; i++) {
        totals[own[i]] += counts[i];
        all += counts[i];
      }
    }
    double[] figures = new double[quantiles.length];
    for (int i = 0; i < figures.length; i++) {
      figures[i] = figure(totals, all, quantiles[i]);
    }
    return figures;
  }

  private double figure(long[] totals, long all, double quantile) {
    if (all == 0) {
      return Double.NaN;
    }
    if (Double.isNaN(quantile)) {
      double sum = 0;
      for (int i = 0; i < totals.length; i++) {
        sum += (double) values[i] * totals[i];
      }
      return sum / all / NANOS;
    }
    long rank = Math.max(1, (long) Math.ceil(all * quantile - 1e-6));
    long below = 0;
    int at = -1;
    while (below < rank) {
      below += totals[++at];
    }
    return values[at] / NANOS;
  }
}
