package dev.loadstone.core.gate;

import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.core.compare.Change;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.Judgement;
import dev.loadstone.core.compare.Method;
import dev.loadstone.core.compare.Omission;
import dev.loadstone.core.gate.WatchedChange.State;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each part of a gate says. */
public final class GateJudge {
  private static final int NAMES_MAX = 3;

  private GateJudge() {}

  /**
   * Judges runs by their verdicts: missed if one failed, else inconclusive if one is so or invalid,
   * else not judged if the plan has no thresholds.
   *
   * @param runs at least one
   */
  public static PartAnswer thresholds(List<JudgedRun> runs) {
    for (Verdict bad : List.of(Verdict.FAIL, Verdict.INVALID, Verdict.INCONCLUSIVE)) {
      List<JudgedRun> having = runs.stream().filter(run -> run.result().verdict() == bad).toList();
      if (!having.isEmpty()) {
        return new PartAnswer(
            Part.THRESHOLDS,
            bad == Verdict.FAIL ? Answer.MISSED : Answer.INCONCLUSIVE,
            bad(bad, having, runs.size()));
      }
    }
    long all = runs.stream().mapToLong(run -> run.result().thresholds().size()).sum();
    if (all == 0) {
      return new PartAnswer(Part.THRESHOLDS, Answer.NOT_JUDGED, "the plan has no thresholds");
    }
    long close = count(runs, Verdict.WARN);
    return new PartAnswer(
        Part.THRESHOLDS,
        Answer.PASSED,
        (all == 1 ? "the threshold was met" : "all " + all + " were met")
            + (close == 0 ? "" : ", " + close + " only just"));
  }

  private static String bad(Verdict verdict, List<JudgedRun> runs, int all) {
    String which =
        all == 1 ? "" : runs.size() + " of " + all + " runs " + (runs.size() == 1 ? "is " : "are ");
    if (verdict == Verdict.INVALID) {
      String why = String.join(" ", runs.getFirst().result().reasons());
      return (all == 1 ? "the run is " : which)
          + "invalid"
          + (why.isEmpty() ? "" : ": " + plain(why));
    }
    List<String> expressions =
        runs.stream()
            .flatMap(run -> run.result().thresholds().stream())
            .filter(judged -> judged.verdict() == verdict)
            .map(judged -> judged.threshold().expression())
            .distinct()
            .toList();
    String word = verdict == Verdict.FAIL ? "missed" : "not to be judged";
    if (expressions.isEmpty()) {
      String why = String.join(" ", runs.getFirst().result().reasons());
      return why.isEmpty() ? "the run is " + verdict.label() : plain(why);
    }
    return word
        + ": "
        + names(expressions)
        + (all == 1 ? "" : ", in " + runs.size() + " of " + all + " runs");
  }

  private static String plain(String sentences) {
    return sentences.endsWith(".") ? sentences.substring(0, sentences.length() - 1) : sentences;
  }

  private static long count(List<JudgedRun> runs, Verdict verdict) {
    return runs.stream()
        .flatMap(run -> run.result().thresholds().stream())
        .map(ThresholdResult::verdict)
        .filter(one -> one == verdict)
        .count();
  }

  /**
   * Judges a comparison with a baseline. With too few runs for any test it is not judged, unless
   * all figures are within the tolerance all the same.
   *
   * @param against what the baseline is, for example {@code 19 runs of the history}
   */
  public static PartAnswer baseline(Comparison comparison, String against) {
    if (!comparison.isValid()) {
      return new PartAnswer(
          Part.BASELINE, Answer.INCONCLUSIVE, "nothing can be compared with " + against);
    }
    Judgement judgement = comparison.judgement();
    if (judgement == Judgement.INCONCLUSIVE) {
      return inconclusive(comparison, against);
    }
    String said =
        switch (judgement) {
          case REGRESSION -> "worse: " + names(figures(comparison, Judgement.REGRESSION));
          case IMPROVEMENT -> "better: " + names(figures(comparison, Judgement.IMPROVEMENT));
          case NO_CHANGE ->
              comparison.changes().size() == 1
                  ? "no change of the figure"
                  : "no change of " + comparison.changes().size() + " figures";
          case INCONCLUSIVE -> throw new IllegalStateException("dealt with above");
        };
    return new PartAnswer(
        Part.BASELINE,
        judgement == Judgement.REGRESSION ? Answer.REGRESSION : Answer.PASSED,
        said + ", against " + against);
  }

  private static PartAnswer inconclusive(Comparison comparison, String against) {
    if (comparison.method() == Method.TAKEN_VARIATION) {
      List<String> suspected =
          comparison.changes().stream()
              .filter(change -> change.suspected() && change.worse())
              .map(change -> change.subject().name())
              .toList();
      return new PartAnswer(
          Part.BASELINE,
          Answer.NOT_JUDGED,
          "too few runs to tell, against "
              + against
              + (suspected.isEmpty() ? "" : "; suspected to be worse: " + names(suspected)));
    }
    List<String> open = new ArrayList<>(figures(comparison, Judgement.INCONCLUSIVE));
    List<String> lost =
        comparison.omissions().stream()
            .filter(Omission::isLost)
            .map(omission -> omission.subject().name())
            .toList();
    String said = open.isEmpty() ? "not to be compared: " + names(lost) : "open: " + names(open);
    return new PartAnswer(Part.BASELINE, Answer.INCONCLUSIVE, said + ", against " + against);
  }

  private static List<String> figures(Comparison comparison, Judgement judgement) {
    return comparison.changes().stream()
        .filter(change -> change.judgement() == judgement)
        .map(Change::subject)
        .map(subject -> subject.name())
        .toList();
  }

  /** Judges changes over runs. Of fewer than eight nothing can be told. */
  public static PartAnswer changes(ChangeWatch watch) {
    if (watch.runs() < ChangeDetector.RUNS_MIN || watch.figures() == 0) {
      return new PartAnswer(
          Part.CHANGES,
          Answer.NOT_JUDGED,
          watch.runs() < ChangeDetector.RUNS_MIN
              ? "too few runs: " + watch.runs() + " of " + ChangeDetector.RUNS_MIN
              : "no figure is known of " + ChangeDetector.RUNS_MIN + " runs");
    }
    List<WatchedChange> alarms = watch.in(State.ALARM);
    if (!alarms.isEmpty()) {
      WatchedChange first = alarms.getFirst();
      String others =
          names(alarms.stream().map(change -> change.subject().name()).distinct().toList());
      return new PartAnswer(
          Part.CHANGES,
          Answer.REGRESSION,
          "worse since " + first.first().shown() + ", " + first.age() + " runs ago: " + others);
    }
    int waiting = watch.in(State.WAITING).size();
    return new PartAnswer(
        Part.CHANGES,
        Answer.PASSED,
        String.format(
            Locale.ROOT,
            "no fresh change for the worse of %d %s over %d runs%s",
            watch.figures(),
            watch.figures() == 1 ? "figure" : "figures",
            watch.runs(),
            waiting == 0
                ? ""
                : "; "
                    + waiting
                    + (waiting == 1 ? " waits" : " wait")
                    + " until seen in "
                    + watch.settings().patience()
                    + " runs"));
  }

  private static String names(List<String> names) {
    int shown = names.size() <= NAMES_MAX + 1 ? names.size() : NAMES_MAX;
    String text = String.join(", ", names.subList(0, shown));
    return names.size() == shown ? text : text + " and " + (names.size() - shown) + " more";
  }
}
