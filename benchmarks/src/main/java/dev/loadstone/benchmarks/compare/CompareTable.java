package dev.loadstone.benchmarks.compare;

import dev.loadstone.benchmarks.table.Markdown;
import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Correction;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** The tables of how often comparisons are wrong and right. */
public final class CompareTable {
  private static final List<Double> FACTORS = List.of(1.0, 1.01, 1.03, 1.05, 1.1, 1.2);
  private static final double THRESHOLD = 0.05;

  private CompareTable() {}

  /** What was counted of comparisons with one factor. */
  private static final class Tally {
    private int comparisons;
    private int significant;
    private int regressions;
    private int unchanged;
    private int suspected;
    private int beyondThreshold;
    private int covered;
    private int bootstrapCovered;

    void add(Change change, double factor) {
      double truth = factor - 1;
      comparisons++;
      significant += change.significant() ? 1 : 0;
      regressions += change.judgement() == Judgement.REGRESSION ? 1 : 0;
      unchanged += change.judgement() == Judgement.NO_CHANGE ? 1 : 0;
      suspected += change.suspected() ? 1 : 0;
      beyondThreshold += Math.abs(change.size()) > THRESHOLD ? 1 : 0;
      covered += change.interval().low() <= truth && truth <= change.interval().high() ? 1 : 0;
      bootstrapCovered +=
          change.bootstrap().filter(own -> own.low() <= truth && truth <= own.high()).isPresent()
              ? 1
              : 0;
    }

    String share(int count) {
      return String.format(Locale.ROOT, "%.1f", 100.0 * count / comparisons);
    }
  }

  /**
   * Returns the table of five runs against five by law of noise: percent flagged as significant, by
   * how much slower the candidate is, and percent in which intervals cover the truth.
   *
   * @param comparisons of each law
   */
  public static String laws(int comparisons, long seed) {
    Markdown table =
        new Markdown(
            "noise, 5 runs against 5",
            "+0 %",
            "+1 %",
            "+3 %",
            "+5 %",
            "+10 %",
            "+20 %",
            "interval covers",
            "bootstrap covers");
    List<Tally> all = FACTORS.stream().map(factor -> new Tally()).toList();
    for (NoiseLaw law : NoiseLaw.values()) {
      List<Tally> own = FACTORS.stream().map(factor -> new Tally()).toList();
      for (int i = 0; i < comparisons; i++) {
        for (int at = 0; at < FACTORS.size(); at++) {
          // The same noise for every factor, as where measured runs are made slower.
          Change change =
              change(law, 5, FACTORS.get(at), true, seed + i, ComparisonSettings.DEFAULT);
          own.get(at).add(change, FACTORS.get(at));
          all.get(at).add(change, FACTORS.get(at));
        }
      }
      table.row(flagged(law.title(), own));
    }
    table.row(flagged("all", all));
    String[] threshold = new String[9];
    threshold[0] = "all, by a threshold of 5 % on means";
    for (int at = 0; at < FACTORS.size(); at++) {
      threshold[at + 1] = all.get(at).share(all.get(at).beyondThreshold);
    }
    threshold[7] = "–";
    threshold[8] = "–";
    table.row(threshold);
    return table.text();
  }

  private static String[] flagged(String title, List<Tally> tallies) {
    List<String> cells = new ArrayList<>(List.of(title));
    tallies.forEach(tally -> cells.add(tally.share(tally.significant)));
    Tally same = tallies.getFirst();
    cells.add(same.share(same.covered));
    cells.add(same.share(same.bootstrapCovered));
    return cells.toArray(String[]::new);
  }

  private static Change change(
      NoiseLaw law,
      int runs,
      double factor,
      boolean withSeconds,
      long seed,
      ComparisonSettings settings) {
    SplittableRandom random = new SplittableRandom(seed * 31 + law.ordinal());
    double variation = RunVariation.draw(random);
    Comparison comparison =
        Comparer.compare(
            SimulatedSide.runs(law, variation, runs, 1, withSeconds, random),
            SimulatedSide.runs(law, variation, runs, factor, withSeconds, random),
            settings);
    return comparison.changes().getFirst();
  }

  /**
   * Returns the table by the number of runs, of all laws together: what is said of the same code,
   * and of code that is slower, with the tolerance of 20 %.
   *
   * @param comparisons of each law and number
   */
  public static String runs(int comparisons, long seed) {
    Markdown table =
        new Markdown(
            "runs of each side",
            "significant at +0 %",
            "regression at +0 %",
            "suspected at +0 %",
            "no change at +0 %",
            "regression at +30 %",
            "suspected at +30 %",
            "regression at +100 %",
            "suspected at +100 %",
            "interval covers");
    for (int runs : new int[] {1, 2, 3, 4, 5, 7}) {
      Tally same = tally(runs, 1, comparisons, seed);
      Tally slower = tally(runs, 1.3, comparisons, seed);
      Tally twice = tally(runs, 2, comparisons, seed);
      table.row(
          String.valueOf(runs),
          same.share(same.significant),
          same.share(same.regressions),
          same.share(same.suspected),
          same.share(same.unchanged),
          slower.share(slower.regressions),
          slower.share(slower.suspected),
          twice.share(twice.regressions),
          twice.share(twice.suspected),
          same.share(same.covered));
    }
    return table.text();
  }

  private static Tally tally(int runs, double factor, int comparisons, long seed) {
    Tally tally = new Tally();
    for (NoiseLaw law : NoiseLaw.values()) {
      for (int i = 0; i < comparisons; i++) {
        tally.add(
            change(law, runs, factor, runs < 3, seed + i, ComparisonSettings.DEFAULT), factor);
      }
    }
    return tally;
  }

  /**
   * Returns the table by the number of figures, five runs against five, one figure slower by 10 %:
   * percent of comparisons with any false alarm, and in which the slower figure is flagged.
   *
   * @param comparisons of each number
   */
  public static String figures(int comparisons, long seed) {
    Markdown table =
        new Markdown(
            "figures, correction",
            "any false alarm at +0 %",
            "+10 % on one figure, found",
            "any other figure flagged then");
    for (int figures : new int[] {1, 10, 30}) {
      for (Correction correction : Correction.values()) {
        if (figures > 1 || correction == Correction.STEP_DOWN) {
          figures(table, figures, correction, comparisons, seed);
        }
      }
    }
    return table.text();
  }

  private static void figures(
      Markdown table, int figures, Correction correction, int comparisons, long seed) {
    ComparisonSettings standard = ComparisonSettings.DEFAULT;
    ComparisonSettings settings =
        new ComparisonSettings(
            standard.level(),
            List.of(new Tolerance(Optional.empty(), 0)),
            standard.runVariation(),
            correction,
            false,
            standard.seed());
    int alarms = 0;
    int found = 0;
    int others = 0;
    for (int i = 0; i < comparisons; i++) {
      alarms += flagged(figures, 1, seed + i, settings).isEmpty() ? 0 : 1;
      List<Change> slower = flagged(figures, 1.1, seed + i, settings);
      boolean first =
          slower.stream().anyMatch(change -> change.subject().equals(SimulatedSide.subject(0)));
      found += first ? 1 : 0;
      others += slower.size() > (first ? 1 : 0) ? 1 : 0;
    }
    table.row(
        figures + ", " + correction.label(),
        percent(alarms, comparisons),
        percent(found, comparisons),
        percent(others, comparisons));
  }

  private static String percent(int count, int all) {
    return String.format(Locale.ROOT, "%.1f", 100.0 * count / all);
  }

  private static List<Change> flagged(
      int figures, double factor, long seed, ComparisonSettings settings) {
    SplittableRandom random = new SplittableRandom(seed);
    double variation = RunVariation.draw(random);
    return Comparer.compare(
            SimulatedSide.figures(variation, 5, figures, 1, random),
            SimulatedSide.figures(variation, 5, figures, factor, random),
            settings)
        .changes()
        .stream()
        .filter(Change::significant)
        .toList();
  }
}
