package dev.loadstone.core.compare;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Compares two sets of runs. {@code docs/compare.md} tells the method and its error rates as they
 * were measured.
 */
public final class Comparer {
  private static final double NORMAL_975 = 1.959963984540054;

  private final ComparisonSettings settings;
  private final List<ComparedRun> baseline;
  private final List<ComparedRun> candidate;
  private final Method method;
  private final Splits splits;

  private Comparer(
      ComparisonSettings settings,
      List<ComparedRun> baseline,
      List<ComparedRun> candidate,
      Method method) {
    this.settings = settings;
    this.baseline = baseline;
    this.candidate = candidate;
    this.method = method;
    splits =
        method.isPermutation()
            ? Splits.of(baseline.size(), candidate.size(), settings.seed())
            : new Splits(0, List.of(), true);
  }

  /**
   * Compares two sets of runs.
   *
   * @param baseline at least one run
   * @param candidate at least one run
   * @throws InvalidInputException if runs are of different plans and the settings do not allow that
   */
  public static Comparison compare(
      List<ComparedRun> baseline, List<ComparedRun> candidate, ComparisonSettings settings) {
    checkPlans(baseline, candidate, settings);
    List<ComparedRun> before = baseline.stream().filter(ComparedRun::isUsable).toList();
    List<ComparedRun> after = candidate.stream().filter(ComparedRun::isUsable).toList();
    Method method =
        before.isEmpty() || after.isEmpty()
            ? Method.TAKEN_VARIATION
            : Method.of(before.size(), after.size(), settings.level());
    return new Comparer(settings, before, after, method).comparison(baseline, candidate);
  }

  /**
   * Compares runs that were made in pairs, one of each side at about the same time. A pair of which
   * a run cannot be used is left out as a whole.
   *
   * @param baseline at least one run
   * @param candidate as many, each the other of the pair
   * @throws InvalidInputException if runs are of different plans and the settings do not allow that
   * @throws IllegalArgumentException if there are not as many of both
   */
  public static Comparison comparePairs(
      List<ComparedRun> baseline, List<ComparedRun> candidate, ComparisonSettings settings) {
    if (baseline.size() != candidate.size()) {
      throw new IllegalArgumentException(
          "pairs need as many runs of both sides, got: "
              + baseline.size()
              + " and "
              + candidate.size());
    }
    checkPlans(baseline, candidate, settings);
    List<ComparedRun> before = new ArrayList<>();
    List<ComparedRun> after = new ArrayList<>();
    for (int i = 0; i < baseline.size(); i++) {
      if (baseline.get(i).isUsable() && candidate.get(i).isUsable()) {
        before.add(baseline.get(i));
        after.add(candidate.get(i));
      }
    }
    Method method = Method.ofPairs(before.size(), settings.level());
    return new Comparer(settings, before, after, method).comparison(baseline, candidate);
  }

  private Comparison comparison(List<ComparedRun> allBefore, List<ComparedRun> allAfter) {
    List<Omission> omissions = new ArrayList<>();
    List<Change> changes = changes(omissions);
    List<String> notes = Notes.of(allBefore, allAfter, method, settings);
    return new Comparison(allBefore, allAfter, settings, method, changes, omissions, notes);
  }

  private static void checkPlans(
      List<ComparedRun> baseline, List<ComparedRun> candidate, ComparisonSettings settings) {
    ComparedRun first = baseline.getFirst();
    for (ComparedRun run : Stream.concat(baseline.stream(), candidate.stream()).toList()) {
      if (!run.plan().equals(first.plan()) && !settings.differentPlans()) {
        throw new InvalidInputException(
            List.of(
                new Problem(
                    Optional.empty(),
                    run.name(),
                    "must be a run of the plan "
                        + first.plan()
                        + ", as "
                        + first.name()
                        + " is, got: "
                        + run.plan(),
                    "Runs of different plans differ for other reasons than the target; compare"
                        + " them all the same with --different-plans.")));
      }
    }
  }

  private List<Change> changes(List<Omission> omissions) {
    Set<Subject> subjects = new LinkedHashSet<>();
    baseline.forEach(run -> subjects.addAll(run.readings().keySet()));
    candidate.forEach(run -> subjects.addAll(run.readings().keySet()));
    List<Sides> known = new ArrayList<>();
    for (Subject subject : subjects) {
      Sides sides = Sides.of(subject, baseline, candidate);
      Optional<String> lacking = lacking(sides);
      if (lacking.isPresent()) {
        omissions.add(
            new Omission(
                subject, sides.baseline().size(), sides.candidate().size(), lacking.get()));
      } else {
        known.add(sides);
      }
    }
    PValues values = PValues.of(known, method, splits, settings.correction(), settings.seed());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      changes.add(change(known.get(i), values.raw(i), values.adjusted(i), known.size()));
    }
    return changes;
  }

  private Optional<String> lacking(Sides sides) {
    int before = sides.baseline().size();
    int after = sides.candidate().size();
    if (before == 0 || after == 0) {
      return Optional.of(before == 0 ? "only the candidate has it" : "only the baseline has it");
    }
    boolean whole = before == baseline.size() && after == candidate.size();
    if (method.isPaired() && !whole) {
      return Optional.of(
          "not every pair has it: %d of %d and %d of %d"
              .formatted(before, baseline.size(), after, candidate.size()));
    }
    boolean most = 2 * before >= baseline.size() && 2 * after >= candidate.size();
    if (whole || (most && Method.of(before, after, settings.level()) == method)) {
      return Optional.empty();
    }
    return Optional.of(
        "too few runs have it: %d of %d and %d of %d"
            .formatted(before, baseline.size(), after, candidate.size()));
  }

  private Change change(Sides sides, double p, double adjusted, int figures) {
    double difference = sides.difference();
    ConfidenceInterval interval = interval(sides, difference);
    double tolerance = settings.tolerance(sides.subject());
    double reach = sides.reach(tolerance);
    boolean worse = sides.subject().higherIsBetter() ? difference < 0 : difference > 0;
    boolean significant = adjusted <= settings.level();
    Decision decision =
        Decision.of(
            new Decision.Seen(
                difference, interval, reach, worse, significant, sides.isAlike(), method));
    double deviation = deviation(sides);
    return new Change(
        sides.subject(),
        sides.baseline().stream().map(Reading::value).toList(),
        sides.candidate().stream().map(Reading::value).toList(),
        sides.centre(sides.before()),
        sides.centre(sides.after()),
        sides.byDifference(),
        sides.shown(difference),
        shown(sides, interval),
        bootstrap(sides).map(own -> shown(sides, own)),
        p,
        adjusted,
        sides.delta(),
        tolerance,
        decision.judgement(),
        significant,
        decision.suspected(),
        worse,
        decision.runsNeeded(
            Math.max(sides.baseline().size(), sides.candidate().size()),
            deviation,
            settings.level(),
            figures),
        decision.reason());
  }

  private static ConfidenceInterval shown(Sides sides, ConfidenceInterval interval) {
    return new ConfidenceInterval(sides.shown(interval.low()), sides.shown(interval.high()));
  }

  private ConfidenceInterval interval(Sides sides, double difference) {
    if (method.isPaired()) {
      return pairedInterval(sides.pairs(), difference);
    }
    double[] before = sides.before();
    double[] after = sides.after();
    if (method.isPermutation()) {
      double[] all = DoubleStream.concat(Arrays.stream(before), Arrays.stream(after)).toArray();
      Splits own =
          before.length == baseline.size() && after.length == candidate.size()
              ? splits
              : Splits.of(before.length, after.length, settings.seed());
      return new PermutationTest(own).interval(all, before.length, settings.level());
    }
    double half =
        method == Method.STUDENT
            ? StudentTest.quantile(settings.level(), before.length + after.length - 2)
                * StudentTest.error(before, after)
            : NORMAL_975 * takenError(sides);
    return new ConfidenceInterval(difference - half, difference + half);
  }

  private ConfidenceInterval pairedInterval(double[] pairs, double difference) {
    if (method == Method.PAIRED_SIGNS) {
      return new SignTest(pairs.length, settings.seed()).interval(pairs, settings.level());
    }
    double half =
        StudentTest.quantile(settings.level(), pairs.length - 1) * StudentTest.error(pairs);
    return new ConfidenceInterval(difference - half, difference + half);
  }

  /** Returns the error of the difference if runs vary as is taken, and at least as was seen. */
  private double takenError(Sides sides) {
    double deviation = deviation(sides);
    double ofRuns =
        deviation * deviation * (1.0 / sides.baseline().size() + 1.0 / sides.candidate().size());
    return Math.sqrt(ofRuns + sides.ownError(sides.baseline()) + sides.ownError(sides.candidate()));
  }

  private double deviation(Sides sides) {
    if (method.isPaired()) {
      double[] pairs = sides.pairs();
      // So much would runs vary if pairs were none: two of them make a difference.
      return Math.sqrt(StudentTest.squares(pairs) / (pairs.length - 1) / 2);
    }
    double seen = sides.deviation();
    if (method != Method.TAKEN_VARIATION) {
      return seen;
    }
    double level =
        (Math.abs(StudentTest.mean(sides.before())) + Math.abs(StudentTest.mean(sides.after())))
            / 2;
    double taken = sides.byDifference() ? settings.runVariation() * level : settings.runVariation();
    return Double.isNaN(seen) ? taken : Math.max(seen, taken);
  }

  private Optional<ConfidenceInterval> bootstrap(Sides sides) {
    if (method.isPaired()) {
      return Optional.empty();
    }
    boolean drawable =
        (sides.baseline().size() > 1 || Sides.isKnown(sides.baseline()))
            && (sides.candidate().size() > 1 || Sides.isKnown(sides.candidate()));
    return drawable
        ? Optional.of(
            HierarchicalBootstrap.interval(
                sides.runs(sides.baseline()), sides.runs(sides.candidate()), settings.seed()))
        : Optional.empty();
  }
}
