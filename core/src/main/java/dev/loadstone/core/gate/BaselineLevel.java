package dev.loadstone.core.gate;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Subject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The runs that may stand beside a baseline, so that one new run can be tested: those between the
 * last known change before it and the first one after it, for they are taken to be of the same
 * level. Runs at a later level never are, so that a baseline does not creep after what it is to
 * find. A change is known if {@link ChangeDetector} finds it in a figure of the baseline and it
 * reaches a quarter of the figure's tolerance. The latest runs are left out, because a change among
 * them could not be known yet.
 */
public final class BaselineLevel {
  /** The part of a tolerance that a known change must reach. */
  static final double PART = 0.25;

  /**
   * How many runs stand for a baseline where nothing else is asked. With 19, one new run is
   * significant at 5 % if it is farthest off; with 39 if it is one of the two farthest.
   */
  public static final int RUNS = 39;

  private BaselineLevel() {}

  /**
   * Returns the runs, in the order of time, the baseline among them.
   *
   * @param runs in the order of time, none of them in question
   * @param at the place of the baseline
   * @param untold how many of the latest are left out unless they are not later than the baseline
   * @param most how many there may be, at least 1; the nearest to the baseline are taken
   */
  public static List<PastRun> around(
      List<PastRun> runs, int at, ComparisonSettings settings, int untold, int most) {
    int from = 0;
    int to = Math.max(at + 1, runs.size() - untold);
    for (Subject subject : runs.get(at).figures().readings().keySet()) {
      int[] places =
          IntStream.range(0, runs.size())
              .filter(place -> runs.get(place).figures().readings().containsKey(subject))
              .toArray();
      double[] values = ChangeWatch.values(subject, runs);
      List<ChangePoint> points = ChangeDetector.find(values).points();
      for (int i = 0; i < points.size(); i++) {
        ChangePoint point = points.get(i);
        int next = i + 1 < points.size() ? points.get(i + 1).index() : values.length;
        if (!settings.reaches(subject, point.before(), point.after(), PART)) {
          continue;
        }
        int place = places[point.index()];
        if (place < at || (place == at && beginsWithIt(values, point, next))) {
          from = Math.max(from, place);
        } else {
          to = Math.min(to, Math.max(place, at + 1));
        }
      }
    }
    return IntStream.range(from, to)
        .boxed()
        .sorted(Comparator.comparingInt((Integer i) -> Math.abs(i - at)).thenComparingInt(i -> i))
        .limit(most)
        .sorted()
        .map(runs::get)
        .toList();
  }

  /**
   * Returns whether the value in which a change is told to begin has the new level. A change that
   * few runs have seen may be told a run too early, for three are the fewest of a level, and one or
   * two are taken for outliers at first.
   */
  private static boolean beginsWithIt(double[] values, ChangePoint point, int next) {
    double since = Arrays.stream(values, point.index(), next).average().orElseThrow();
    return ChangeWatch.isNearer(values[point.index()], since, point.before());
  }
}
