package dev.loadstone.connectors.kafka;

import dev.loadstone.core.step.StepException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What arrives from one topic, for the users that consume it: in a group each record is for one of
 * them, otherwise for each of them. Thread-safe.
 */
final class Subscription implements Poller.Sink, AutoCloseable {
  /** How many records wait here at most for users of a group; more stay with the broker. */
  private static final int WAITING_MAX = 100_000;

  private static final Long EVERYBODY = -1L;

  private final boolean grouped;
  private final Runnable atEnd;
  private final Map<Long, Inbox> inboxes = new ConcurrentHashMap<>();
  private final List<Poller> pollers = new CopyOnWriteArrayList<>();
  private volatile @Nullable StepException failure;

  /**
   * Which records.
   *
   * @param topic from which they come
   * @param group in which they are shared out; empty for all of them
   * @param offset where the group begins if it has no offset yet: latest or earliest
   */
  record Key(String topic, Optional<String> group, String offset) {}

  private Subscription(boolean grouped, Runnable atEnd) {
    this.grouped = grouped;
    this.atEnd = atEnd;
  }

  /**
   * Begins to consume.
   *
   * @param atEnd is told when it has failed
   */
  static Subscription start(KafkaSettings settings, Key key, Runnable atEnd) {
    boolean grouped = key.group().isPresent();
    Subscription subscription = new Subscription(grouped, atEnd);
    int consumers = grouped ? settings.connections() : 1;
    for (int i = 0; i < consumers; i++) {
      subscription.pollers.add(
          Poller.start(settings, key.topic(), key.group(), key.offset(), subscription));
    }
    return subscription;
  }

  /** Returns where a user finds what has arrived for it, from its first call on. */
  Inbox inbox(long user) {
    Inbox inbox = inboxes.computeIfAbsent(grouped ? EVERYBODY : user, key -> new Inbox());
    StepException known = failure;
    if (known != null) {
      inbox.fail(known);
    }
    return inbox;
  }

  @Override
  public void arrived(Arrival arrival) {
    if (grouped) {
      inboxes.computeIfAbsent(EVERYBODY, key -> new Inbox()).add(arrival);
    } else {
      inboxes.values().forEach(inbox -> inbox.add(arrival));
    }
  }

  @Override
  public synchronized void failed(StepException cause) {
    if (failure != null) {
      return; // the first one says why
    }
    failure = cause;
    pollers.forEach(Poller::stop);
    inboxes.values().forEach(inbox -> inbox.fail(cause));
    atEnd.run();
  }

  @Override
  public boolean isFull() {
    Inbox inbox = inboxes.get(EVERYBODY);
    return inbox != null && inbox.size() >= WAITING_MAX;
  }

  @Override
  public void close() {
    pollers.forEach(Poller::close);
  }
}
