package dev.loadstone.app.view;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.io.PrintStream;

/** Shows nothing but notes. */
final class QuietView implements RunView {
  private final PrintStream err;

  QuietView(PrintStream err) {
    this.err = err;
  }

  @Override
  public void started(RunStart start) {}

  @Override
  public void interval(IntervalSnapshot interval) {}

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {}

  @Override
  public void note(String sentence) {
    err.println(sentence);
  }
}
