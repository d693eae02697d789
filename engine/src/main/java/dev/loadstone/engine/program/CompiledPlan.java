package dev.loadstone.engine.program;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.engine.connector.SharedClient;
import dev.loadstone.engine.http.Origin;
import dev.loadstone.engine.record.LoopRecorder;
import dev.loadstone.engine.value.Names;
import dev.loadstone.engine.value.TextTemplate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan made ready to run. Immutable but for the feeders' positions.
 *
 * @param plan the plan
 * @param names numbers of variables and feeders
 * @param variables slot and template of each variable, in the order in which they are made
 * @param setup run by each user before anything else
 * @param scenarios all scenarios
 * @param mixes loads with the scenarios among which they choose
 * @param layout what is to be recorded
 * @param operations step name of each operation, by its number
 * @param origins where requests go, as far as it is known before the run
 * @param clients of step kinds that are not built in, to be opened before the run
 */
public record CompiledPlan(
    Plan plan,
    Names names,
    List<Variable> variables,
    List<Instruction> setup,
    List<CompiledScenario> scenarios,
    List<Mix> mixes,
    LoopRecorder.Layout layout,
    List<OperationName> operations,
    Set<Origin> origins,
    List<SharedClient> clients) {
  /**
   * Returns whether event loops have sockets of their own for the plan; not, if all of its
   * operations are other people's clients and code.
   */
  public boolean hasSockets() {
    return !origins.isEmpty();
  }

  /** A variable of the plan. */
  public record Variable(int slot, TextTemplate template) {}

  /** Where an operation stands; the scenario of plan-wide setup is empty. */
  public record OperationName(String scenario, String step) {}

  /**
   * A load with its scenarios.
   *
   * @param load what is intended
   * @param scenarios at least one
   * @param phases the numbers of the load's phases, by name, in the layout
   * @param samples takes the samples, if this is a benchmark and no load
   */
  public record Mix(
      Load load,
      List<CompiledScenario> scenarios,
      java.util.Map<String, Integer> phases,
      Optional<SampleTaker> samples) {}
}
