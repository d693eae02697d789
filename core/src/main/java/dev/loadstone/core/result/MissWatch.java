package dev.loadstone.core.result;

import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Looks while a run goes on for windows in which a threshold is missed. Thresholds without a window
 * are not looked at, and the warm-up does not count. Not thread-safe.
 */
public final class MissWatch {
  private final RunStart start;
  private final Map<Threshold, WindowWatch> watches = new LinkedHashMap<>();

  /** Creates a watch of a run's thresholds. */
  public MissWatch(RunStart start) {
    this.start = start;
    start.thresholds().stream()
        .filter(threshold -> threshold.window().isPresent())
        .forEach(threshold -> watches.put(threshold, new WindowWatch(threshold)));
  }

  /**
   * Adds an interval.
   *
   * @return the first threshold that is missed in the window that ends with the interval, as the
   *     plan has it; empty if none is
   */
  public Optional<String> add(IntervalSnapshot interval) {
    long middle = (interval.startNanos() + interval.endNanos()) / 2;
    if (middle < start.warmUpNanos() || middle >= start.warmUpNanos() + start.durationNanos()) {
      return Optional.empty();
    }
    Optional<String> missed = Optional.empty();
    for (Map.Entry<Threshold, WindowWatch> watch : watches.entrySet()) {
      boolean now = watch.getValue().add(interval).filter(RunAccumulator::isMissed).isPresent();
      if (now && missed.isEmpty()) {
        missed = Optional.of(watch.getKey().expression());
      }
    }
    return missed;
  }
}
