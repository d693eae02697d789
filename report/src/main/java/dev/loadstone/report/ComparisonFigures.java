package dev.loadstone.report;

import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Method;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.quantity.Ratios;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/** What comparisons tell, as every report of one words it. */
final class ComparisonFigures {
  /** The number of runs that stands for so many or more. */
  static final int RUNS_MAX = 200;

  private static final double POINTS = 100;
  private static final Set<Judgement> NOUNS =
      EnumSet.of(Judgement.REGRESSION, Judgement.IMPROVEMENT);

  private ComparisonFigures() {}

  /** Returns what the whole comes to, a line. */
  static String headline(Comparison comparison) {
    if (!comparison.isValid()) {
      return "invalid: nothing can be compared";
    }
    List<String> parts = new ArrayList<>();
    for (Judgement judgement : Judgement.values()) {
      long count = comparison.count(judgement);
      if (count > 0) {
        boolean several = count > 1 && NOUNS.contains(judgement);
        parts.add(count + " " + judgement.words() + (several ? "s" : ""));
      }
    }
    return comparison.judgement().words()
        + ": of "
        + Figures.count(comparison.changes().size(), "figure")
        + " "
        + String.join(", ", parts);
  }

  /** Returns the word for a figure's judgement. */
  static String word(Change change) {
    if (change.suspected()) {
      return "suspected " + (change.worse() ? Judgement.REGRESSION : Judgement.IMPROVEMENT).words();
    }
    return change.judgement().words();
  }

  /** Returns how runs are counted, for example {@code 5 runs}, or {@code 4 of 5 runs usable}. */
  static String runs(List<ComparedRun> side) {
    long usable = side.stream().filter(ComparedRun::isUsable).count();
    return usable == side.size()
        ? Figures.count(usable, "run")
        : usable + " of " + Figures.count(side.size(), "run") + " usable";
  }

  /** Returns the baseline's figure. */
  static String before(Change change) {
    return Figures.inUnit(change.subject().unit(), change.baselineCentre());
  }

  /** Returns the candidate's figure. */
  static String after(Change change) {
    return Figures.inUnit(change.subject().unit(), change.candidateCentre());
  }

  /** Returns the size of the change, signed. */
  static String size(Change change) {
    return signed(change, change.size());
  }

  /** Returns the interval of the size. */
  static String interval(Change change) {
    return signed(change, change.interval().low())
        + " to "
        + signed(change, change.interval().high());
  }

  /** Returns the tolerance. */
  static String tolerance(Change change) {
    return isShare(change) ? points(change.tolerance()) : Ratios.human(change.tolerance());
  }

  private static boolean isShare(Change change) {
    return change.subject().unit() == Unit.RATIO;
  }

  private static String signed(Change change, double size) {
    if (!Double.isFinite(size)) {
      return Figures.UNKNOWN;
    }
    String sign = size < 0 ? "−" : "+";
    double length = Math.abs(size);
    if (!change.byDifference()) {
      return length == 0 ? "±0 %" : sign + Ratios.human(length);
    }
    String text =
        isShare(change) ? points(length) : Figures.inUnit(change.subject().unit(), length);
    return (length == 0 ? "±" : sign) + text;
  }

  private static String points(double share) {
    String number = Decimals.plain(Decimals.rounded(share * POINTS, 3));
    return number + (number.equals("1") ? " point" : " points");
  }

  /** Returns a p-value; a dash if there is none. */
  static String p(double p) {
    if (Double.isNaN(p)) {
      return Figures.UNKNOWN;
    }
    return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** Returns how many more runs should settle a figure; empty if it is settled. */
  static String moreRuns(Change change) {
    OptionalInt more = change.moreRuns();
    if (more.isEmpty()) {
      return "";
    }
    return (more.getAsInt() >= RUNS_MAX ? RUNS_MAX + " or more" : more.getAsInt())
        + " more runs of each side should settle it";
  }

  /** Returns the reason and, if it is open, what would settle it. */
  static String reason(Change change) {
    String more = moreRuns(change);
    return change.reason() + (more.isEmpty() ? "" : "; " + more);
  }

  /** Returns how differences were tested, a sentence. */
  static String method(Comparison comparison) {
    Method method = comparison.method();
    String way =
        switch (method) {
          case EXACT_PERMUTATION -> "Tested by all ways to split the runs between the sides";
          case SAMPLED_PERMUTATION -> "Tested by a sample of the ways to split the runs";
          case PAIRED_SIGNS ->
              "Tested in pairs, by all ways to say which run of each is the candidate's";
          case PAIRED_STUDENT -> "Tested in pairs, by Student's distribution";
          case STUDENT -> "Tested by Student's distribution";
          case TAKEN_VARIATION -> "Not tested: too few runs";
        };
    String held =
        method == Method.TAKEN_VARIATION
            ? ""
            : ", all figures together at "
                + Ratios.human(comparison.settings().level())
                + " ("
                + comparison.settings().correction().label()
                + ")";
    return way + held + ".";
  }
}
