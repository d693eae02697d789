package dev.loadstone.core.benchmark;

import java.time.Duration;

/**
 * How a benchmark takes its samples. The warm-up goes on until it has had both its iterations and
 * its time.
 *
 * @param warmUpIterations how many iterations at least come before the first sample; at least 0
 * @param warmUpTime how long at least the warm-up takes; at least zero
 * @param samples how many iterations are measured; at least 1, and with the iterations of the
 *     warm-up at most {@value #KEPT_MAX}
 * @param timeout after which an iteration is cancelled and counted as timed out; above zero
 * @param failFast whether the first failed iteration ends the benchmark
 */
public record Sampling(
    int warmUpIterations, Duration warmUpTime, int samples, Duration timeout, boolean failFast) {
  /** How many iterations of one level are kept at most, those of the warm-up among them. */
  public static final int KEPT_MAX = 1_000_000;

  /** What holds if nothing else is said: 10 iterations of warm-up, 100 samples, 30 s. */
  public static final Sampling DEFAULT =
      new Sampling(10, Duration.ZERO, 100, Duration.ofSeconds(30), false);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a value is out of its bounds
   */
  public Sampling {
    require(warmUpIterations >= 0, "warmUpIterations must be at least 0, got: " + warmUpIterations);
    require(!warmUpTime.isNegative(), "warmUpTime must be at least zero, got: " + warmUpTime);
    require(samples >= 1, "samples must be at least 1, got: " + samples);
    require(
        (long) warmUpIterations + samples <= KEPT_MAX,
        "warmUpIterations and samples together must be at most "
            + KEPT_MAX
            + ", got: "
            + ((long) warmUpIterations + samples));
    require(
        !timeout.isNegative() && !timeout.isZero(),
        "timeout must be longer than zero, got: " + timeout);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns this with a warm-up of so many iterations. */
  public Sampling withWarmUp(int iterations) {
    return new Sampling(iterations, warmUpTime, samples, timeout, failFast);
  }

  /** Returns this with a warm-up of at least this time. */
  public Sampling withWarmUp(Duration time) {
    return new Sampling(warmUpIterations, time, samples, timeout, failFast);
  }

  /** Returns this with so many samples. */
  public Sampling withSamples(int number) {
    return new Sampling(warmUpIterations, warmUpTime, number, timeout, failFast);
  }

  /** Returns this with another timeout. */
  public Sampling withTimeout(Duration time) {
    return new Sampling(warmUpIterations, warmUpTime, samples, time, failFast);
  }

  /** Returns this with the first failure ending the benchmark, or not. */
  public Sampling withFailFast(boolean first) {
    return new Sampling(warmUpIterations, warmUpTime, samples, timeout, first);
  }
}
