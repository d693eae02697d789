package dev.loadstone.report.imports;

import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run that another tool made.
 *
 * @param tool that made it
 * @param format of the file
 * @param hasIntervals whether every request is known, so that there are distributions and seconds;
 *     otherwise there are bare figures
 * @param start what is known of it
 * @param course tells an observer what comes between start and end
 */
public record ImportedRun(
    Tool tool, String format, boolean hasIntervals, RunStart start, Consumer<RunObserver> course)
    implements Imported {
  /** Tells the run, as one of Loadstone's own is told; any number of times. */
  public void replay(RunObserver observer) {
    observer.started(start);
    course.accept(observer);
    observer.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", start.durationNanos(), List.of()));
  }
}
