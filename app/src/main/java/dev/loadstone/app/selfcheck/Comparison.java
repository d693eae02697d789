package dev.loadstone.app.selfcheck;

/**
 * A figure that was measured, beside what it should be.
 *
 * @param truth the name of the truth, for example {@code lognormal}
 * @param figure what was measured, for example {@code service_time.p99}
 * @param source where the expected value is from
 * @param unit of the values: {@code s} or {@code count}
 * @param expected what it should be
 * @param measured what the run's result has
 * @param allowed by how much they may differ
 * @param judgement what became of it
 */
public record Comparison(
    String truth,
    String figure,
    Source source,
    String unit,
    double expected,
    double measured,
    double allowed,
    Judgement judgement) {

  /** Where an expected value is from. */
  public enum Source {
    /** What the testbed counted and timed. */
    LEDGER,
    /** What follows from plan and truth. */
    ARITHMETIC
  }

  /**
   * Compares counts, which must be equal; no unsteady machine is an excuse.
   *
   * @param unfinished whether operations were cut off, so that both sides need not have seen them
   */
  static Comparison ofCounts(
      String truth,
      String figure,
      Source source,
      long expected,
      long measured,
      boolean unfinished) {
    Judgement unequal = unfinished ? Judgement.INCONCLUSIVE : Judgement.OFF;
    return new Comparison(
        truth,
        figure,
        source,
        "count",
        (double) expected,
        (double) measured,
        0,
        expected == measured ? Judgement.OK : unequal);
  }

  /**
   * Compares times in seconds.
   *
   * @param allowed by how much they may differ
   * @param noise by how much the machine may have made them differ beyond that; infinite if nothing
   *     can be told
   */
  static Comparison ofTimes(
      String truth,
      String figure,
      Source source,
      double expected,
      double measured,
      double allowed,
      double noise) {
    double difference = Math.abs(measured - expected);
    Judgement judgement =
        difference <= allowed
            ? Judgement.OK
            : difference <= allowed + noise ? Judgement.INCONCLUSIVE : Judgement.OFF;
    return new Comparison(truth, figure, source, "s", expected, measured, allowed, judgement);
  }

  /** Returns by how much the measured value exceeds the expected one. */
  public double difference() {
    return measured - expected;
  }
}
