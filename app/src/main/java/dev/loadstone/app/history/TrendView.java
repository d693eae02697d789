package dev.loadstone.app.history;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.core.change.Changes;
import dev.loadstone.core.change.WindowedEnergy;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.history.TrendPoint;
import dev.loadstone.history.TrendSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A figure over runs, with where it changed. Runs whose verdict is invalid are left out: their
 * figures say nothing of the target.
 *
 * @param series the figure over valid runs
 * @param plan whose runs they are
 * @param changes by index of the series' points
 * @param invalid how many runs were left out
 */
public record TrendView(TrendSeries series, String plan, Changes changes, int invalid) {
  /** Which way a change goes. */
  public enum Direction {
    BETTER,
    WORSE
  }

  /**
   * Looks for changes.
   *
   * @param otava the method to use instead of our own
   */
  public static TrendView of(TrendSeries all, String plan, Optional<WindowedEnergy> otava) {
    List<TrendPoint> valid =
        all.points().stream().filter(point -> point.run().verdict() != Verdict.INVALID).toList();
    TrendSeries series = new TrendSeries(all.name(), all.unit(), all.higherIsBetter(), valid);
    double[] values = valid.stream().mapToDouble(TrendPoint::value).toArray();
    Changes changes =
        otava
            .map(method -> new Changes(method.find(values), List.of(), Double.NaN, Double.NaN))
            .orElseGet(() -> ChangeDetector.find(values));
    return new TrendView(series, plan, changes, all.points().size() - valid.size());
  }

  /** Returns the names of the plans whose runs a series is of, sorted. */
  public static List<String> plans(TrendSeries series) {
    return series.points().stream().map(point -> point.run().plan()).distinct().sorted().toList();
  }

  /** Returns the run with which a change began. */
  public TrendPoint first(ChangePoint change) {
    return series.points().get(change.index());
  }

  /** Returns which way a change goes. */
  public Direction direction(ChangePoint change) {
    return change.after() > change.before() == series.higherIsBetter()
        ? Direction.BETTER
        : Direction.WORSE;
  }

  /** Returns on how many kinds of machines or Javas the runs were. */
  public long environments() {
    return series.points().stream().map(point -> point.run().environmentPrint()).distinct().count();
  }

  /** Returns what is to be known of the whole, sentences. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    int runs = series.points().size();
    if (runs < ChangeDetector.RUNS_MIN) {
      notes.add("Too few runs to tell changes: " + runs + " of " + ChangeDetector.RUNS_MIN + ".");
    }
    if (invalid > 0) {
      notes.add("Invalid runs left out: " + invalid + ".");
    }
    if (environments() > 1) {
      notes.add(
          "The runs are of "
              + environments()
              + " different machines or Javas; --environment chooses one.");
    }
    return notes;
  }
}
