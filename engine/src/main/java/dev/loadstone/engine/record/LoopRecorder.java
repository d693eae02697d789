package dev.loadstone.engine.record;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.LatencyRecorder;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The recorders of one event loop, made when they are first needed. Written by that loop only. */
public final class LoopRecorder {
  private final Layout layout;
  private final @Nullable StepRecorder[][] steps;
  private final @Nullable IterationRecorder[][] iterations;
  private final @Nullable LatencyRecorder[][] groups;
  private final long[] opened = new long[Version.values().length];
  private final long[] spareFailed = new long[ErrorClass.values().length];
  private final Queue<int[]> pool = new ConcurrentLinkedQueue<>();

  /**
   * What there is to be recorded.
   *
   * @param phases names of phases
   * @param operations the tags of each operation, by its number
   * @param scenarios names of scenarios
   * @param groups names of groups
   */
  public record Layout(
      List<String> phases, List<Tags> operations, List<String> scenarios, List<String> groups) {}

  /** Creates recorders for a layout. */
  public LoopRecorder(Layout layout) {
    this.layout = layout;
    steps = new StepRecorder[layout.phases.size()][layout.operations.size()];
    iterations = new IterationRecorder[layout.phases.size()][layout.scenarios.size()];
    groups = new LatencyRecorder[layout.phases.size()][layout.groups.size()];
  }

  /** Returns the recorder of an operation in a phase. */
  public StepRecorder step(int phase, int operation) {
    StepRecorder recorder = steps[phase][operation];
    if (recorder == null) {
      recorder =
          new StepRecorder(
              layout.operations.get(operation).with(Tag.PHASE, layout.phases.get(phase)));
      steps[phase][operation] = recorder;
    }
    return recorder;
  }

  /** Returns the recorder of a scenario's iterations in a phase. */
  public IterationRecorder iteration(int phase, int scenario) {
    IterationRecorder recorder = iterations[phase][scenario];
    if (recorder == null) {
      recorder =
          new IterationRecorder(
              Tags.of(Tag.SCENARIO, layout.scenarios.get(scenario))
                  .with(Tag.PHASE, layout.phases.get(phase)));
      iterations[phase][scenario] = recorder;
    }
    return recorder;
  }

  /** Records the time of a group. */
  public void group(int phase, int group, long nanos) {
    LatencyRecorder recorder = groups[phase][group];
    if (recorder == null) {
      recorder = new LatencyRecorder();
      groups[phase][group] = recorder;
    }
    recorder.record(nanos);
  }

  /** Counts a connection that was opened. */
  public void opened(Version version) {
    opened[version.ordinal()]++;
  }

  /** Counts a connection that could not be opened while nobody waited for it. */
  public void spareFailed(ErrorClass error) {
    spareFailed[error.ordinal()]++;
  }

  /**
   * Hands over everything recorded since the last time.
   *
   * @param index the interval's number
   * @param endNanos when it ends
   * @param last whether nothing more will be recorded
   */
  public LoopInterval swap(int index, long endNanos, boolean last) {
    LoopInterval interval = new LoopInterval(index, endNanos, last, pool);
    for (int phase = 0; phase < steps.length; phase++) {
      for (StepRecorder recorder : steps[phase]) {
        if (recorder != null) {
          recorder.swap(interval);
        }
      }
      for (IterationRecorder recorder : iterations[phase]) {
        if (recorder != null) {
          recorder.swap(interval);
        }
      }
      swapGroups(phase, interval);
    }
    for (Version version : Version.values()) {
      Tags tags = Tags.of(Tag.PROTOCOL, version.label());
      interval.count(
          new CounterKey(CounterKey.CONNECTIONS_OPENED, tags), opened[version.ordinal()]);
      opened[version.ordinal()] = 0;
    }
    for (ErrorClass error : ErrorClass.values()) {
      Tags tags = Tags.of(Tag.ERROR, error.label());
      interval.count(
          new CounterKey(CounterKey.CONNECTIONS_FAILED, tags), spareFailed[error.ordinal()]);
      spareFailed[error.ordinal()] = 0;
    }
    return interval;
  }

  private void swapGroups(int phase, LoopInterval interval) {
    for (int group = 0; group < groups[phase].length; group++) {
      LatencyRecorder recorder = groups[phase][group];
      if (recorder != null && !recorder.isEmpty()) {
        Tags tags =
            Tags.of(Tag.GROUP, layout.groups.get(group)).with(Tag.PHASE, layout.phases.get(phase));
        interval
            .series()
            .add(
                new LoopInterval.Series(
                    new SeriesKey(Measure.GROUP_TIME, tags), recorder.swap(pool)));
      }
    }
  }
}
