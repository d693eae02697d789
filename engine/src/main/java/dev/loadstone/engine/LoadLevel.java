package dev.loadstone.engine;

import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.quantity.Decimals;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.program.CompiledPlan.Mix;
import java.util.ArrayList;
import java.util.List;

/** The level of all loads of a run together, as a person changes it. Not thread-safe. */
final class LoadLevel {
  /** More is a slip of the finger. */
  private static final double MAX = 10_000_000;

  private final List<Load> loads;
  private final List<LevelCurve> curves = new ArrayList<>();

  LoadLevel(List<Mix> mixes) {
    loads = mixes.stream().map(Mix::load).toList();
    loads.forEach(load -> curves.add(LevelCurve.of(load)));
  }

  /** Returns whether the level is a rate. */
  boolean isOpen() {
    return loads.getFirst().model() == Load.Model.OPEN;
  }

  /** Returns the level at a time. */
  double at(long nanos) {
    return curves.stream().mapToDouble(curve -> curve.levelAt(nanos)).sum();
  }

  /**
   * Holds the level from a time on.
   *
   * @return that of each load
   * @throws IllegalArgumentException if there can be no such level
   */
  double[] hold(long fromNanos, double level) {
    check(level);
    double peaks = loads.stream().mapToDouble(load -> LevelCurve.of(load).peak()).sum();
    double[] levels = new double[loads.size()];
    for (int i = 0; i < levels.length; i++) {
      double share = peaks > 0 ? LevelCurve.of(loads.get(i)).peak() / peaks : 1.0 / levels.length;
      levels[i] = level * share;
      curves.set(i, curves.get(i).heldFrom(fromNanos, levels[i]));
    }
    return levels;
  }

  private void check(double level) {
    if (!(level >= 0 && level <= MAX)) {
      throw new IllegalArgumentException(
          "level must be from 0 to " + Decimals.plain(MAX) + ", got: " + level);
    }
    if (loads.stream().map(Load::model).distinct().count() != 1) {
      throw new IllegalArgumentException(
          "the load cannot be changed: it is partly open and partly closed");
    }
    if (loads.stream().anyMatch(load -> load.arrivals() instanceof Arrivals.Trace)) {
      throw new IllegalArgumentException("the load cannot be changed: its arrivals are recorded");
    }
  }
}
