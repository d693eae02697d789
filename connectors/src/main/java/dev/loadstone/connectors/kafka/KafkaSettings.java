package dev.loadstone.connectors.kafka;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepKind.Opening;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How Kafka's clients are configured: by the target, what the plan's section says, and else as
 * their own defaults are, but for a producer that waits for further records before it sends.
 *
 * <p><b>Source:</b> Apache Kafka documentation, "Producer Configs", "Consumer Configs".
 *
 * @param servers where brokers listen, as a host and a port
 * @param section the plan's
 */
record KafkaSettings(String servers, StepArguments section) {
  /** How long the client may look for a topic, or wait for a place in its buffer, in ms. */
  private static final int BLOCKED_MILLIS = 5_000;

  private static final List<String> ACKS = List.of("0", "1", "all");

  /** What stands for an expression in a plan that is being read. */
  private static final String EXPRESSION = "…";

  /**
   * Returns the settings, all checked.
   *
   * @throws InvalidArgumentException if one cannot be used
   */
  static KafkaSettings of(Opening opening) {
    URI url = opening.url();
    if (url.getHost() == null) {
      throw new InvalidArgumentException(
          "target", "must have a host", "Write it as kafka://127.0.0.1:9092.");
    }
    int port = url.getPort() > 0 ? url.getPort() : KafkaKind.PORT;
    checkAcks(opening.settings());
    KafkaSettings settings = new KafkaSettings(url.getHost() + ":" + port, opening.settings());
    try {
      // what is wrong is thrown by the constructors
      new ProducerConfig(settings.producer(settings.acks()));
      new ConsumerConfig(settings.consumer(Optional.empty(), "latest"));
    } catch (ConfigException wrong) {
      throw new InvalidArgumentException(
          "properties",
          "must be properties of Kafka's clients: " + wrong.getMessage(),
          "See \"Producer Configs\" and \"Consumer Configs\" in Kafka's documentation.");
    }
    return settings;
  }

  /**
   * Checks the value of {@code acks} if it is known yet.
   *
   * @throws InvalidArgumentException if it is none of those that there are
   */
  static void checkAcks(StepArguments arguments) {
    String acks = arguments.text("acks").orElse("all");
    if (!acks.contains(EXPRESSION) && !ACKS.contains(acks)) {
      throw new InvalidArgumentException(
          "acks", "must be 0, 1 or all, got: " + acks, "Use all to have it confirmed by all.");
    }
  }

  /** Returns how many producers there are, and consumers of each group. */
  int connections() {
    return section.integer("connections").orElse(1);
  }

  /** Returns who must have a record before it is confirmed: 0, 1 or all. */
  String acks() {
    return section.text("acks").orElse("all");
  }

  /** Returns what all clients have. */
  Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    all.put(ProducerConfig.CLIENT_ID_CONFIG, "loadstone");
    all.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
    all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
    section.text("user").ifPresent(user -> logIn(user, all));
    all.putAll(section.entries("properties"));
    return all;
  }

  private void logIn(String user, Map<String, Object> all) {
    all.put("security.protocol", "SASL_PLAINTEXT");
    all.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
    all.put(
        SaslConfigs.SASL_JAAS_CONFIG,
        PlainLoginModule.class.getName()
            + " required username="
            + quoted(user)
            + " password="
            + quoted(section.text("password").orElse(""))
            + ";");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Returns what a producer has. */
  Map<String, Object> producer(String acks) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(BLOCKED_MILLIS));
    all.putAll(common());
    all.put(ProducerConfig.ACKS_CONFIG, acks);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return all;
  }

  /**
   * Returns what a consumer has.
   *
   * @param offset where to begin if the group has no offset: latest or earliest
   */
  Map<String, Object> consumer(Optional<String> group, String offset) {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(2 * BLOCKED_MILLIS));
    all.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(BLOCKED_MILLIS));
    all.putAll(common());
    group.ifPresent(name -> all.put(ConsumerConfig.GROUP_ID_CONFIG, name));
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, String.valueOf(group.isPresent()));
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, offset);
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return all;
  }
}
