package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is told of tools, in every format. */
final class ToolTimes {
  /** All measures that are told here. */
  static final Set<Measure> TIMES =
      Set.of(
          Measure.SESSION_TIME,
          Measure.TOOL_TIME,
          Measure.TIME_TO_FIRST_PROGRESS,
          Measure.PROGRESS_GAP);

  private ToolTimes() {}

  /** Returns the times of sessions' set-up, of each tool, and of progress; empty without any. */
  static List<MeasureSummary> of(RunResult result) {
    List<MeasureSummary> times = new ArrayList<>();
    Narrative.total(result, Measure.SESSION_TIME).ifPresent(times::add);
    result.measures().stream()
        .filter(summary -> summary.measure() == Measure.TOOL_TIME && !tool(summary).isEmpty())
        .forEach(times::add);
    Narrative.total(result, Measure.TIME_TO_FIRST_PROGRESS).ifPresent(times::add);
    Narrative.total(result, Measure.PROGRESS_GAP).ifPresent(times::add);
    return times;
  }

  /** Returns the name of the only tool that times are of; empty if they are of all. */
  static String tool(MeasureSummary summary) {
    return summary.tags().get(Tag.TOOL);
  }

  /** Returns in how many calls a tool failed. */
  static long errors(RunResult result, String tool) {
    return result.counters().stream()
        .filter(counter ->
            counter.key().name().equals(CounterKey.TOOL_ERRORS)
                && tool.equals(counter.key().tags().get(Tag.TOOL)))
        .mapToLong(counter -> counter.value())
        .sum();
  }
}
