package dev.loadstone.engine.loop;

import dev.loadstone.engine.program.CompiledScenario;
import dev.loadstone.engine.value.RandomStream;
import java.util.List;

/** Chooses scenarios by weight. */
final class ScenarioChoice {
  private final List<CompiledScenario> scenarios;
  private final double[] upTo;
  private final long seed;

  ScenarioChoice(List<CompiledScenario> scenarios, long seed) {
    this.scenarios = scenarios;
    this.seed = seed;
    this.upTo = new double[scenarios.size()];
    double sum = 0;
    for (int i = 0; i < upTo.length; i++) {
      sum += scenarios.get(i).scenario().weight();
      upTo[i] = sum;
    }
  }

  CompiledScenario first() {
    return scenarios.getFirst();
  }

  /** Returns the scenario of a number; the same number always gives the same one. */
  CompiledScenario of(long number) {
    if (upTo.length == 1) {
      return scenarios.getFirst();
    }
    double share = (RandomStream.mix(seed, number) >>> 11) * 0x1.0p-53 * upTo[upTo.length - 1];
    int i = 0;
    while (i < upTo.length - 1 && share >= upTo[i]) {
      i++;
    }
    return scenarios.get(i);
  }
}
