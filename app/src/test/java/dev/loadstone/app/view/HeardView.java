package dev.loadstone.app.view;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told, but for seconds and failures, in its order. */
public class HeardView implements RunView {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /** Returns what it was told. */
  public final List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void keptIn(Path directory) {
    heard.add("kept in " + directory.getFileName());
  }

  @Override
  public void note(String sentence) {
    heard.add(sentence);
  }

  @Override
  public void started(RunStart start) {
    heard.add("started");
  }

  @Override
  public void interval(IntervalSnapshot interval) {}

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public void ended(RunEnd end) {
    heard.add(end.reason() + ": " + end.detail());
  }
}
