package dev.loadstone.connectors.kafka;

import dev.loadstone.core.step.StepException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The replies that come to one topic, each found by the identifier that it returns. Those of others
 * are passed over. Thread-safe.
 */
final class Replies implements Poller.Sink, AutoCloseable {
  /**
   * The header with the identifier, and the one with the topic of the reply.
   *
   * <p><b>Source:</b> Spring for Apache Kafka, {@code KafkaHeaders.CORRELATION_ID} and {@code
   * KafkaHeaders.REPLY_TOPIC}: Kafka itself knows no requests, and answers who use these.
   */
  static final String CORRELATION = "kafka_correlationId";

  /** See {@link #CORRELATION}. */
  static final String REPLY_TOPIC = "kafka_replyTopic";

  private final Map<String, CompletableFuture<Arrival>> awaited = new ConcurrentHashMap<>();
  private final String prefix = UUID.randomUUID() + "-";
  private final AtomicLong last = new AtomicLong();
  private final Runnable atEnd;
  private final Poller poller;

  /**
   * Begins to consume a topic.
   *
   * @param atEnd is told when no more replies come
   */
  Replies(KafkaSettings settings, String topic, Runnable atEnd) {
    this.atEnd = atEnd;
    this.poller = Poller.start(settings, topic, Optional.empty(), "latest", this);
  }

  /**
   * Waits until no reply can be missed.
   *
   * @throws StepException if replies cannot be had
   */
  void awaitStart() throws InterruptedException, StepException {
    poller.awaitStart();
  }

  /** Returns an identifier that nobody else has. */
  String newId() {
    return prefix + last.incrementAndGet();
  }

  /** Returns what gets the reply with an identifier. */
  CompletableFuture<Arrival> expect(String id) {
    return awaited.computeIfAbsent(id, key -> new CompletableFuture<>());
  }

  /** Passes over the reply with an identifier from now on. */
  void forget(String id) {
    awaited.remove(id);
  }

  @Override
  public void arrived(Arrival arrival) {
    CompletableFuture<Arrival> reply =
        arrival.header(CORRELATION).map(awaited::remove).orElse(null);
    if (reply != null) {
      reply.complete(arrival);
    }
  }

  @Override
  public void failed(StepException cause) {
    atEnd.run();
    awaited.values().forEach(reply -> reply.completeExceptionally(cause));
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void close() {
    poller.close();
  }
}
