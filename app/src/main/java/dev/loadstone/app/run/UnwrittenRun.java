package dev.loadstone.app.run;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.LocalRunner;
import java.time.Instant;
import java.util.Optional;

/**
 * A run of a plan of which nothing remains but its result.
 *
 * @param plan what to run
 * @param engine how to use the machine
 */
public record UnwrittenRun(EffectivePlan plan, EngineOptions engine) {
  /**
   * Returns a run of a plan that is no file.
   *
   * @param text YAML
   * @param target the URL to take instead of the plan's
   * @throws InvalidInputException with everything that is wrong with the plan
   */
  public static UnwrittenRun of(String text, String target, EngineOptions engine) {
    ReadOptions options = ReadOptions.NONE.withTarget(target);
    return new UnwrittenRun(
        new EffectivePlan(
            new PlanReader().read("plan.yaml", text, options), text, Optional.empty()),
        engine);
  }

  /**
   * Runs the plan.
   *
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public RunResult execute() throws InterruptedException {
    RunAccumulator accumulator = new RunAccumulator();
    RunStart start = RunStarts.of(plan, Instant.now(), Environment.facts());
    Runner.Run run = new LocalRunner(engine).start(plan.plan(), start, accumulator);
    try {
      run.await();
    } catch (InterruptedException interrupted) {
      run.stop(RunEnd.Reason.INTERRUPTED, "it was interrupted");
      throw interrupted;
    }
    return accumulator.result();
  }
}
