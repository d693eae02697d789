package dev.loadstone.engine.loop;

import dev.loadstone.core.plan.ThinkTime;
import dev.loadstone.engine.value.RandomStream;

/** Draws think times. */
final class ThinkTimes {
  private ThinkTimes() {}

  /** Returns a time in nanoseconds. */
  static long nanos(ThinkTime time, RandomStream random) {
    return switch (time) {
      case ThinkTime.Fixed fixed -> fixed.duration().toNanos();
      case ThinkTime.Uniform uniform ->
          uniform.min().toNanos()
              + (long) (random.nextDouble() * (uniform.max().toNanos() - uniform.min().toNanos()));
      case ThinkTime.Exponential exponential ->
          (long) (-Math.log(1 - random.nextDouble()) * exponential.mean().toNanos());
    };
  }
}
