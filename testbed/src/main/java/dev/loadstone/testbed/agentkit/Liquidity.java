package dev.loadstone.testbed.agentkit;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people have put into pools, by position. Thread-safe. */
public final class Liquidity {
  private static final int POSITIONS_MAX = 100_000;

  private final Map<String, Position> positions = new Bounded<>(POSITIONS_MAX);

  /**
   * What somebody put into a pool.
   *
   * @param user who
   * @param first of the one token
   * @param second of the other
   */
  public record Position(String user, BigInteger first, BigInteger second) {
    /** Returns the share of the pool: the geometric mean of both amounts. */
    public BigInteger liquidity() {
      return first.multiply(second).sqrt();
    }
  }

  /** Takes something into a pool. */
  public synchronized void add(String id, Position position) {
    positions.put(id, position);
  }

  /** Returns a position; null if there is none. */
  public synchronized @Nullable Position position(String id) {
    return positions.get(id);
  }

  /** Gives everything of a position back; null if there is none. */
  public synchronized @Nullable Position remove(String id) {
    return positions.remove(id);
  }
}
