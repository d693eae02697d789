package dev.loadstone.app.view;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows lines. */
final class PlainView implements RunView {
  private final PrintStream err;
  private @Nullable ProgressLines lines;

  PlainView(PrintStream err) {
    this.err = err;
  }

  @Override
  public void started(RunStart start) {
    lines = new ProgressLines(start);
    err.println(Headline.of(start));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    if (lines != null) {
      lines.after(interval).ifPresent(err::println);
    }
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    if (lines != null) {
      lines.rest().ifPresent(err::println);
    }
    err.println();
  }

  @Override
  public void note(String sentence) {
    err.println(sentence);
  }
}
