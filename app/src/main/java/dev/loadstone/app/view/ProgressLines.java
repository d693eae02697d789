package dev.loadstone.app.view;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.ProgressLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A line of progress every second; in a run of more than a minute, every five seconds. */
public final class ProgressLines {
  private static final long SHORT_NANOS = 60_000_000_000L;
  private static final int INTERVALS_OF_LONG_RUN = 5;

  private final List<IntervalSnapshot> waiting = new ArrayList<>();
  private final ProgressLine line;
  private final int intervalsPerLine;

  /** Creates the lines of a run. */
  public ProgressLines(RunStart start) {
    line = new ProgressLine(start);
    boolean isLong = start.warmUpNanos() + start.durationNanos() > SHORT_NANOS;
    intervalsPerLine = isLong ? INTERVALS_OF_LONG_RUN : 1;
  }

  /** Returns the line that is due after an interval, if one is. */
  public Optional<String> after(IntervalSnapshot interval) {
    waiting.add(
        intervalsPerLine == 1
            ? interval
            : interval.keeping(key -> key.measure() == Measure.RESPONSE_TIME));
    return waiting.size() >= intervalsPerLine ? rest() : Optional.empty();
  }

  /** Returns the line of the intervals that are in none yet; empty if there are none. */
  public Optional<String> rest() {
    Optional<String> text = waiting.isEmpty() ? Optional.empty() : Optional.of(line.of(waiting));
    waiting.clear();
    return text;
  }
}
