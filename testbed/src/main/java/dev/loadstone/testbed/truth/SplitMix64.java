package dev.loadstone.testbed.truth;

import java.nio.charset.StandardCharsets;

/**
 * A stream of pseudo-random numbers that is wholly determined by its key, so that every request of
 * every route can have a stream of its own without sharing a state. Not thread-safe.
 *
 * <p><b>Source:</b> Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA
 * 2014, with the mixing constants of Stafford's variant 13, as in {@link
 * java.util.SplittableRandom}.
 */
public final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long state;

  private SplitMix64(long state) {
    this.state = state;
  }

  /**
   * Returns the key of a route: the same for the same seed and name in every process.
   *
   * <p><b>Source:</b> FNV-1a, 64 bits (Fowler, Noll, Vo), over the name's UTF-8 bytes.
   */
  public static long key(long seed, String routeName) {
    long hash = FNV_OFFSET;
    for (byte octet : routeName.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
    }
    return mix(seed + GOLDEN_GAMMA) ^ mix(hash);
  }

  /**
   * Returns the stream of one request.
   *
   * @param key of the route, by {@link #key}
   * @param request its number, from 0
   * @param purpose tells apart the streams of one request
   */
  public static SplitMix64 stream(long key, long request, int purpose) {
    return new SplitMix64(mix(mix(key + request * GOLDEN_GAMMA) + purpose * GOLDEN_GAMMA));
  }

  /** Returns the next number, uniform in [0, 1), with 53 random bits. */
  public double nextDouble() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * UNIT;
  }

  /** Returns the next number, uniform in (0, 1], so that its logarithm is finite. */
  public double nextPositive() {
    return 1 - nextDouble();
  }

  /**
   * Returns the next number of the standard normal distribution.
   *
   * <p><b>Source:</b> Box, Muller: A Note on the Generation of Random Normal Deviates, Ann. Math.
   * Statist. 29 (1958).
   */
  public double nextGaussian() {
    return Math.sqrt(-2 * Math.log(nextPositive())) * Math.cos(2 * Math.PI * nextDouble());
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
