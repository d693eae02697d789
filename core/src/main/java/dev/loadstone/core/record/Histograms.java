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

  /** Returns the sum of histograms; an empty one if there are none. */
  public static Histogram sum(Collection<Histogram> parts) {
    Histogram sum = empty();
    parts.forEach(sum::add);
    return sum;
  }
}
