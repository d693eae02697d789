package dev.loadstone.core.plan.dsl;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What one virtual user does in an iteration. Immutable. */
public final class ScenarioSpec {
  static final ScenarioSpec EMPTY = new ScenarioSpec(Keys.NONE);

  private final Keys keys;

  private ScenarioSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns the scenario with a share of the mix, relative to the other weights. */
  public ScenarioSpec weight(double weight) {
    return with("weight", Keys.text(weight));
  }

  /** Returns the scenario with a load of its own. */
  public ScenarioSpec load(LoadSpec load) {
    return with("load", load.values());
  }

  /**
   * Returns the scenario with a wait after each iteration, in a closed workload.
   *
   * @param time {@code 2s}, {@code 1s..3s} or {@code exponential(2s)}
   */
  public ScenarioSpec think(String time) {
    return with("think", time);
  }

  /**
   * Returns the scenario with a least time from one start of an iteration to the next, in a closed
   * workload.
   */
  public ScenarioSpec pace(Duration time) {
    return with("pace", Keys.text(time));
  }

  /** Returns the scenario with more steps that each virtual user runs once. */
  public ScenarioSpec setup(StepSpec... steps) {
    return new ScenarioSpec(keys.adding("setup", StepSpec.valuesOf(steps)));
  }

  /** Returns the scenario with one more step. */
  public ScenarioSpec step(StepSpec step) {
    return new ScenarioSpec(keys.adding("steps", List.of(step.values())));
  }

  /** Returns the scenario with more steps. */
  public ScenarioSpec steps(StepSpec... steps) {
    return new ScenarioSpec(keys.adding("steps", StepSpec.valuesOf(steps)));
  }

  private ScenarioSpec with(String key, Object value) {
    return new ScenarioSpec(keys.with(key, value));
  }

  Map<String, Object> values() {
    return keys.values();
  }
}
