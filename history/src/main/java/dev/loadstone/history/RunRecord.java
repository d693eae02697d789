package dev.loadstone.history;

import dev.loadstone.core.result.RunResult;
import java.util.List;

/**
 * A run with its figures, as it goes into a history.
 *
 * @param entry the run
 * @param figures each name once
 */
public record RunRecord(RunEntry entry, List<Figure> figures) {
  /** Copies the figures. */
  public RunRecord {
    figures = List.copyOf(figures);
  }

  /** Returns the record of a result. */
  public static RunRecord of(RunResult result, Origin origin) {
    return new RunRecord(RunEntry.of(result, origin), Figures.of(result));
  }
}
