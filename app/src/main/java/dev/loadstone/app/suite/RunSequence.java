package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.run.RunEnd;
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
  record Ready(String name, EffectivePlan plan, String truth) {}

  /**
   * Runs everything, or until a person ends it.
   *
   * @return what was run, by name, in order
   */
  Map<String, PlanRun.Done> run(List<Ready> ready)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Map<String, PlanRun.Done> all = new LinkedHashMap<>();
    for (Ready one : ready) {
      listener.begins(one.name(), all.size() + 1, ready.size());
      if (testbed.isPresent()) {
        testbed.get().tell(one.truth());
      }
      PlanRun run =
          new PlanRun(
              one.plan(),
              Optional.of(folder.resolve(one.name())),
              ReportChoice.DEFAULT,
              EngineOptions.DEFAULT);
      PlanRun.Done done = run.execute(views.get(), interrupts);
      all.put(one.name(), done);
      listener.ended(one.name(), done);
      if (isInterrupted(done)) {
        break;
      }
    }
    return all;
  }

  /** Returns whether a person ended a run. */
  static boolean isInterrupted(PlanRun.Done done) {
    return done.result().end().reason() == RunEnd.Reason.INTERRUPTED;
  }
}
