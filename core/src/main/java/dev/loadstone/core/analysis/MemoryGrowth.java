package dev.loadstone.core.analysis;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.run.PhaseWindow;
import java.util.List;
import java.util.Optional;

/**
 * Whether a target's memory grows without end. What counts is the level to which memory falls back,
 * so that garbage that waits for its collection is no growth, under the longest steady load.
 *
 * @param series the name of the series that was looked at
 * @param finding what is to be thought of it
 * @param reason why, a clause
 * @param seconds of the samples that the figures rest on
 * @param samples how many these are
 * @param level their median in bytes; NaN if there are none
 * @param perHour bytes per hour; empty if there are too few samples
 * @param perOperation bytes per operation that ended; empty if there are too few samples, or no
 *     operations
 * @param exhaustion when it will have come to its limit; only of a leak of a series that has one
 */
public record MemoryGrowth(
    String series,
    Finding finding,
    String reason,
    double seconds,
    int samples,
    double level,
    Optional<GrowthRate> perHour,
    Optional<GrowthRate> perOperation,
    Optional<Exhaustion> exhaustion) {
  /** The fewest samples. */
  public static final int SAMPLES_MIN = 12;

  /** A leak has certainly grown by this share of the level while it was watched. */
  public static final double LEAK_MIN = 0.01;

  /** What is no leak has certainly not grown by more than this share of the level. */
  public static final double NO_LEAK_MAX = 0.05;

  private static final double HOUR = 3_600;

  /** What is to be thought of a memory. */
  public enum Finding {
    /** It grows, certainly and steadily. */
    LEAK("leak"),
    /** It does not grow, or not by much. */
    NO_LEAK("no leak"),
    /** That cannot be told. */
    INCONCLUSIVE("inconclusive");

    private final String label;

    Finding(String label) {
      this.label = label;
    }

    /** Returns the name in results, for example {@code no leak}. */
    public String label() {
      return label;
    }
  }

  /**
   * Looks at the memory that a probe watched.
   *
   * @param series in bytes
   * @param phases of the load
   * @param timeline the run interval by interval
   */
  public static MemoryGrowth of(
      ProbeSeries series, List<PhaseWindow> phases, List<TimelinePoint> timeline) {
    List<PhaseWindow> measured = phases.stream().filter(phase -> !phase.isWarmUp()).toList();
    MemorySamples samples = MemorySamples.of(measured, timeline, series.name());
    MemoryGrowth growth = of(series.name(), samples);
    return series.limit().isPresent()
        ? growth.limitedTo(series.limit().getAsDouble(), samples)
        : growth;
  }

  /** Returns the same with the time to a limit, if this is a leak. */
  MemoryGrowth limitedTo(double limit, MemorySamples samples) {
    Optional<Exhaustion> exhausted =
        samples
            .perSecond()
            .filter(rate -> finding == Finding.LEAK)
            .map(rate ->
                Exhaustion.of(
                    limit,
                    limit - samples.levelAtEnd(rate.value()),
                    rate,
                    perOperation.map(GrowthRate::value).orElse(Double.NaN)));
    return new MemoryGrowth(
        series, finding, reason, seconds, this.samples, level, perHour, perOperation, exhausted);
  }

  /** Looks at samples. */
  static MemoryGrowth of(String series, MemorySamples samples) {
    if (samples.count() < SAMPLES_MIN) {
      return new MemoryGrowth(
          series,
          Finding.INCONCLUSIVE,
          "it was seen "
              + samples.count()
              + " times under a steady load, which takes "
              + SAMPLES_MIN,
          samples.length(),
          samples.count(),
          Points.median(samples.bytes()),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    Optional<GrowthRate> first = samples.half(false).perSecond();
    Optional<GrowthRate> second = samples.half(true).perSecond();
    if (first.isPresent() && second.isPresent() && slows(first.get(), second.get())) {
      return told(series, samples.half(true), Course.SLOWING);
    }
    boolean agree =
        first.map(GrowthRate::value).orElse(0.0) > 0
            && second.map(GrowthRate::value).orElse(0.0) > 0;
    MemoryGrowth whole = told(series, samples, agree ? Course.EVEN : Course.UNEVEN);
    MemorySamples end = samples.half(true);
    if (whole.finding() == Finding.INCONCLUSIVE && end.count() >= SAMPLES_MIN) {
      MemoryGrowth rest = told(series, end, Course.SLOWING);
      return rest.finding() == Finding.NO_LEAK ? rest : whole;
    }
    return whole;
  }

  /** How memory grew in the first half of the samples and in the second. */
  private enum Course {
    EVEN,
    UNEVEN,
    SLOWING
  }

  /** Returns whether growth came down to less than half of what it was, certainly. */
  private static boolean slows(GrowthRate first, GrowthRate second) {
    return second.interval().high() < first.interval().low() && second.value() < first.value() / 2;
  }

  private static MemoryGrowth told(String series, MemorySamples samples, Course course) {
    Optional<GrowthRate> rate = samples.perSecond();
    double level = Points.median(samples.bytes());
    double low = rate.map(known -> known.interval().low()).orElse(Double.NaN) * samples.length();
    double high = rate.map(known -> known.interval().high()).orElse(Double.NaN) * samples.length();
    boolean grows = low > LEAK_MIN * level;
    boolean still = high <= NO_LEAK_MAX * level && !grows;
    String length = Durations.human(samples.length());
    Finding finding =
        grows && course == Course.EVEN
            ? Finding.LEAK
            : still ? Finding.NO_LEAK : Finding.INCONCLUSIVE;
    String reason =
        switch (finding) {
          case LEAK -> "it grew in both halves of " + length;
          case NO_LEAK ->
              course == Course.SLOWING
                  ? "it came to rest for the last " + length
                  : "it grew by less than " + percent(NO_LEAK_MAX) + " in " + length;
          case INCONCLUSIVE -> inconclusive(grows, course, length);
        };
    return new MemoryGrowth(
        series,
        finding,
        reason,
        samples.length(),
        samples.count(),
        level,
        rate.map(known -> known.times(HOUR)),
        samples.perOperation(),
        Optional.empty());
  }

  private static String inconclusive(boolean grows, Course course, String length) {
    if (!grows) {
      return "it varied too much in " + length + " to tell growth from none";
    }
    return course == Course.SLOWING
        ? "it grew ever more slowly, and had not come to rest"
        : "it grew in one half of " + length + " only";
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
