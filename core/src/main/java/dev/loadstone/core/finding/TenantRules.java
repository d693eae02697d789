package dev.loadstone.core.finding;

import dev.loadstone.core.analysis.Points;
import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is served worse than others that ask for the same. Those who ask for the same are scenarios
 * with a step of the same name: tenants, regions, kinds of users. Who asks for much more than the
 * others do is left out, for a target may hold it back.
 */
final class TenantRules {
  /**
   * How many times as long as those of the others the times of one are, and by how many seconds.
   */
  static final double SLOWER = 1.5;

  static final double SLOWER_MIN = 0.005;

  /** How many times as large as those of the others the failures of one are, and by what share. */
  static final double FAILING = 3;

  static final double FAILING_MIN = 0.02;

  /** How many times as many operations as the others one may ask for. */
  static final double GREEDY = 1.5;

  private static final long OPERATIONS_MIN = 100;
  private static final double HIGH_TIMES = 3;
  private static final double HIGH_FAILURES = 0.1;

  private TenantRules() {}

  /**
   * What one of several scenarios saw of a step.
   *
   * @param name of the scenario
   * @param operations that ended
   * @param failures the share of them that failed
   * @param times of those that succeeded; empty if none did
   */
  private record Tenant(
      String name, long operations, double failures, Optional<MeasureSummary> times) {
    double percentile(Statistic statistic) {
      return times.map(known -> known.percentile(statistic)).orElse(Double.NaN);
    }
  }

  static Stream<Finding> of(RunResult result) {
    return result.start().steps().stream().flatMap(step -> step(result, step).stream()).limit(1);
  }

  private static Optional<Finding> step(RunResult result, String step) {
    List<Tenant> all = tenants(result, step);
    if (all.size() < 2) {
      return Optional.empty();
    }
    Stream<Optional<Finding>> failing =
        all.stream().map(one -> failures(step, one, others(all, one)));
    Stream<Optional<Finding>> slow = all.stream().map(one -> times(step, one, others(all, one)));
    return Stream.concat(failing, slow).flatMap(Optional::stream).findFirst();
  }

  private static List<Tenant> tenants(RunResult result, String step) {
    List<Tenant> tenants = new ArrayList<>();
    List<String> scenarios =
        result.counters().stream()
            .filter(counter -> counter.key().name().equals(CounterKey.OPERATIONS))
            .map(counter -> counter.key().tags())
            .filter(tags -> tags.get(Tag.STEP).equals(step) && tags.has(Tag.SCENARIO))
            .map(tags -> tags.get(Tag.SCENARIO))
            .distinct()
            .toList();
    for (String scenario : scenarios) {
      Tags both = Tags.of(Tag.STEP, step).with(Tag.SCENARIO, scenario);
      long operations =
          result.counter(CounterKey.OPERATIONS, both.values())
              - ended(result, both, Outcome.CANCELLED);
      long failed = operations - ended(result, both, Outcome.OK);
      Optional<MeasureSummary> times =
          result.measures().stream()
              .filter(one -> one.measure() == Measure.RESPONSE_TIME && one.tags().equals(both))
              .findFirst();
      if (operations >= OPERATIONS_MIN) {
        tenants.add(new Tenant(scenario, operations, (double) failed / operations, times));
      }
    }
    return tenants;
  }

  private static long ended(RunResult result, Tags tags, Outcome outcome) {
    return result.counter(CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, outcome.label()).values());
  }

  /** Returns those with whom one can be compared; none if it asks for much more than they do. */
  private static List<Tenant> others(List<Tenant> all, Tenant one) {
    List<Tenant> others = all.stream().filter(other -> !other.equals(one)).toList();
    double usual = Points.median(others.stream().mapToDouble(Tenant::operations).toArray());
    return one.operations() > GREEDY * usual ? List.of() : others;
  }

  private static Optional<Finding> failures(String step, Tenant one, List<Tenant> others) {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    double usual = Points.median(others.stream().mapToDouble(Tenant::failures).toArray());
    if (one.failures() < FAILING * usual || one.failures() - usual < FAILING_MIN) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            one,
            one.failures() - usual >= HIGH_FAILURES,
            "Of the operations of "
                + step
                + " that "
                + one.name()
                + " asked for "
                + Text.ratio(one.failures())
                + " failed, of those of "
                + names(others)
                + " "
                + Text.ratio(usual)
                + middle(others)
                + "."));
  }

  private static Optional<Finding> times(String step, Tenant one, List<Tenant> others) {
    for (Statistic percentile : List.of(Statistic.P50, Statistic.P95)) {
      double usual =
          Points.median(
              others.stream().mapToDouble(other -> other.percentile(percentile)).toArray());
      double own = one.percentile(percentile);
      if (own >= SLOWER * usual
          && own - usual >= SLOWER_MIN
          && others.stream().allMatch(other -> isBeyond(one, other, percentile))) {
        return Optional.of(
            finding(
                one,
                own >= HIGH_TIMES * usual,
                "The "
                    + percentile.label()
                    + " of response times of "
                    + step
                    + " is "
                    + Text.seconds(own)
                    + " for "
                    + one.name()
                    + ", and "
                    + Text.seconds(usual)
                    + " for "
                    + names(others)
                    + middle(others)
                    + "."));
      }
    }
    return Optional.empty();
  }

  /** Returns whether a percentile is higher for one than for another, beyond chance. */
  private static boolean isBeyond(Tenant one, Tenant other, Statistic percentile) {
    Optional<ConfidenceInterval> high = interval(one, percentile);
    Optional<ConfidenceInterval> low = interval(other, percentile);
    return (high.isEmpty() || low.isEmpty())
        ? one.percentile(percentile) > other.percentile(percentile)
        : high.get().low() > low.get().high();
  }

  private static Optional<ConfidenceInterval> interval(Tenant tenant, Statistic percentile) {
    return tenant.times().flatMap(times -> Optional.ofNullable(times.intervals().get(percentile)));
  }

  private static Finding finding(Tenant one, boolean high, String evidence) {
    return new Finding(
        Kind.UNFAIR_TENANTS,
        high ? Severity.HIGH : Severity.MEDIUM,
        evidence,
        "They ask for the same, and " + one.name() + " asks for no more than the others.",
        "Look at what is kept apart by who asks: shards, quotas, connection pools, priorities.",
        "Run "
            + one.name()
            + " alone: if it is as slow then, the reason is its own data; else it is the others.");
  }

  private static String names(List<Tenant> tenants) {
    return tenants.stream().map(Tenant::name).collect(Collectors.joining(", "));
  }

  private static String middle(List<Tenant> others) {
    return others.size() > 1 ? " (median)" : "";
  }
}
