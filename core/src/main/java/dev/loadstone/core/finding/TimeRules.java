package dev.loadstone.core.finding;

import dev.loadstone.core.analysis.Points;
import dev.loadstone.core.benchmark.SteadyState;
import dev.loadstone.core.benchmark.SteadyStateDetector;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happened at some second of the run, or every few seconds. */
final class TimeRules {
  /** Shares of failures: at most the first is calm, at least the second is none any more. */
  static final double CALM = 0.005;

  static final double FAILING = 0.05;

  /** How many seconds such a state must last. */
  static final int LASTING = 3;

  /** How many operations must fail in it: at low rates single failures are a large share. */
  static final int FAILURES_MIN = 5;

  /** How much slower a cliff, or a target that warms up, is; as a factor and in seconds. */
  static final double CLIFF = 2;

  static final double WARMING = 1.2;
  static final double SECONDS_MIN = 0.002;

  /**
   * How many times as high as usual, and as what any step takes on average, a stall is; in seconds
   * at least, and how many there must be.
   */
  static final double STALL = 4;

  static final double STALL_SECONDS_MIN = 0.05;
  static final int STALLS_MIN = 4;

  /** The standard deviation of a regular interval as a share of its mean. */
  static final double REGULAR = 0.25;

  private static final int CLIFF_SIDE_MIN = 5;
  private static final double CLIFF_CLEAR = 0.8;
  private static final double LEVEL_ALIKE = 0.2;
  private static final double CRITICAL = 0.5;

  private TimeRules() {}

  static Stream<Finding> of(RunResult result) {
    return Stream.of(
            errors(Seconds.measured(result)),
            shift(Seconds.steady(result).withTimes(), result.course().recovery().isPresent()),
            stalls(Seconds.steady(result).withTimes(), slowestStep(result)))
        .flatMap(Optional::stream);
  }

  private static Optional<Finding> errors(Seconds run) {
    for (int i = LASTING; i + LASTING <= run.count(); i++) {
      if (failing(run, i) && run.part(0, i).failureShare() <= CALM) {
        int end = i;
        while (end < run.count() && failing(run, end)) {
          end++;
        }
        if (Math.round(run.part(i, end).failures()) >= FAILURES_MIN) {
          return Optional.of(onset(run, i, end));
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether a second and those after it fail, up to the end of the run. */
  private static boolean failing(Seconds run, int from) {
    return run.part(from, Math.min(from + LASTING, run.count())).failureShare() >= FAILING
        && run.part(from, from + 1).failureShare() >= CALM;
  }

  private static Finding onset(Seconds run, int from, int to) {
    boolean stays = to >= run.count() - 1;
    Seconds bad = run.part(from, to);
    double share = bad.failureShare();
    TimelinePoint first = run.get(from);
    double level =
        Double.isNaN(first.offered()) || first.offered() == 0 ? first.users() : first.offered();
    String under =
        Double.isNaN(first.offered()) || first.offered() == 0
            ? Text.count(Math.round(level)) + " users"
            : Text.rate(level);
    String evidence =
        "Until "
            + Text.second(first.start())
            + " of the run "
            + Text.ratio(run.part(0, from).failureShare())
            + " of operations failed, from then on "
            + Text.ratio(share)
            + (stays ? "" : " until " + Text.second(run.get(to - 1).end()))
            + "; the load was "
            + under
            + " at that moment.";
    return new Finding(
        stays ? Kind.ERROR_ONSET : Kind.OUTAGE,
        share >= CRITICAL ? Severity.CRITICAL : Severity.HIGH,
        evidence,
        "",
        "Look at the target's logs of that second, and at which class of failure it is.",
        stays
            ? "Repeat with half of the load: if failures come at the same level it is a limit, if at the same time it is time."
            : "Repeat with a longer run, to see whether it comes again.",
        OptionalDouble.of(first.start()));
  }

  /**
   * A change of level: a cliff if it gets slower, an unfinished warm-up if it gets faster, unless
   * that is the recovery from a peak.
   */
  private static Optional<Finding> shift(Seconds steady, boolean recovers) {
    Optional<Finding> cliff = cliff(steady);
    return cliff.isPresent() || recovers ? cliff : warmUp(steady);
  }

  private static Optional<Finding> cliff(Seconds steady) {
    int best = split(steady);
    if (best == 0) {
      return Optional.empty();
    }
    Seconds before = steady.part(0, best);
    Seconds after = steady.part(best, steady.count());
    double low = before.median(TimelinePoint::responseP50);
    double high = after.median(TimelinePoint::responseP50);
    double between = Math.sqrt(low * high);
    if (high < CLIFF * low
        || high - low < SECONDS_MIN
        || share(before, point -> point.responseP50() < between) < CLIFF_CLEAR
        || share(after, point -> point.responseP50() > between) < CLIFF_CLEAR
        || !alike(before, after)) {
      return Optional.empty();
    }
    double at = after.get(0).start();
    return Optional.of(
        new Finding(
            Kind.CLIFF,
            Severity.HIGH,
            "From "
                + Text.second(at)
                + " of the run on the median response took "
                + Text.seconds(high)
                + " instead of "
                + Text.seconds(low)
                + ", under the same load.",
            "Everybody waits " + Text.times(high / low) + " as long.",
            "Look for what changed in the target at that second: a cache that was lost, an instance that went away, a plan that changed.",
            "Repeat: a cliff at the same second has to do with the amount of work, one at another with chance.",
            OptionalDouble.of(at)));
  }

  /**
   * Returns where two parts differ most: the sum of squared deviations of logarithms of the median
   * from each part's mean is least; 0 if there are too few seconds.
   */
  private static int split(Seconds steady) {
    double[] sums = new double[steady.count() + 1];
    for (int i = 0; i < steady.count(); i++) {
      sums[i + 1] = sums[i] + Math.log(steady.get(i).responseP50());
    }
    // Of all ways to split the same values that one is best whose parts' means are farthest apart,
    // weighted: Σ(x − x̄)² = Σx² − (Σx)²/n, and Σx² is the same for all.
    int best = 0;
    double most = 0;
    int all = steady.count();
    for (int i = CLIFF_SIDE_MIN; i + CLIFF_SIDE_MIN <= all; i++) {
      double apart = sums[i] / i - (sums[all] - sums[i]) / (all - i);
      double weighted = apart * apart * i * (all - i);
      if (weighted > most) {
        most = weighted;
        best = i;
      }
    }
    return best;
  }

  private static double share(Seconds part, Predicate<TimelinePoint> good) {
    return (double) part.points().stream().filter(good).count() / part.count();
  }

  private static boolean alike(Seconds before, Seconds after) {
    double one = level(before);
    double other = level(after);
    return Math.abs(one - other) <= LEVEL_ALIKE * Math.max(one, other);
  }

  private static double level(Seconds part) {
    double offered = part.median(TimelinePoint::offered);
    return Double.isNaN(offered) || offered == 0 ? part.median(TimelinePoint::users) : offered;
  }

  private static Optional<Finding> warmUp(Seconds steady) {
    if (steady.count() < SteadyStateDetector.SAMPLES_MIN) {
      return Optional.empty();
    }
    SteadyState state =
        SteadyStateDetector.judge(
            steady.points().stream().mapToDouble(TimelinePoint::responseP50).toArray());
    int start = state.start();
    if (state.kind() != SteadyState.Kind.STEADY || start < 2 || start > steady.count() / 2) {
      return Optional.empty();
    }
    double first = steady.part(0, start).median(TimelinePoint::responseP50);
    double rest = steady.part(start, steady.count()).median(TimelinePoint::responseP50);
    if (first < WARMING * rest || first - rest < SECONDS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.WARM_UP,
            Severity.MEDIUM,
            "In the first "
                + start
                + " measured seconds the median response took "
                + Text.seconds(first)
                + ", afterwards "
                + Text.seconds(rest)
                + ".",
            "The figures of the run mix a cold target with a warm one.",
            "Make the warm-up "
                + start
                + " seconds longer, if the warm target is what you ask about.",
            "Run once with that warm-up; if you ask how a cold target fares, without any, several times.",
            OptionalDouble.of(steady.get(0).start())));
  }

  /**
   * Returns what operations of the slowest step take on average: no stall, however seldom they are.
   */
  private static double slowestStep(RunResult result) {
    return StepRules.steps(result, Measure.RESPONSE_TIME).stream()
        .mapToDouble(MeasureSummary::mean)
        .max()
        .orElse(0);
  }

  private static Optional<Finding> stalls(Seconds steady, double slowestStep) {
    double usual = steady.median(TimelinePoint::responseMax);
    double bound = Math.max(STALL * Math.max(usual, slowestStep), usual + STALL_SECONDS_MIN);
    List<TimelinePoint> stalls = new ArrayList<>();
    boolean within = false;
    for (TimelinePoint point : steady.points()) {
      double height = point.responseMax();
      boolean ofGenerator = point.generator().loopLagSecondsMax() > height / 2;
      boolean high = height > bound;
      if (high && !ofGenerator && !within) {
        stalls.add(point);
      }
      within = high;
    }
    if (stalls.size() < STALLS_MIN) {
      return Optional.empty();
    }
    double[] gaps = new double[stalls.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = stalls.get(i + 1).start() - stalls.get(i).start();
    }
    double mean = (stalls.getLast().start() - stalls.getFirst().start()) / gaps.length;
    double squares = 0;
    for (double gap : gaps) {
      squares += (gap - mean) * (gap - mean);
    }
    if (Math.sqrt(squares / gaps.length) > REGULAR * mean) {
      return Optional.empty();
    }
    double height = Points.median(stalls, TimelinePoint::responseMax);
    return Optional.of(
        new Finding(
            Kind.PERIODIC_STALLS,
            Severity.MEDIUM,
            "Every "
                + Text.seconds(mean)
                + " or so, "
                + stalls.size()
                + " times, the slowest response took about "
                + Text.seconds(height)
                + "; in other seconds "
                + Text.seconds(usual)
                + ".",
            "Whoever comes at such a moment waits for it.",
            "Look for what the target does at this interval: garbage collection, checkpoints, refreshes, jobs.",
            "Watch the target's pauses beside the load (a probe on the same time axis).",
            OptionalDouble.of(stalls.getFirst().start())));
  }
}
