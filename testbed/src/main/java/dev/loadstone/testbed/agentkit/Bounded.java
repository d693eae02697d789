package dev.loadstone.testbed.agentkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of at most so many entries: the one not used for longest goes first. Not thread-safe. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final float LOAD_FACTOR = 0.75f;

  private final int most;
  private long evicted;

  Bounded(int most) {
    super(16, LOAD_FACTOR, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    boolean over = size() > most;
    evicted += over ? 1 : 0;
    return over;
  }

  /** Returns how many entries had to go. */
  long evicted() {
    return evicted;
  }
}
