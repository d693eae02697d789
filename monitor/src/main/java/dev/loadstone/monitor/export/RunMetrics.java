package dev.loadstone.monitor.export;

import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Set;

/**
 * A run as metrics of Prometheus: hears of the intervals, and can be asked for the figures at any
 * time. Thread-safe.
 */
public final class RunMetrics implements RunObserver {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final RunFigures figures = new RunFigures();
  private final Set<Compatibility> compatible;
  private long startMillis;

  /**
   * Creates metrics of a run that is to come.
   *
   * @param compatible names of other systems to tell the figures under, too
   */
  public RunMetrics(Set<Compatibility> compatible) {
    this.compatible = Set.copyOf(compatible);
  }

  @Override
  public synchronized void started(RunStart start) {
    startMillis = start.started().toEpochMilli();
    figures.started(start);
  }

  @Override
  public synchronized void interval(IntervalSnapshot interval) {
    figures.add(interval);
  }

  @Override
  public void failure(FailureSample sample) {}

  @Override
  public synchronized void ended(RunEnd end) {
    figures.ended(end);
  }

  /**
   * Returns all metrics as of the last interval.
   *
   * @param natives whether histograms are native ones, too, which costs as much again
   */
  synchronized MetricSnapshots snapshots(boolean natives) {
    Families families = new Families(startMillis, natives);
    OwnMetrics.add(figures, families);
    compatible.forEach(set -> set.add(figures, families));
    return new MetricSnapshots(families.all());
  }

  /**
   * Metrics with their instant.
   *
   * @param metrics all of them
   * @param millis the end of the last interval, in milliseconds since 1970; after the run's end a
   *     millisecond later, since no series may have two values at one instant
   */
  public record Dated(MetricSnapshots metrics, long millis) {}

  /** Returns all metrics as of the last interval, without native histograms, with its instant. */
  public synchronized Dated dated() {
    long millis = startMillis + figures.atNanos() / NANOS_PER_MILLI + (isOver() ? 1 : 0);
    return new Dated(snapshots(false), millis);
  }

  /** Returns whether the run has ended. */
  synchronized boolean isOver() {
    return figures.end() != null;
  }
}
