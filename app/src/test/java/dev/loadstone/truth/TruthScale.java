package dev.loadstone.truth;

import java.util.List;

/**
 * How long the suite runs: short with every build, long if the system property {@code
 * loadstone.truth} is {@code long}, as {@code benchmarks/truth/run} sets it.
 */
final class TruthScale {
  /**
   * Whether the machine is to be as prompt as it can; by the system property {@code
   * loadstone.truth.lowLatency}.
   */
  static final boolean LOW_LATENCY = Boolean.getBoolean("loadstone.truth.lowLatency");

  private static final boolean LONG = "long".equals(System.getProperty("loadstone.truth"));
  private static final List<Rate> SHORT_RATES =
      List.of(new Rate(250, 520), new Rate(1_000, 5_200), new Rate(2_500, 5_200));
  private static final List<Rate> LONG_RATES =
      List.of(
          new Rate(50, 520),
          new Rate(500, 10_000),
          new Rate(1_000, 20_000),
          new Rate(2_500, 50_000),
          new Rate(5_000, 100_000));

  private TruthScale() {}

  /**
   * A rate held for as long as a number of requests takes.
   *
   * @param perSecond evenly spaced
   * @param requests in all
   */
  record Rate(int perSecond, long requests) {
    /** Returns how long they take, as a plan has it. */
    String length() {
      return 1_000 * requests / perSecond + "ms";
    }

    @Override
    public String toString() {
      return perSecond + "/s";
    }
  }

  static boolean isLong() {
    return LONG;
  }

  /** Returns how long everything is run before anything is measured, as a plan has it. */
  static String warmUp() {
    return LONG ? "15s" : "2s";
  }

  static List<Rate> rates() {
    return LONG ? LONG_RATES : SHORT_RATES;
  }
}
