package dev.loadstone.benchmarks.steady;

import java.util.Arrays;

/**
 * A series of iterations of {@value SyntheticSeries#ITERATION_SECONDS} s each, with what is known
 * or held for its truth.
 *
 * @param name for a person
 * @param values times, in arbitrary units
 * @param course by what biases are told: the times without noise where they are known, else the
 *     values themselves
 * @param level the steady level
 * @param start the first steady iteration; -1 if it is never steady
 */
@SuppressWarnings("ArrayRecordComponent") // made once, and changed by nobody
record KnownSeries(String name, double[] values, double[] course, double level, int start) {
  private static final double ALIKE = 0.05;
  private static final double LEFT_MIN = 1.0 / 6;

  static KnownSeries of(SyntheticSeries series) {
    double[] expected = series.expected();
    return new KnownSeries(
        series.shape() + "/" + series.noise(),
        series.values(),
        expected,
        expected[expected.length - 1],
        series.start());
  }

  /**
   * Returns a measured series. Its level is the mean of its last third; it is held for steady from
   * the first iteration on from which every five seconds are within 5 % of that, and for never
   * steady if that leaves less than a sixth.
   */
  static KnownSeries measured(String name, double[] values) {
    double level =
        Arrays.stream(values, values.length - values.length / 3, values.length)
            .average()
            .orElseThrow();
    int last = values.length - Score.WINDOW;
    int start = last + 1;
    while (start > 0 && Score.bias(values, start - 1, level) <= ALIKE) {
      start--;
    }
    boolean never = values.length - start < LEFT_MIN * values.length;
    return new KnownSeries(name, values, values, level, never ? -1 : start);
  }
}
