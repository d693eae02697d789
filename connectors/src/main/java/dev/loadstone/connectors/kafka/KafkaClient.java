package dev.loadstone.connectors.kafka;

import dev.loadstone.connectors.broker.BrokerRules;
import dev.loadstone.connectors.broker.MessageTimes;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.Payload;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Producers and consumers of one Kafka cluster, shared by all users. */
final class KafkaClient implements StepClient {
  private static final int OPENING_MILLIS = 5_000;

  private final KafkaSettings settings;
  private final Producers producers;
  private final Map<Subscription.Key, Subscription> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, Replies> replies = new ConcurrentHashMap<>();

  private KafkaClient(KafkaSettings settings) {
    this.settings = settings;
    this.producers = new Producers(settings);
  }

  /**
   * Opens the producers, after a broker has been seen to answer.
   *
   * @throws StepException if none does, or does not take the login
   */
  static KafkaClient open(KafkaSettings settings) throws StepException, InterruptedException {
    try (Admin admin = Admin.create(settings.common())) {
      admin.describeCluster(new DescribeClusterOptions().timeoutMs(OPENING_MILLIS)).nodes().get();
      KafkaClient client = new KafkaClient(settings);
      client.producers.open(settings.acks());
      return client;
    } catch (ExecutionException refused) {
      throw refused.getCause() instanceof TimeoutException late
          ? new StepException(ErrorClass.CONNECT, String.valueOf(late.getMessage()))
          : KafkaErrors.of(refused);
    } catch (KafkaException wrong) {
      throw KafkaErrors.of(wrong);
    }
  }

  @Override
  public StepResult call(StepCall call) throws StepException, InterruptedException {
    try {
      return switch (BrokerRules.way(call.arguments())) {
        case "request" -> request(call);
        case "consume" -> consume(call);
        default -> publish(call);
      };
    } catch (InterruptException given) {
      throw (InterruptedException) new InterruptedException().initCause(given);
    } catch (ExecutionException | KafkaException | IllegalStateException failed) {
      throw KafkaErrors.of(failed);
    }
  }

  private StepResult publish(StepCall call) throws ExecutionException, InterruptedException {
    StepArguments arguments = call.arguments();
    byte[] value = bytes(arguments.text("message").orElse(""));
    int count = arguments.integer("messages").orElse(1);
    List<Future<RecordMetadata>> sent = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sent.add(send(record(arguments, value), call));
    }
    call.count(CounterKey.MESSAGES_SENT, count);
    Map<String, Object> where = new LinkedHashMap<>();
    if (!arguments.has("flush") || arguments.isTrue("flush")) {
      for (Future<RecordMetadata> confirmed : sent) {
        RecordMetadata metadata = confirmed.get();
        where.putIfAbsent("partition", metadata.partition());
        where.putIfAbsent("offset", metadata.offset());
      }
    }
    return new StepResult(where, (long) count * value.length, 0);
  }

  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, StepCall call) {
    String acks = call.arguments().text("acks").orElse(settings.acks());
    return producers.of(call.userId(), acks).send(record);
  }

  private static ProducerRecord<byte[], byte[]> record(StepArguments arguments, byte[] value) {
    byte @Nullable [] key = arguments.text("key").map(KafkaClient::bytes).orElse(null);
    @Nullable Integer partition = arguments.integer("partition").orElse(null);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(arguments.text("kafka").orElseThrow(), partition, key, value);
    arguments.entries("headers").forEach((name, text) -> record.headers().add(name, bytes(text)));
    if (arguments.isTrue("stamp")) {
      record.headers().add(MessageTimes.SENT, bytes(MessageTimes.stamp()));
    }
    return record;
  }

  private StepResult request(StepCall call)
      throws ExecutionException, InterruptedException, StepException {
    StepArguments arguments = call.arguments();
    String topic = arguments.text("replyTopic").orElseThrow();
    Replies from =
        replies.computeIfAbsent(
            topic, key -> new Replies(settings, topic, () -> replies.remove(topic)));
    from.awaitStart();
    byte[] value = bytes(arguments.text("message").orElse(""));
    ProducerRecord<byte[], byte[]> record = record(arguments, value);
    String id = from.newId();
    record.headers().add(Replies.CORRELATION, bytes(id));
    record.headers().add(Replies.REPLY_TOPIC, bytes(topic));
    CompletableFuture<Arrival> reply = from.expect(id);
    try {
      send(record, call).get();
      call.count(CounterKey.MESSAGES_SENT, 1);
      Arrival arrival = reply.get();
      call.count(CounterKey.MESSAGES_RECEIVED, 1);
      return new StepResult(
          call.wantsValue() ? arrival.value() : Map.of(), value.length, arrival.size());
    } finally {
      from.forget(id);
    }
  }

  private StepResult consume(StepCall call) throws InterruptedException, StepException {
    StepArguments arguments = call.arguments();
    Subscription.Key key =
        new Subscription.Key(
            arguments.text("kafka").orElseThrow(),
            arguments.text("group"),
            arguments.text("offset").orElse("latest"));
    Inbox inbox =
        subscriptions
            .computeIfAbsent(
                key, all -> Subscription.start(settings, all, () -> subscriptions.remove(all)))
            .inbox(call.userId());
    Optional<Pattern> timestamp = arguments.text("timestamp").map(Pattern::compile);
    int count = arguments.integer("messages").orElse(1);
    List<Payload> all = new ArrayList<>();
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      Arrival arrival = inbox.take();
      made(arrival, timestamp).ifPresent(made -> MessageTimes.record(made, arrival.at(), call));
      call.count(CounterKey.MESSAGES_RECEIVED, 1);
      bytes += arrival.size();
      if (call.wantsValue()) {
        all.add(arrival.data());
        arrival.value().forEach(value::putIfAbsent);
      }
    }
    value.put("messages", all);
    return new StepResult(value, 0, bytes);
  }

  /** Returns when a message was made: by what it says first of header, text and record. */
  private static Optional<Instant> made(Arrival arrival, Optional<Pattern> timestamp) {
    return MessageTimes.stamped(arrival.header(MessageTimes.SENT).orElse(null))
        .or(() -> timestamp.flatMap(of -> MessageTimes.found(of, arrival.data().text())))
        .or(arrival::time);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    subscriptions.values().forEach(Subscription::close);
    replies.values().forEach(Replies::close);
    producers.close();
  }
}
