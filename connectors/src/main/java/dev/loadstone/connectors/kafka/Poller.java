package dev.loadstone.connectors.kafka;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of a topic, on a thread of its own, which hands over every record when it arrives. In
 * a group it has the partitions that the group gives it, otherwise all of them.
 *
 * <p>Only {@link #awaitStart} and {@link #close} may be called by other threads: the client allows
 * one thread.
 */
final class Poller implements Runnable, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long END_MILLIS = 5_000;

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final boolean grouped;
  private final Sink sink;
  private final Thread thread;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable StepException failure;
  private volatile boolean closed;
  private boolean paused;

  /** Who takes records, on the poller's thread. */
  interface Sink {
    void arrived(Arrival arrival);

    /** Told when no more comes. */
    void failed(StepException cause);

    /** Returns whether there is enough for now. */
    boolean isFull();
  }

  private Poller(Consumer<byte[], byte[]> consumer, String topic, boolean grouped, Sink sink) {
    this.consumer = consumer;
    this.topic = topic;
    this.grouped = grouped;
    this.sink = sink;
    this.thread = Thread.ofPlatform().name("kafka " + topic).daemon(true).unstarted(this);
  }

  /**
   * Starts a consumer.
   *
   * @param offset where a group without an offset of its own begins: latest or earliest
   */
  static Poller start(
      KafkaSettings settings, String topic, Optional<String> group, String offset, Sink sink) {
    Poller poller =
        new Poller(
            new KafkaConsumer<>(settings.consumer(group, offset)), topic, group.isPresent(), sink);
    poller.thread.start();
    return poller;
  }

  @Override
  public void run() {
    try (consumer) {
      subscribe();
      started.countDown();
      while (!closed) {
        hand(consumer.poll(POLL));
        hold(sink.isFull());
      }
      fail(new StepException(ErrorClass.RESET, "the client is closed"));
    } catch (WakeupException over) {
      fail(new StepException(ErrorClass.RESET, "the client is closed"));
    } catch (StepException known) {
      fail(known);
    } catch (KafkaException broken) {
      fail(KafkaErrors.of(broken));
    }
  }

  private void subscribe() throws StepException {
    if (grouped) {
      consumer.subscribe(List.of(topic));
      return;
    }
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new StepException(ErrorClass.NOT_FOUND, "there is no topic " + topic);
    }
    List<TopicPartition> all =
        found.stream().map(one -> new TopicPartition(topic, one.partition())).toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position); // now, so that nothing that comes from here on is missed
  }

  private void hand(ConsumerRecords<byte[], byte[]> records) {
    if (!records.isEmpty()) {
      Instant now = Instant.now();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        sink.arrived(new Arrival(record, now));
      }
    }
  }

  /** Lets the broker keep what nobody here can take yet; polling goes on, as groups ask for. */
  private void hold(boolean full) {
    if (full) {
      consumer.pause(consumer.assignment());
    } else if (paused) {
      consumer.resume(consumer.paused());
    }
    paused = full;
  }

  private void fail(StepException cause) {
    failure = cause;
    started.countDown();
    sink.failed(cause);
  }

  /**
   * Waits until it would see whatever is sent to the topic.
   *
   * @throws StepException if it cannot be had
   */
  void awaitStart() throws InterruptedException, StepException {
    started.await();
    StepException known = failure;
    if (known != null) {
      throw new StepException(known.error(), String.valueOf(known.getMessage()));
    }
  }

  /** Lets it end soon. */
  void stop() {
    closed = true;
    consumer.wakeup();
  }

  /** Ends it, and waits a while until it has left its group. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
