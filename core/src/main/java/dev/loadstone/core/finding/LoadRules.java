package dev.loadstone.core.finding;

import dev.loadstone.core.analysis.Climb;
import dev.loadstone.core.analysis.Drift;
import dev.loadstone.core.analysis.Exhaustion;
import dev.loadstone.core.analysis.GrowthRate;
import dev.loadstone.core.analysis.LoadCourse;
import dev.loadstone.core.analysis.MemoryGrowth;
import dev.loadstone.core.analysis.Recovery;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.record.TimelinePoint;
import dev.loadstone.core.result.RunResult;
import java.util.Optional;
import java.util.stream.Stream;

/** What the course of the load showed. */
final class LoadRules {
  /** How many times as slow as at the lowest level a saturated target is at the highest. */
  static final double SLOWER = 1.5;

  /** The share of the offered rate below which a target does not keep up. */
  static final double KEEPS_UP = 0.95;

  /** How many times as many operations are under way at the end of an overload. */
  static final double PILED_UP = 2;

  /** The growth of the median response time that is told, as a share, and in seconds. */
  static final double DRIFT_MIN = 0.2;

  static final double DRIFT_SECONDS_MIN = 0.001;

  /** Seconds that a recovery may take before it is told. */
  static final double RECOVERY_SOON = 10;

  private static final int STEADY_MIN = 10;
  private static final double IN_FLIGHT_MIN = 20;
  private static final double DRIFT_HIGH = 1;
  private static final double BROKEN_SUCCESS = 0.95;

  private LoadRules() {}

  static Stream<Finding> of(RunResult result) {
    LoadCourse course = result.course();
    Stream<Finding> ofLoad =
        Stream.of(
                course.climb().flatMap(LoadRules::breaking),
                course.climb().flatMap(LoadRules::knee),
                overload(result),
                course.recovery().flatMap(LoadRules::recovery),
                course.drift().flatMap(LoadRules::drift))
            .flatMap(Optional::stream);
    return Stream.concat(
        ofLoad, result.growths().stream().flatMap(growth -> memory(growth).stream()));
  }

  private static Optional<Finding> breaking(Climb climb) {
    Climb.Level first = climb.levels().getFirst();
    return climb
        .breakingLevel()
        .map(level ->
            new Finding(
                Kind.BREAKING,
                level.success() < BROKEN_SUCCESS ? Severity.CRITICAL : Severity.HIGH,
                "At "
                    + Text.level(level.level(), climb.users())
                    + " the mean response took "
                    + Text.seconds(level.response())
                    + " against "
                    + Text.seconds(first.response())
                    + " at "
                    + Text.level(first.level(), climb.users())
                    + ", "
                    + Text.ratio(1 - level.success())
                    + " failed, and "
                    + Text.rate(level.throughput())
                    + " were done.",
                "From this level on users are served badly or not at all.",
                "Keep the load below this level, or raise the limit that it meets.",
                "Hold the level before it for ten minutes, and look at what runs out beyond it."));
  }

  private static Optional<Finding> knee(Climb climb) {
    Climb.Level first = climb.levels().getFirst();
    Climb.Level last = climb.levels().getLast();
    return climb
        .knee()
        .map(knee -> {
          boolean grows = last.response() >= SLOWER * first.response();
          String beyond =
              "Up to about "
                  + Text.level(knee.level(), climb.users())
                  + " throughput followed the load; beyond that it stayed at about "
                  + Text.rate(knee.capacity());
          return grows
              ? new Finding(
                  Kind.SATURATION,
                  Severity.HIGH,
                  beyond
                      + ", while the mean response time grew from "
                      + Text.seconds(first.response())
                      + " to "
                      + Text.seconds(last.response())
                      + ".",
                  "More load only makes everybody wait longer.",
                  "Take " + Text.rate(knee.capacity()) + " as the capacity, and plan below it.",
                  "Repeat the climb with one limit of the target raised (workers, connections,"
                      + " processors), and see whether the knee moves.")
              : new Finding(
                  Kind.KNEE,
                  Severity.LOW,
                  beyond + ", at unchanged response times.",
                  "",
                  "Something before the target, or a limit that refuses quickly, holds the rate.",
                  "Look at errors and at the generator's start delay beyond the knee.");
        });
  }

  /** Whether more was asked for than was done, and what waited piled up. */
  static Optional<Finding> overload(RunResult result) {
    Seconds steady = Seconds.steady(result);
    int quarter = steady.count() / 4;
    if (steady.count() < STEADY_MIN || !result.load().model().equals("open")) {
      return Optional.empty();
    }
    Seconds first = steady.part(0, quarter);
    Seconds last = steady.part(steady.count() - quarter, steady.count());
    double offered = steady.median(TimelinePoint::offered);
    double completed = steady.median(TimelinePoint::completed);
    double before = first.median(TimelinePoint::inFlight);
    double after = last.median(TimelinePoint::inFlight);
    if (completed >= KEEPS_UP * offered
        || after < Math.max(IN_FLIGHT_MIN, PILED_UP * before)
        || steady.failureShare() > 1 - KEEPS_UP) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.OVERLOAD,
            Severity.HIGH,
            "Of "
                + Text.rate(offered)
                + " that were asked for, "
                + Text.rate(completed)
                + " were done; what was under way grew from "
                + Text.count(Math.round(before))
                + " to "
                + Text.count(Math.round(after))
                + " operations, and the median response time from "
                + Text.seconds(first.median(TimelinePoint::responseP50))
                + " to "
                + Text.seconds(last.median(TimelinePoint::responseP50))
                + ".",
            "Response times of such a run grow for as long as it lasts; its percentiles tell of its length.",
            "Ask for less than " + Text.rate(completed) + ", or raise the target's capacity.",
            "Let the rate rise to " + Text.rate(completed) + " to find where queues begin."));
  }

  private static Optional<Finding> recovery(Recovery recovery) {
    boolean never = recovery.seconds().isEmpty();
    if (!never && recovery.seconds().get() <= RECOVERY_SOON) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.SLOW_RECOVERY,
            never ? Severity.HIGH : Severity.MEDIUM,
            never
                ? "In the "
                    + Text.length(recovery.observedSeconds())
                    + " after the peak the target was not itself again."
                : "The target was itself again only "
                    + Text.length(recovery.seconds().get())
                    + " after the peak.",
            "Whoever comes after a peak pays for it.",
            "Look for queues that are worked off too late: bound them, and drop what nobody waits for any more.",
            "Repeat with a lower peak, and see from which height on recovery takes long."));
  }

  private static Optional<Finding> drift(Drift drift) {
    double grown = drift.trend().slope() * drift.seconds();
    if (!drift.isSignificant() || drift.response() < DRIFT_MIN || grown < DRIFT_SECONDS_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Kind.DEGRADATION,
            drift.response() >= DRIFT_HIGH ? Severity.HIGH : Severity.MEDIUM,
            "Under a steady load of "
                + Text.length(drift.seconds())
                + " the median response time rose by "
                + Text.ratio(drift.response())
                + " from the first quarter to the last.",
            "If it goes on like this, every day of running makes it worse.",
            "Look for what grows with time: tables, caches, memory, queues.",
            "Run the same load ten times as long, with a probe on the target's memory."));
  }

  private static String exhaustion(Exhaustion exhaustion) {
    String limit = DataSizes.human(exhaustion.limit());
    return exhaustion.seconds() == 0
        ? ", and it is beyond its limit of " + limit + " already"
        : ", and comes to its limit of "
            + limit
            + " in "
            + Text.length(exhaustion.seconds())
            + " (95 % interval "
            + Text.length(exhaustion.interval().low())
            + " to "
            + Text.length(exhaustion.interval().high())
            + ")";
  }

  private static Optional<Finding> memory(MemoryGrowth growth) {
    if (growth.finding() != MemoryGrowth.Finding.LEAK || growth.perHour().isEmpty()) {
      return Optional.empty();
    }
    GrowthRate perHour = growth.perHour().get();
    String perOperation =
        growth
            .perOperation()
            .map(rate -> ", " + DataSizes.human(rate.value()) + " for each operation")
            .orElse("");
    return Optional.of(
        new Finding(
            Kind.MEMORY_GROWTH,
            Severity.HIGH,
            growth.series()
                + " grew by "
                + DataSizes.human(perHour.value())
                + " an hour (95 % interval "
                + DataSizes.human(perHour.interval().low())
                + " to "
                + DataSizes.human(perHour.interval().high())
                + ")"
                + perOperation
                + ", from a level of "
                + DataSizes.human(growth.level())
                + ", in "
                + Text.length(growth.seconds())
                + " of steady load.",
            "At this rate it doubles in "
                + Text.length(growth.level() / perHour.value() * 3_600)
                + growth.exhaustion().map(LoadRules::exhaustion).orElse("")
                + ".",
            "Look at what the target keeps for each request; a heap that is only being filled looks the same from outside.",
            "Run the same load for longer than the target's heap takes to fill; if it still grows, compare two heap dumps."));
  }
}
