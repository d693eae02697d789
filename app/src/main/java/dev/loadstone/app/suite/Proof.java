package dev.loadstone.app.suite;

import dev.loadstone.core.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which thresholds of a suite can fail: each must be met while all is well, and fail under a defect
 * that is said to make it fail.
 *
 * @param suite whose thresholds they are
 * @param rows a threshold and a defect each, plan by plan; a threshold that no defect names once;
 *     copied
 * @param interrupted whether a person ended it before everything was run
 * @param unwritten whether something of a run could not be written
 */
public record Proof(Suite suite, List<Row> rows, boolean interrupted, boolean unwritten) {
  /** Copies the rows. */
  public Proof {
    rows = List.copyOf(rows);
  }

  /** What is known of a threshold and a defect. */
  public enum Outcome {
    /** Met without the defect, missed with it. */
    PROVEN,
    /** There is no defect that is said to make it fail. */
    NO_DEFECT_NAMES_IT,
    /** Missed without the defect as well. */
    MISSED_WITHOUT_DEFECT,
    /** Met with the defect as well. */
    MET_IN_SPITE_OF_DEFECT,
    /** One of the two runs was not made, was invalid, or has too few data for the threshold. */
    COULD_NOT_BE_JUDGED;

    /** Returns it in words. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * What a run showed of a threshold.
   *
   * @param verdict invalid if the whole run is
   * @param value in base units; NaN if there are no data
   * @param observed the value in words
   * @param time which time the run was made that showed it; from 1
   */
  public record Seen(Verdict verdict, double value, String observed, int time) {
    /**
     * Returns what a result says of a threshold; empty if it is not judged by it.
     *
     * @param time which time the run was made; from 1
     */
    static Optional<Seen> of(RunOutcome run, int time, String threshold) {
      return run.judged().stream()
          .filter(judged -> judged.expression().equals(threshold))
          .findFirst()
          .map(judged ->
              new Seen(
                  run.verdict() == Verdict.INVALID ? Verdict.INVALID : judged.verdict(),
                  judged.observed(),
                  judged.seen(),
                  time));
    }

    boolean met() {
      return verdict == Verdict.PASS || verdict == Verdict.WARN;
    }

    boolean missed() {
      return verdict == Verdict.FAIL && !Double.isNaN(value);
    }
  }

  /**
   * A threshold and a defect.
   *
   * @param plan the name of the plan
   * @param tier the tier that has the threshold; empty if the plan itself has it
   * @param threshold as the plan writes it
   * @param defect the name of the defect that is said to make it fail
   * @param healthy what was seen without the defect
   * @param defective what was seen with it
   */
  public record Row(
      String plan,
      Optional<String> tier,
      String threshold,
      Optional<String> defect,
      Optional<Seen> healthy,
      Optional<Seen> defective) {
    /** Returns what is known. A threshold that fails because there are no data proves nothing. */
    public Outcome outcome() {
      if (defect.isEmpty()) {
        return Outcome.NO_DEFECT_NAMES_IT;
      }
      if (healthy.isEmpty() || defective.isEmpty()) {
        return Outcome.COULD_NOT_BE_JUDGED;
      }
      if (healthy.get().verdict() == Verdict.FAIL) {
        return Outcome.MISSED_WITHOUT_DEFECT;
      }
      if (defective.get().met()) {
        return Outcome.MET_IN_SPITE_OF_DEFECT;
      }
      return healthy.get().met() && defective.get().missed()
          ? Outcome.PROVEN
          : Outcome.COULD_NOT_BE_JUDGED;
    }

    /** Returns the threshold after its tier, if it has one. */
    public String told() {
      return tier.map(name -> name + ": ").orElse("") + threshold;
    }

    private Limit limit() {
      return new Limit(plan, tier, threshold);
    }
  }

  /** A threshold of a plan or of a tier. */
  private record Limit(String plan, Optional<String> tier, String threshold) {}

  /** Returns the rows of which the threshold is not proven. */
  public List<Row> unproven() {
    return rows.stream().filter(row -> row.outcome() != Outcome.PROVEN).toList();
  }

  /** Returns how many thresholds there are: those of plans, and those of each tier. */
  public long thresholds() {
    return count(rows);
  }

  /** Returns how many thresholds are proven by every defect that names them. */
  public long proven() {
    return count(rows) - count(unproven());
  }

  private static long count(List<Row> rows) {
    return rows.stream().map(Row::limit).distinct().count();
  }
}
