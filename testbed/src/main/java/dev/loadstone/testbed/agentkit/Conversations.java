package dev.loadstone.testbed.agentkit;

import dev.loadstone.testbed.truth.KitTruth.MemoryTruth;
import dev.loadstone.testbed.truth.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * Conversations that are remembered, and a cache of those used last: an answer is quick for what is
 * in it. Thread-safe.
 */
public final class Conversations {
  private final MemoryTruth truth;
  private final Bounded<String, List<String>> remembered;
  private final Bounded<String, Boolean> cache;

  Conversations(MemoryTruth truth) {
    this.truth = truth;
    remembered = new Bounded<>(truth.conversations());
    cache = new Bounded<>(truth.cache());
  }

  /**
   * What became of a message.
   *
   * @param messages how many the conversation has
   * @param evicted whether another conversation had to be forgotten for it
   */
  public record Added(int messages, boolean evicted) {}

  /**
   * What is known of a conversation.
   *
   * @param total how many messages it has
   * @param last the last of them
   * @param cached whether it was in the cache
   * @param nanos how long it takes to find
   */
  public record Context(int total, List<String> last, boolean cached, long nanos) {
    /** Copies the messages. */
    public Context {
      last = List.copyOf(last);
    }
  }

  /** Remembers a message. */
  public synchronized Added add(String session, String message) {
    long before = remembered.evicted();
    List<String> messages = remembered.computeIfAbsent(session, first -> new ArrayList<>());
    messages.add(message);
    return new Added(messages.size(), remembered.evicted() > before);
  }

  /**
   * Finds what was said.
   *
   * @param most how many of the last messages, at least 0
   * @param times from which the time is drawn
   */
  public synchronized Context context(String session, int most, SplitMix64 times) {
    List<String> messages = remembered.getOrDefault(session, List.of());
    boolean cached = cache.get(session) != null;
    cache.put(session, true);
    long nanos =
        (cached ? truth.hit() : truth.miss()).drawNanos(times)
            + messages.size() * truth.perMessage().toNanos();
    List<String> last = messages.subList(Math.max(0, messages.size() - most), messages.size());
    return new Context(messages.size(), last, cached, nanos);
  }

  /** Forgets a conversation and returns whether there was one. */
  public synchronized boolean forget(String session) {
    cache.remove(session);
    return remembered.remove(session) != null;
  }
}
