package dev.loadstone.core.record;

import java.util.Collection;
import org.HdrHistogram.Histogram;

/**
 * The histograms in which Loadstone records times: nanoseconds, three significant digits (a
 * relative error of at most 0.1 %), growing with the largest value.
 *
 * <p>Source: HdrHistogram 2.2.2, {@code AbstractHistogram.countsArrayIndex} and {@code
 * valueFromIndex}, whose bucket layout {@link LatencyRecorder} repeats.
 */
public final class Histograms {
  /** Significant decimal digits of a recorded value. */
  public static final int DIGITS = 3;

  /**
   * The largest value that is recorded as it is, in nanoseconds: one day. Larger ones are recorded
   * as this.
   */
  public static final long NANOS_MAX = 86_400_000_000_000L;

  private Histograms() {}

  /** Returns an empty histogram. */
  public static Histogram empty() {
    Histogram histogram = new Histogram(DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }

  /**
   * Adds a histogram to another. Where the one that is added is a {@link SparseHistogram}, only its
   * buckets that are not empty are looked at, the highest first, so that a sum which grows need do
   * so only once.
   */
  public static void add(Histogram sum, Histogram part) {
    if (part instanceof SparseHistogram sparse) {
      for (int i = sparse.buckets() - 1; i >= 0; i--) {
        sum.recordValueWithCount(LatencyRecorder.valueOf(sparse.index(i)), sparse.count(i));
      }
    } else {
      sum.add(part);
    }
  }

  /** Returns the sum of histograms; an empty one if there are none. */
  public static Histogram sum(Collection<Histogram> parts) {
    Histogram sum = empty();
    parts.forEach(part -> add(sum, part));
    return sum;
  }
}
