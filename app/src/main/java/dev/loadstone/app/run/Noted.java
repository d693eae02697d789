package dev.loadstone.app.run;

import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells an observer of a run with facts beside those of its machine.
 *
 * @param observer hears of it
 * @param facts by name; they replace those of the same name
 */
record Noted(RunObserver observer, Map<String, String> facts) implements RunObserver {
  /** Copies the facts. */
  Noted {
    facts = Map.copyOf(facts);
  }

  /** Returns the same with further facts, which win. */
  Noted and(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(facts);
    all.putAll(others);
    return new Noted(observer, all);
  }

  @Override
  public void started(RunStart start) {
    observer.started(with(start));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    observer.interval(interval);
  }

  @Override
  public void failure(FailureSample sample) {
    observer.failure(sample);
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    observer.adjusted(adjustment);
  }

  @Override
  public void profiled(TakenProfile taken) {
    observer.profiled(taken);
  }

  @Override
  public void ended(RunEnd end) {
    observer.ended(end);
  }

  /** Returns a result with the facts. */
  RunResult with(RunResult result) {
    return new RunResult(
        with(result.start()),
        result.end(),
        result.verdict(),
        result.reasons(),
        result.duration(),
        result.load(),
        result.measures(),
        result.warmUp(),
        result.counters(),
        result.errors(),
        result.thresholds(),
        result.generator(),
        result.warnings(),
        result.timeline(),
        result.series(),
        result.distributions(),
        result.latencies(),
        result.profiles());
  }

  private RunStart with(RunStart start) {
    Map<String, String> all = new TreeMap<>(start.environment());
    all.putAll(facts);
    return start.at(start.started(), all);
  }
}
