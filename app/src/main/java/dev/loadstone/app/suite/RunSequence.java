package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.run.BenchmarkRun;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs plans one after the other: against a target, or against a testbed that is told the truth of
 * each before it begins.
 *
 * @param folder under which each run has its directory
 * @param testbed the testbed; empty for a target
 * @param views makes a view for each run
 * @param interrupts by which a person ends it
 * @param listener hears of every run
 */
record RunSequence(
    Path folder,
    Optional<Truthful> testbed,
    Supplier<RunView> views,
    Interrupts interrupts,
    SuiteRun.Listener listener) {
  /**
   * What is needed for one run.
   *
   * @param name of the run and of its directory
   * @param plan what is run
   * @param truth what a testbed does meanwhile
   */
  record Ready(String name, EffectivePlan plan, String truth) {
    /** Returns whether it has no scenarios, but benchmarks. */
    boolean isOfBenchmarks() {
      return plan.loads().isEmpty();
    }
  }

  /**
   * Runs everything, or until a person ends it.
   *
   * @return what was run, by name, in order
   */
  Map<String, RunOutcome> run(List<Ready> ready)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Map<String, RunOutcome> all = new LinkedHashMap<>();
    for (Ready one : ready) {
      listener.begins(one.name(), all.size() + 1, ready.size());
      if (testbed.isPresent()) {
        testbed.get().tell(one.truth());
      }
      RunOutcome outcome = run(one);
      all.put(one.name(), outcome);
      listener.ended(one.name(), outcome);
      if (outcome.isInterrupted()) {
        break;
      }
    }
    return all;
  }

  private RunOutcome run(Ready one)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    Optional<Path> directory = Optional.of(folder.resolve(one.name()));
    if (one.isOfBenchmarks()) {
      BenchmarkRun run = new BenchmarkRun(one.plan(), List.of(), directory, EngineOptions.DEFAULT);
      return new RunOutcome.OfBenchmarks(run.execute(result -> {}, interrupts));
    }
    PlanRun run = new PlanRun(one.plan(), directory, ReportChoice.DEFAULT, EngineOptions.DEFAULT);
    return new RunOutcome.OfLoad(run.execute(views.get(), interrupts));
  }
}
