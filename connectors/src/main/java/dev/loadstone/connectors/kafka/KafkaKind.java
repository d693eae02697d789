package dev.loadstone.connectors.kafka;

import dev.loadstone.connectors.broker.BrokerRules;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.Types;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** {@code kafka}: publishes records, asks and awaits the reply, or consumes records. */
public final class KafkaKind implements StepKind {
  /** The port of brokers whose target names none. */
  static final int PORT = 9092;

  private static final int MESSAGES_MAX = 100_000;
  private static final int CONNECTIONS_MAX = 1_000;
  private static final int PARTITION_MAX = 1_000_000;

  private static final ValueType ACKS = new Text("^(0|1|all)$", List.of("all", "1", "0"));

  private static final Set<String> SENDING = Set.of("publish", "request");

  /** Which keys are for which of the ways of {@code do}. */
  private static final Map<String, Set<String>> ONLY_WITH =
      Map.ofEntries(
          Map.entry("message", SENDING),
          Map.entry("key", SENDING),
          Map.entry("headers", SENDING),
          Map.entry("partition", SENDING),
          Map.entry("acks", SENDING),
          Map.entry("stamp", SENDING),
          Map.entry("messages", Set.of("publish", "consume")),
          Map.entry("flush", Set.of("publish")),
          Map.entry("replyTopic", Set.of("request")),
          Map.entry("group", Set.of("consume")),
          Map.entry("offset", Set.of("consume")),
          Map.entry("timestamp", Set.of("consume")));

  /** Creates the kind. */
  public KafkaKind() {}

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Shape shape() {
    return Shape.of("kafka")
        .requiring("kafka", new Text("", List.of("orders")), "The topic.")
        .with(
            "do",
            new Choice(List.of("publish", "request", "consume")),
            "What is done; publish if left out.")
        .with("message", Types.TEXT, "The value of what is sent; an empty one if left out.")
        .with("key", Types.TEXT, "The key of what is sent; none if left out.")
        .with("headers", new MapOf(Types.TEXT), "Headers of what is sent.")
        .with(
            "partition",
            new Quantity(true, 0, PARTITION_MAX),
            "The partition; the client chooses if left out.")
        .with("acks", ACKS, "Who must have a record before it is confirmed; as the section says.")
        .with(
            "messages",
            Types.countUpTo(MESSAGES_MAX),
            "How many records are published or awaited; 1 if left out.")
        .with(
            "stamp",
            Types.TRUTH,
            "Whether records carry the time at which they are sent, in the header Loadstone-Sent.")
        .with(
            "flush",
            Types.TRUTH,
            "Whether publishing ends when all its records are confirmed; true if left out.")
        .with("replyTopic", Types.TEXT, "The topic that replies come to.")
        .with("group", Types.TEXT, "The consumer group in which records are shared out.")
        .with(
            "offset",
            new Choice(List.of("latest", "earliest")),
            "Where a group begins that has no offset yet; latest if left out.")
        .with(
            "timestamp",
            new Text("", List.of("\"sent\":(\\d+)")),
            "A regular expression; its group is the time at which a message was made, in ms since"
                + " 1970.");
  }

  @Override
  public Shape settings() {
    return Shape.of("kafka")
        .with(
            "connections",
            Types.countUpTo(CONNECTIONS_MAX),
            "How many producers there are, over which users are spread, and how many consumers in"
                + " a group; 1 if left out.")
        .with("acks", ACKS, "Who must have a record before it is confirmed; all if left out.")
        .with("user", Types.TEXT, "Who logs in, by SASL.")
        .with("password", Types.TEXT, "With which password.")
        .with("properties", new MapOf(Types.TEXT), "Properties of Kafka's clients.");
  }

  @Override
  public List<String> schemes() {
    return List.of("kafka");
  }

  @Override
  public OptionalInt usualPort(URI target) {
    return OptionalInt.of(PORT);
  }

  @Override
  public void check(StepArguments arguments) {
    BrokerRules.check(arguments, ONLY_WITH);
    KafkaSettings.checkAcks(arguments);
    if (BrokerRules.way(arguments).equals("request") && !arguments.has("replyTopic")) {
      throw new InvalidArgumentException(
          "replyTopic", "must stand beside do: request", "Name the topic that replies come to.");
    }
    if (arguments.has("offset") && !arguments.has("group")) {
      throw new InvalidArgumentException(
          "offset",
          "must stand beside a group",
          "Name a group, or remove offset: without a group consuming begins at the end.");
    }
  }

  @Override
  public StepClient open(Opening opening) throws StepException, InterruptedException {
    return KafkaClient.open(KafkaSettings.of(opening));
  }
}
