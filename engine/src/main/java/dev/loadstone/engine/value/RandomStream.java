package dev.loadstone.engine.value;

/**
 * A small stream of random numbers, one per virtual user, repeatable by its seed. Allocates
 * nothing. Not thread-safe, not for secrets.
 *
 * <p>Source: SplitMix64, Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators
 * (2014), figure 16.
 */
public final class RandomStream {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  /** Creates the stream of a seed. */
  public RandomStream(long seed) {
    state = seed;
  }

  /** Returns a number that scatters two others over all longs. */
  public static long mix(long seed, long number) {
    return scatter(scatter(seed + GOLDEN) + number * GOLDEN);
  }

  private static long scatter(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Returns the next 64 random bits. */
  public long nextLong() {
    state += GOLDEN;
    return scatter(state);
  }

  /** Returns a number from 0 (included) to 1 (excluded), 53 bits. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /**
   * Returns a whole number below a bound, all equally likely up to a bias of bound/2⁶³.
   *
   * @param bound above 0
   */
  public long nextBelow(long bound) {
    return (nextLong() >>> 1) % bound;
  }
}
