package dev.loadstone.app.run;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunObservers;
import dev.loadstone.core.run.RunStart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells an observer of a run with facts beside those of its machine. */
final class Noted extends RunObservers {
  private final Map<String, String> facts;

  /**
   * Creates one.
   *
   * @param observer hears of it
   * @param facts by name; they replace those of the same name
   */
  Noted(RunObserver observer, Map<String, String> facts) {
    super(List.of(observer));
    this.facts = Map.copyOf(facts);
  }

  @Override
  public void started(RunStart start) {
    super.started(with(start));
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
