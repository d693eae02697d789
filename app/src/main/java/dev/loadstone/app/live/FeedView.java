package dev.loadstone.app.live;

import dev.loadstone.app.view.RunView;
import dev.loadstone.core.profile.TakenProfile;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.engine.WatchedRun;
import dev.loadstone.web.live.LiveFeed;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Shows a run in a terminal, or wherever, and in the page.
 *
 * @param shown the other view
 * @param feed of the page
 * @param beginning hears of the run when it has begun
 * @param ending hears that its load is over and nothing is under way any more
 */
record FeedView(RunView shown, LiveFeed feed, Consumer<WatchedRun> beginning, Runnable ending)
    implements RunView {
  @Override
  public void keptIn(Path directory) {
    shown.keptIn(directory);
    feed.announce(String.valueOf(directory.getFileName()));
  }

  @Override
  public void began(WatchedRun run) {
    shown.began(run);
    beginning.accept(run);
  }

  @Override
  public void note(String sentence) {
    shown.note(sentence);
  }

  @Override
  public void started(RunStart start) {
    shown.started(start);
    feed.started(start);
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    shown.interval(interval);
    feed.interval(interval);
  }

  @Override
  public void failure(FailureSample sample) {
    shown.failure(sample);
    feed.failure(sample);
  }

  @Override
  public void adjusted(Adjustment adjustment) {
    shown.adjusted(adjustment);
    feed.adjusted(adjustment);
  }

  @Override
  public void profiled(TakenProfile taken) {
    shown.profiled(taken);
    feed.profiled(taken);
  }

  @Override
  public void ended(RunEnd end) {
    ending.run();
    shown.ended(end);
    feed.ended(end);
  }

  @Override
  public void judged(RunResult result) {
    shown.judged(result);
  }

  @Override
  public void refused(String plan, Exception why) {
    shown.refused(plan, why);
  }

  @Override
  public void over() {
    shown.over();
  }
}
