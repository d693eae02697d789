package dev.loadstone.app.history;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.change.ChangePoint;
import dev.loadstone.history.RunEntry;
import dev.loadstone.history.TrendPoint;
import java.util.List;
import java.util.Locale;

/** A trend in words: for a terminal or in Markdown. */
public final class TrendText {
  private TrendText() {}

  /** Returns the trend for a terminal. */
  public static String console(TrendView view) {
    return heading(view) + "\n\n" + runs(view).text() + "\n" + changes(view, false) + notes(view);
  }

  /** Returns the trend in Markdown: the changes first, then every run. */
  public static String markdown(TrendView view) {
    return "## "
        + heading(view)
        + "\n\n"
        + changes(view, true)
        + notes(view)
        + "\n"
        + runs(view).markdown();
  }

  private static String heading(TrendView view) {
    return view.series().name() + " of " + view.plan();
  }

  private static Columns runs(TrendView view) {
    Columns table = new Columns("run", "started", "branch", "commit", "verdict", "value", "");
    List<TrendPoint> points = view.series().points();
    for (int i = 0; i < points.size(); i++) {
      RunEntry run = points.get(i).run();
      table.row(
          run.id(),
          Values.time(run.started()),
          run.origin().branch().orElse(Values.UNKNOWN),
          Values.commit(run),
          run.verdict().label(),
          Values.human(points.get(i).value(), view.series().unit()),
          mark(view, i));
    }
    return table;
  }

  private static String mark(TrendView view, int index) {
    if (view.changes().outliers().contains(index)) {
      return "outlier";
    }
    return view.changes().points().stream()
        .filter(change -> change.index() == index)
        .map(change -> "change: " + word(view, change))
        .findFirst()
        .orElse("");
  }

  private static String word(TrendView view, ChangePoint change) {
    return view.direction(change).name().toLowerCase(Locale.ROOT);
  }

  private static String changes(TrendView view, boolean markdown) {
    if (view.series().points().size() < ChangeDetector.RUNS_MIN) {
      return "";
    }
    if (view.changes().points().isEmpty()) {
      return "No change.\n";
    }
    Columns table =
        new Columns("change at", "run", "commit", "before", "after", "size", "", "confidence");
    String unit = view.series().unit();
    for (ChangePoint change : view.changes().points()) {
      RunEntry run = view.first(change).run();
      table.row(
          Values.time(run.started()),
          run.id(),
          Values.commit(run),
          Values.human(change.before(), unit),
          Values.human(change.after(), unit),
          Values.change(change.ratio(), change.ratioInterval()),
          word(view, change),
          Values.confidence(change.confidence()));
    }
    return markdown ? table.markdown() : table.text();
  }

  private static String notes(TrendView view) {
    List<String> notes = view.notes();
    return notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n";
  }
}
