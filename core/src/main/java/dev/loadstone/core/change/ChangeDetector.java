package dev.loadstone.core.change;

import dev.loadstone.core.analysis.Student;
import dev.loadstone.core.change.Segments.Candidate;
import dev.loadstone.core.measure.ConfidenceInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds where the level of a history changes, undisturbed by single outliers, by neighbours that
 * are alike, and by steady slopes.
 *
 * <p>Method: logarithms, if all values are above 0; {@linkplain Outliers outliers} replaced by
 * their neighbours' median; {@linkplain Noise noise} from differences, raised by what is left about
 * the levels found; split where the standardised difference before and after is greatest, if
 * {@linkplain Scan chance} shows as much in a stretch without change with a probability of at most
 * 0.16, then within halves, quarters … of what was not split (0.01, times their number); then
 * merged from the weakest on, until each change stands the test between its neighbours at {@value
 * Segments#PVALUE_MAX}, explains them better than a straight line does, and lies where it explains
 * most of what is between its neighbours. Error of a level: by the noise of the whole, or by the
 * segment's own if that is greater, with the correlation of neighbours.
 *
 * <p>Time: n·log n for n values, times the number of changes at worst.
 */
public final class ChangeDetector {
  /** The fewest values of which anything can be told. */
  public static final int RUNS_MIN = 8;

  private static final int ROUNDS_MAX = 10;
  private static final int FREEDOM_MIN = 4;

  private ChangeDetector() {}

  /**
   * Returns what a history shows; nothing of fewer than {@value #RUNS_MIN} values.
   *
   * @param values one per run, in the order of time; not changed
   * @throws IllegalArgumentException if a value is not finite
   */
  public static Changes find(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "values[" + i + "] must be finite, got: " + values[i] + ". Leave that run out.");
      }
    }
    if (values.length < RUNS_MIN) {
      return new Changes(List.of(), List.of(), Double.NaN, Double.NaN);
    }
    boolean relative = Arrays.stream(values).allMatch(value -> value > 0);
    Outliers outliers =
        Outliers.of(relative ? Arrays.stream(values).map(Math::log).toArray() : values);
    double[] series = outliers.series();
    Noise noise = Noise.of(series);
    if (!(noise.sigma() > 0)) {
      return new Changes(List.of(), outliers.indexes(), 0, 0);
    }
    Segments segments = new Segments(series, noise);
    List<Candidate> found = segments.find();
    for (int round = 1; round < ROUNDS_MAX && !found.isEmpty(); round++) {
      Noise refined = noise.refined(series, found.stream().mapToInt(Candidate::index).toArray());
      if (refined.equals(noise)) {
        break;
      }
      noise = refined;
      segments = new Segments(series, noise);
      found = segments.find();
    }
    return new Changes(
        points(segments, found, noise, values.length, relative),
        outliers.indexes(),
        noise.sigma(),
        noise.correlation());
  }

  private static List<ChangePoint> points(
      Segments segments, List<Candidate> found, Noise noise, int n, boolean relative) {
    List<ChangePoint> points = new ArrayList<>();
    double quantile = Student.quantile975(Math.max(FREEDOM_MIN, (int) noise.freedom()));
    for (int i = 0; i < found.size(); i++) {
      int from = i == 0 ? 0 : found.get(i - 1).index();
      int index = found.get(i).index();
      int to = i + 1 == found.size() ? n : found.get(i + 1).index();
      double before = segments.mean(from, index);
      double after = segments.mean(index, to);
      double reach = quantile * segments.error(from, index, to);
      points.add(
          relative
              ? new ChangePoint(
                  index,
                  Math.exp(before),
                  Math.exp(after),
                  Math.exp(after - before),
                  new ConfidenceInterval(
                      Math.exp(after - before - reach), Math.exp(after - before + reach)),
                  found.get(i).pvalue())
              : new ChangePoint(
                  index,
                  before,
                  after,
                  Double.NaN,
                  new ConfidenceInterval(Double.NaN, Double.NaN),
                  found.get(i).pvalue()));
    }
    return points;
  }
}
