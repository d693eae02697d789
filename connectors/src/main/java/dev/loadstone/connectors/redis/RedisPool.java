package dev.loadstone.connectors.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The places for connections to one Redis, each used by one operation at a time; who finds none
 * free waits, first come, first served. Thread-safe; never blocks.
 */
final class RedisPool {
  private final Deque<StatefulRedisConnection<String, String>> idle = new ArrayDeque<>();
  private final Deque<Taker> waiting = new ArrayDeque<>();
  private int free;

  /** Who waits for a place. */
  interface Taker {
    /**
     * Told once that there is a place, on the thread that gave it back or that took it.
     *
     * @param connection of the place; null if one must be opened for it
     */
    void taken(@Nullable StatefulRedisConnection<String, String> connection);
  }

  /** Takes a place, now or as soon as there is one. */
  void take(Taker taker) {
    StatefulRedisConnection<String, String> connection;
    synchronized (this) {
      if (free == 0) {
        waiting.add(taker);
        return;
      }
      free--;
      connection = idle.poll();
    }
    taker.taken(connection);
  }

  /** Returns whether somebody waited, and does so no longer. */
  synchronized boolean forget(Taker taker) {
    return waiting.remove(taker);
  }

  /**
   * Gives a place back, or adds one.
   *
   * @param connection that is as good as before; null if there is none
   */
  void give(@Nullable StatefulRedisConnection<String, String> connection) {
    Taker next;
    StatefulRedisConnection<String, String> handed;
    synchronized (this) {
      if (connection != null) {
        idle.push(connection);
      }
      next = waiting.poll();
      if (next == null) {
        free++;
        return;
      }
      handed = idle.poll();
    }
    next.taken(handed);
  }
}
