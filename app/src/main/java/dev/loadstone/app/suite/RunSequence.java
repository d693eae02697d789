package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.run.BenchmarkRun;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.suite.Suite.Deployment;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs plans one after the other, against targets that are made ready for each before it begins.
 *
 * @param folder under which each run has its directory
 * @param targets what they are run against
 * @param environment the variables that the plans may refer to
 * @param views makes a view for each run
 * @param interrupts by which a person ends it
 * @param listener hears of every run
 */
record RunSequence(
    Path folder,
    Targets targets,
    Map<String, String> environment,
    Supplier<RunView> views,
    Interrupts interrupts,
    SuiteRun.Listener listener) {
  /** Reads a plan that is run against URLs, with the variables that it may refer to. */
  interface Reader {
    EffectivePlan read(List<String> urls, Map<String, String> environment);
  }

  /**
   * What is needed for one run.
   *
   * @param name of the run and of its directory
   * @param deployment how its target is to be set up
   * @param plan what is run
   * @param reader reads the plan again, for the target as it is when the run begins
   * @param truth what a testbed does meanwhile
   */
  record Ready(
      String name, Deployment deployment, EffectivePlan plan, Reader reader, String truth) {
    /** Returns the same under another name. */
    Ready named(String other) {
      return new Ready(other, deployment, plan, reader, truth);
    }

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
      RunOutcome outcome = run(one, plan(one));
      all.put(one.name(), outcome);
      listener.ended(one.name(), outcome);
      if (outcome.isInterrupted()) {
        break;
      }
    }
    return all;
  }

  private EffectivePlan plan(Ready one) throws IOException, InterruptedException {
    List<String> urls = targets.ready(one.deployment(), one.truth());
    EffectivePlan plan = one.reader().read(urls, targets.environment(environment));
    return plan.changed("of its target", notes(one.deployment()));
  }

  private static List<String> notes(Deployment deployment) {
    List<String> notes = new ArrayList<>();
    deployment.instances().ifPresent(count -> notes.add("instances: " + count));
    if (deployment.limits().isAny()) {
      notes.add("limits: " + deployment.limits().text());
    }
    return notes;
  }

  private RunOutcome run(Ready one, EffectivePlan plan)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    Optional<Path> directory = Optional.of(folder.resolve(one.name()));
    if (one.isOfBenchmarks()) {
      BenchmarkRun run = new BenchmarkRun(plan, List.of(), directory, EngineOptions.DEFAULT);
      return new RunOutcome.OfBenchmarks(run.execute(result -> {}, interrupts));
    }
    PlanRun run = new PlanRun(plan, directory, ReportChoice.DEFAULT, EngineOptions.DEFAULT);
    return new RunOutcome.OfLoad(run.execute(views.get(), interrupts));
  }
}
