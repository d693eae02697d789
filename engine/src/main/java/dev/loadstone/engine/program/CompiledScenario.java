package dev.loadstone.engine.program;

import dev.loadstone.core.plan.Scenario;
import java.util.List;

/**
 * A scenario as flat programs. Immutable.
 *
 * @param index the scenario's number
 * @param scenario the scenario
 * @param setup run before the user's first iteration
 * @param steps run in each iteration
 * @param teardown run after the user's last iteration of a benchmark
 * @param feeders numbers of the feeders of which each iteration takes a row
 * @param counters how many counters the programs need
 */
public record CompiledScenario(
    int index,
    Scenario scenario,
    List<Instruction> setup,
    List<Instruction> steps,
    List<Instruction> teardown,
    List<Integer> feeders,
    int counters) {
  /** Copies the lists. */
  public CompiledScenario {
    setup = List.copyOf(setup);
    steps = List.copyOf(steps);
    teardown = List.copyOf(teardown);
    feeders = List.copyOf(feeders);
  }
}
