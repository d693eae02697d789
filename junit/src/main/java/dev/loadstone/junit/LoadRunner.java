package dev.loadstone.junit;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.engine.LoadTest;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * Runs plans for one test method, and keeps each run with its report in a folder of its own. Used
 * by one thread.
 */
public final class LoadRunner implements ReportKeeper {
  private final RunFolders folders;
  private final List<Path> kept = new ArrayList<>();

  LoadRunner(RunFolders folders) {
    this.folders = folders;
  }

  /**
   * Runs a plan in Java, with the process's environment variables.
   *
   * @return the result, whatever its verdict
   * @throws InvalidInputException with every problem, if the plan is wrong in any way
   * @throws UnreachableException if there is no connection to a target; no load has been sent then
   * @throws RunDirectoryException if the run cannot be kept
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public RunResult run(LoadPlan plan)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    return run(LoadTest.of(plan));
  }

  /**
   * Runs a plan's file, with the process's environment variables; otherwise as {@link
   * #run(LoadPlan)}.
   */
  public RunResult run(Path plan)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    return run(LoadTest.of(plan));
  }

  /**
   * Runs a plan's file against another target, a URL or {@code name=URL}; otherwise as {@link
   * #run(LoadPlan)}.
   */
  public RunResult run(Path plan, String target)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    ReadOptions options = ReadOptions.NONE.withEnvironment(System.getenv()).withTarget(target);
    return run(
        LoadTest.of(
            EffectivePlan.read(plan, options).changed("by the test", List.of("target " + target))));
  }

  /** Runs a load test in Java; otherwise as {@link #run(LoadPlan)}. */
  public RunResult run(LoadTest test)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    test.check();
    Path folder = folders.next();
    try (RunDirectoryWriter writer = RunDirectoryWriter.create(new RunDirectory(folder))) {
      RunResult result = test.observer(writer).run(folder);
      writer.result(result);
      kept.addAll(Reports.write(result, folder, EnumSet.of(Format.HTML)));
      return result;
    }
  }

  /** Returns the reports of all runs so far, absolute, in their order. */
  @Override
  public List<Path> reports() {
    return List.copyOf(kept);
  }
}
