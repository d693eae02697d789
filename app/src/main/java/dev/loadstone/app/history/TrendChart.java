package dev.loadstone.app.history;

import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.TrendPoint;
import dev.loadstone.report.Trend;
import dev.loadstone.report.TrendPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A trend as a page. */
public final class TrendChart {
  private TrendChart() {}

  /**
   * Returns the page in UTF-8.
   *
   * @param folder by which the live page knows a run; empty if it does not
   */
  public static byte[] page(TrendView view, Function<RunEntry, Optional<String>> folder) {
    return TrendPage.of(
        new Trend(
            view.plan(),
            view.series().name(),
            view.series().unit(),
            runs(view, folder),
            view.changes().points().stream().map(change -> change(view, change)).toList(),
            view.notes()));
  }

  private static List<Trend.Run> runs(TrendView view, Function<RunEntry, Optional<String>> folder) {
    List<Trend.Run> runs = new ArrayList<>();
    for (TrendPoint point : view.series().points()) {
      RunEntry run = point.run();
      runs.add(
          new Trend.Run(
              run.id(),
              Values.time(run.started()),
              run.origin().branch().orElse(Values.UNKNOWN),
              Values.commit(run),
              run.verdict().label(),
              point.value(),
              Values.human(point.value(), view.series().unit()),
              view.changes().outliers().contains(runs.size()),
              folder.apply(run)));
    }
    return runs;
  }

  private static Trend.Change change(TrendView view, ChangePoint change) {
    String unit = view.series().unit();
    return new Trend.Change(
        change.index(),
        view.direction(change) == TrendView.Direction.BETTER,
        change.before(),
        change.after(),
        Values.human(change.before(), unit),
        Values.human(change.after(), unit),
        Values.change(change.ratio(), change.ratioInterval()),
        Values.confidence(change.confidence()));
  }
}
