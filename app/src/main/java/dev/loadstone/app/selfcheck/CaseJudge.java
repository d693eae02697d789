package dev.loadstone.app.selfcheck;

import dev.loadstone.app.selfcheck.Comparison.Source;
import dev.loadstone.app.selfcheck.WakeUps.Noise;
import dev.loadstone.app.trial.Served;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.result.GeneratorSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the result of a run with what the testbed served and with what follows from the plan.
 */
final class CaseJudge {
  /** From which 99th percentile of its own lateness on a generator is no measure, in seconds. */
  private static final double START_DELAY_MAX = 0.001;

  private final TruthCase truth;
  private final RunResult result;
  private final Served served;
  private final Noise noise;

  /**
   * Creates a judge.
   *
   * @param noise how unsteady the machine was meanwhile
   */
  CaseJudge(TruthCase truth, RunResult result, Served served, Noise noise) {
    this.truth = truth;
    this.result = result;
    this.served = served;
    this.noise = steady(result.generator()) ? withStalls(noise, result) : Noise.INFINITE;
  }

  /** Returns whether the generator got the processor when it wanted it, but for single moments. */
  private static boolean steady(GeneratorSummary generator) {
    return generator.healthy() && !(generator.startDelayP99() > START_DELAY_MAX);
  }

  /** A single stall of a steady generator touches less than 1 % of the requests. */
  private static Noise withStalls(Noise noise, RunResult result) {
    double stall = Math.max(0, result.generator().loopLagMax());
    return quantile -> noise.upTo(quantile) + (quantile >= Statistic.P99.quantile() ? stall : 0);
  }

  /** Returns all comparisons; percentiles that the run has too few times for are left out. */
  List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    if (truth.arrivals().equals("constant")) {
      comparisons.add(
          Comparison.ofCounts(
              truth.name(),
              "offered",
              Source.ARITHMETIC,
              truth.requests(),
              result.load().offered(),
              false));
    }
    comparisons.add(
        Comparison.ofCounts(
            truth.name(),
            "operations",
            Source.LEDGER,
            served.requests(),
            result.load().operations(),
            unfinished()));
    if (truth.failures()) {
      failures(comparisons);
    }
    for (Statistic percentile : truth.percentiles()) {
      double expected = served.total(percentile);
      time(
          comparisons,
          new TruthCase.Derived(
              Measure.SERVICE_TIME.label(),
              percentile,
              expected,
              truth.ledgerAllowance(percentile, expected)),
          Source.LEDGER);
    }
    truth.arithmetic().forEach(derived -> time(comparisons, derived, Source.ARITHMETIC));
    return comparisons;
  }

  private void failures(List<Comparison> comparisons) {
    comparisons.add(count(Tag.OUTCOME, Outcome.OK.label(), List.of("ok")));
    new TreeMap<>(truth.errorClasses())
        .forEach((error, outcomes) -> comparisons.add(count(Tag.ERROR, error, outcomes)));
  }

  private Comparison count(String tag, String value, List<String> outcomes) {
    long measured =
        result.counters().stream()
            .filter(counter -> counter.key().name().equals(CounterKey.OPERATIONS))
            .filter(counter -> counter.key().tags().matches(Map.of(tag, value)))
            .mapToLong(counter -> counter.value())
            .sum();
    long expected = outcomes.stream().mapToLong(served::outcome).sum();
    return Comparison.ofCounts(
        truth.name(), "operations{" + value + "}", Source.LEDGER, expected, measured, unfinished());
  }

  private boolean unfinished() {
    return result.load().cancelled() > 0;
  }

  private void time(List<Comparison> comparisons, TruthCase.Derived expected, Source source) {
    double measured =
        result.measures().stream()
            .filter(summary -> summary.measure().label().equals(expected.measure()))
            .filter(summary -> summary.tags().values().isEmpty())
            .mapToDouble(summary -> summary.percentile(expected.percentile()))
            .findFirst()
            .orElse(Double.NaN);
    if (Double.isNaN(measured)) {
      return;
    }
    comparisons.add(
        Comparison.ofTimes(
            truth.name(),
            expected.measure() + "." + expected.percentile().label(),
            source,
            expected.value(),
            measured,
            expected.allowed(),
            noise.upTo(expected.percentile().quantile())));
  }
}
