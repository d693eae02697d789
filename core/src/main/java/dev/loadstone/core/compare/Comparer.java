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
      ComparisonSettings settings, List<ComparedRun> baseline, List<ComparedRun> candidate) {
    this.settings = settings;
    this.baseline = baseline;
    this.candidate = candidate;
    method =
        baseline.isEmpty() || candidate.isEmpty()
            ? Method.TAKEN_VARIATION
            : Method.of(baseline.size(), candidate.size(), settings.level());
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
    Comparer comparer =
        new Comparer(
            settings,
            baseline.stream().filter(ComparedRun::isUsable).toList(),
            candidate.stream().filter(ComparedRun::isUsable).toList());
    List<Omission> omissions = new ArrayList<>();
    List<Change> changes = comparer.changes(omissions);
    List<String> notes = Notes.of(baseline, candidate, comparer.method, settings);
    return new Comparison(
        baseline, candidate, settings, comparer.method, changes, omissions, notes);
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
    PValues values = PValues.of(known, method, splits, settings.correction());
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

  /** Returns the error of the difference if runs vary as is taken, and at least as was seen. */
  private double takenError(Sides sides) {
    double deviation = deviation(sides);
    double ofRuns =
        deviation * deviation * (1.0 / sides.baseline().size() + 1.0 / sides.candidate().size());
    return Math.sqrt(ofRuns + sides.ownError(sides.baseline()) + sides.ownError(sides.candidate()));
  }

  private double deviation(Sides sides) {
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
