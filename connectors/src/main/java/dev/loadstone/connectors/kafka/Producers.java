package dev.loadstone.connectors.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Producers, over which users are spread; as many for each value of {@code acks} that is in use,
 * which is a producer's and not a record's. Thread-safe.
 */
final class Producers implements AutoCloseable {
  /** How long what is not confirmed yet may take at the end. */
  private static final Duration END = Duration.ofSeconds(5);

  private final KafkaSettings settings;
  private final Map<String, List<Producer<byte[], byte[]>>> byAcks = new ConcurrentHashMap<>();

  Producers(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Opens those with a value of {@code acks}; without effect if they are open. */
  List<Producer<byte[], byte[]>> open(String acks) {
    return byAcks.computeIfAbsent(acks, this::opened);
  }

  private List<Producer<byte[], byte[]>> opened(String acks) {
    List<Producer<byte[], byte[]>> all = new ArrayList<>();
    for (int i = 0; i < settings.connections(); i++) {
      all.add(new KafkaProducer<>(settings.producer(acks)));
    }
    return List.copyOf(all);
  }

  /** Returns the producer of a user. */
  Producer<byte[], byte[]> of(long user, String acks) {
    List<Producer<byte[], byte[]>> all = open(acks);
    return all.get((int) (user % all.size()));
  }

  @Override
  public void close() {
    byAcks
        .values()
        .forEach(all ->
            all.forEach(producer -> {
              try {
                producer.close(END);
              } catch (InterruptException interrupted) {
                Thread.currentThread().interrupt();
              }
            }));
  }
}
