package dev.loadstone.app.run;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.RunDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs two plans in turn, so that both see the same machine: A B, B A, A B, …
 *
 * @param baseline A
 * @param candidate B
 * @param pairs how many of each; at least 1
 * @param folder of the run directories; must not hold such ones yet
 * @param engine how to use the machine
 */
public record PairedRuns(
    EffectivePlan baseline, EffectivePlan candidate, int pairs, Path folder, EngineOptions engine) {
  /**
   * What the runs left behind.
   *
   * @param baseline run directories, by pair
   * @param candidate run directories, by pair
   * @param interrupted whether a person stopped it; the last run is then no whole one
   */
  public record Done(List<Path> baseline, List<Path> candidate, boolean interrupted) {
    /** Copies the lists. */
    public Done {
      baseline = List.copyOf(baseline);
      candidate = List.copyOf(candidate);
    }
  }

  /**
   * Runs everything.
   *
   * @param teller hears of each run when it begins, a line
   * @param view makes a new view for each run
   * @throws UnreachableException if a target is not there
   * @throws RunDirectoryException if a run directory cannot be used
   * @throws InterruptedException if the thread is interrupted; the load ends then
   */
  public Done execute(Consumer<String> teller, Supplier<RunView> view, Interrupts interrupts)
      throws UnreachableException, RunDirectoryException, InterruptedException {
    List<Path> before = new ArrayList<>();
    List<Path> after = new ArrayList<>();
    int number = 0;
    for (int pair = 0; pair < pairs; pair++) {
      for (int turn = 0; turn < 2; turn++) {
        boolean first = turn == pair % 2;
        String name = first ? "baseline" : "candidate";
        number++;
        teller.accept("Run " + number + " of " + 2 * pairs + ": " + name);
        Path directory = folder.resolve(String.format("%03d-%s", number, name));
        PlanRun run =
            new PlanRun(
                first ? baseline : candidate,
                Optional.of(directory),
                ReportChoice.of(Set.of("json")),
                engine);
        PlanRun.Done done = run.execute(view.get(), interrupts);
        if (done.unwritten().isPresent()) {
          throw done.unwritten().get();
        }
        (first ? before : after).add(directory);
        if (done.result().end().reason() == RunEnd.Reason.INTERRUPTED) {
          return new Done(before, after, true);
        }
      }
    }
    return new Done(before, after, false);
  }
}
