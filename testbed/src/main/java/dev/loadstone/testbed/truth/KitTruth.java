package dev.loadstone.testbed.truth;

import java.time.Duration;

/**
 * How the services of an agent with a wallet behave.
 *
 * @param slippage by how much less a swap gives than was quoted, 0–1
 * @param poorRoutes the share of routings whose best route is the worst of all, 0–1
 * @param gasOverrun by how much more gas a swap uses than was told before, 0–1
 * @param spread by how much more the second exchange gives than the first one's price, 0–1
 * @param missedArbitrage the share of detections that overlook what there is to be earned, 0–1
 * @param memory how conversations are remembered
 */
public record KitTruth(
    double slippage,
    double poorRoutes,
    double gasOverrun,
    double spread,
    double missedArbitrage,
    MemoryTruth memory) {
  /** Prices that differ by nothing, swaps that give what was quoted, a memory without a limit. */
  public static final KitTruth DEFAULT = new KitTruth(0, 0, 0, 0, 0, MemoryTruth.DEFAULT);

  /**
   * How conversations are remembered.
   *
   * @param conversations how many; the one not used for longest is forgotten for another
   * @param cache how many of them are in the cache, those used last
   * @param hit how long a context takes that is in the cache
   * @param miss how long one takes that is not
   * @param perMessage how much longer either takes for each message of the conversation
   */
  public record MemoryTruth(
      int conversations, int cache, ServiceLaw hit, ServiceLaw miss, Duration perMessage) {
    /** Everything at once. */
    public static final MemoryTruth DEFAULT =
        new MemoryTruth(100_000, 10_000, ServiceLaw.NONE, ServiceLaw.NONE, Duration.ZERO);
  }
}
