package dev.loadstone.testbed.truth;

import java.time.Duration;

/** The distribution of a route's service times. All laws are immutable. */
public sealed interface ServiceLaw {
  /** The 99 % quantile of the standard normal distribution, to the precision of a double. */
  double NORMAL_P99 = 2.3263478740408408;

  /** A law without time. */
  ServiceLaw NONE = new Constant(Duration.ZERO);

  /**
   * Draws a service time.
   *
   * @param random the stream of one request
   * @return nanoseconds, at least 0
   */
  long drawNanos(SplitMix64 random);

  /**
   * Always the same.
   *
   * @param value at least zero
   */
  record Constant(Duration value) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      return value.toNanos();
    }
  }

  /**
   * Every value between two bounds equally likely.
   *
   * @param min at least zero
   * @param max at least {@code min}
   */
  record Uniform(Duration min, Duration max) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      return min.toNanos() + Math.round(random.nextDouble() * (max.toNanos() - min.toNanos()));
    }
  }

  /**
   * The exponential distribution: −mean · ln(U).
   *
   * @param mean at least zero
   */
  record Exponential(Duration mean) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      return Math.round(-mean.toNanos() * Math.log(random.nextPositive()));
    }
  }

  /**
   * The lognormal distribution with the given quantiles: median · exp(σ Z), where σ = ln(p99 /
   * median) / z₀.₉₉ and Z is standard normal.
   *
   * @param median above zero
   * @param p99 at least {@code median}
   */
  record Lognormal(Duration median, Duration p99) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      return Math.round(median.toNanos() * Math.exp(sigma() * random.nextGaussian()));
    }

    /** Returns the standard deviation of the logarithm, at least 0. */
    public double sigma() {
      return Math.log((double) p99.toNanos() / median.toNanos()) / NORMAL_P99;
    }
  }

  /**
   * One of two values.
   *
   * @param a the usual value
   * @param b the other value
   * @param share the ratio of operations that take {@code b}, 0–1
   */
  record Bimodal(Duration a, Duration b, double share) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      return random.nextDouble() < share ? b.toNanos() : a.toNanos();
    }
  }

  /**
   * A law with rare additional times.
   *
   * @param base what every operation takes
   * @param ratio of the operations that take more, 0–1
   * @param extra what these take in addition
   */
  record Tailed(ServiceLaw base, double ratio, ServiceLaw extra) implements ServiceLaw {
    @Override
    public long drawNanos(SplitMix64 random) {
      long nanos = base.drawNanos(random);
      return random.nextDouble() < ratio ? nanos + extra.drawNanos(random) : nanos;
    }
  }
}
