package dev.loadstone.benchmarks.steady;

import dev.loadstone.benchmarks.table.Markdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tables of how far estimates of the warm-up are from the truth. */
public final class SteadyTable {
  private SteadyTable() {}

  /**
   * Returns the table over synthetic series of every shape with every noise.
   *
   * @param seeds how many series of each; at least 1
   * @param firstSeed the seed of the first
   */
  public static String synthetic(int seeds, long firstSeed) {
    List<KnownSeries> all = new ArrayList<>();
    for (SyntheticSeries.Shape shape : SyntheticSeries.Shape.values()) {
      for (SyntheticSeries.Noise noise : SyntheticSeries.Noise.values()) {
        for (int i = 0; i < seeds; i++) {
          all.add(KnownSeries.of(SyntheticSeries.of(shape, noise, firstSeed + i)));
        }
      }
    }
    return of(all);
  }

  /** Returns the table over given series, a row for each estimator. */
  static String of(List<KnownSeries> all) {
    Markdown table =
        new Markdown(
            "estimate",
            "error median s",
            "mean s",
            "> 5 s early",
            "> 5 s late",
            "bias of the next 5 s, median",
            "> 5 %",
            "never steady, flagged",
            "steady, flagged");
    Score last = new Score();
    for (Estimator estimator : Estimator.values()) {
      Score score = new Score();
      all.forEach(series -> score.add(series, estimator.start(series.values())));
      table.row(
          estimator.title(),
          Markdown.number(score.errorMedian()),
          Markdown.number(score.errorMean()),
          percent(score.earlyRatio()),
          percent(score.lateRatio()),
          percent(score.biasMedian()),
          percent(score.biasLargeRatio()),
          percent(score.neverFlaggedRatio()),
          percent(score.steadyRefusedRatio()));
      last = score;
    }
    return table.text()
        + "\n"
        + last.steadyCount()
        + " series that become steady, "
        + last.neverCount()
        + " that never do.\n";
  }

  /** Returns each measured series with Loadstone's estimate, then the table over all of them. */
  static String measured(List<KnownSeries> all) {
    Markdown table =
        new Markdown(
            "fork", "seconds", "held for steady from s", "estimate s", "bias of the next 5 s");
    for (KnownSeries series : all) {
      int estimate = Estimator.LOADSTONE.start(series.values());
      table.row(
          series.name(),
          Markdown.number(series.values().length * SyntheticSeries.ITERATION_SECONDS),
          start(series.start()),
          start(estimate),
          estimate < 0 ? "–" : percent(Score.bias(series.values(), estimate, series.level())));
    }
    return table.text() + "\n" + of(all);
  }

  private static String start(int iteration) {
    return iteration < 0 ? "never" : Markdown.number(iteration * SyntheticSeries.ITERATION_SECONDS);
  }

  private static String percent(double ratio) {
    return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, "%.2f %%", ratio * 100);
  }
}
