package dev.loadstone.app.view;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.report.ProgressLine;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a line every second; in a run of more than a minute, every five seconds. */
final class PlainView implements RunView {
  private static final long SHORT_NANOS = 60_000_000_000L;
  private static final int INTERVALS_OF_LONG_RUN = 5;

  private final PrintStream err;
  private final List<IntervalSnapshot> waiting = new ArrayList<>();
  private @Nullable ProgressLine line;
  private int intervalsPerLine = 1;

  PlainView(PrintStream err) {
    this.err = err;
  }

  @Override
  public void started(RunStart start) {
    line = new ProgressLine(start);
    boolean isLong = start.warmUpNanos() + start.durationNanos() > SHORT_NANOS;
    intervalsPerLine = isLong ? INTERVALS_OF_LONG_RUN : 1;
    err.println(Headline.of(start));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    waiting.add(
        intervalsPerLine == 1
            ? interval
            : interval.keeping(key -> key.measure() == Measure.RESPONSE_TIME));
    if (waiting.size() >= intervalsPerLine) {
      flush();
    }
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    flush();
    err.println();
  }

  @Override
  public void note(String sentence) {
    err.println(sentence);
  }

  private void flush() {
    if (line != null && !waiting.isEmpty()) {
      err.println(line.of(waiting));
    }
    waiting.clear();
  }
}
