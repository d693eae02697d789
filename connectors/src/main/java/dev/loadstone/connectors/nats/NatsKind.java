package dev.loadstone.connectors.nats;

import dev.loadstone.connectors.broker.BrokerRules;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.Choice;
import dev.loadstone.core.document.ValueType.Text;
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

/** {@code nats}: publishes messages, asks and awaits the reply, or consumes messages. */
public final class NatsKind implements StepKind {
  private static final int PORT = 4222;
  private static final int MESSAGES_MAX = 100_000;
  private static final int CONNECTIONS_MAX = 1_000;

  /** Which keys are for which of the ways of {@code do}. */
  private static final Map<String, Set<String>> ONLY_WITH =
      Map.of(
          "message", Set.of("publish", "request"),
          "messages", Set.of("publish", "consume"),
          "stamp", Set.of("publish", "request"),
          "flush", Set.of("publish"),
          "queue", Set.of("consume"),
          "timestamp", Set.of("consume"));

  /** Creates the kind. */
  public NatsKind() {}

  @Override
  public String name() {
    return "nats";
  }

  @Override
  public Shape shape() {
    return Shape.of("nats")
        .requiring("nats", new Text("", List.of("orders.new")), "The subject.")
        .with(
            "do",
            new Choice(List.of("publish", "request", "consume")),
            "What is done; publish if left out.")
        .with("message", Types.TEXT, "What is sent; an empty message if left out.")
        .with(
            "messages",
            Types.countUpTo(MESSAGES_MAX),
            "How many messages are published or awaited; 1 if left out.")
        .with(
            "stamp",
            Types.TRUTH,
            "Whether messages carry the time at which they are sent, in the header Loadstone-Sent.")
        .with(
            "flush",
            Types.TRUTH,
            "Whether publishing ends when the server has confirmed all before it; true if left out.")
        .with("queue", Types.TEXT, "The queue group in which messages are shared out.")
        .with(
            "timestamp",
            new Text("", List.of("\"sent\":(\\d+)")),
            "A regular expression; its group is the time at which a message was made, in ms since"
                + " 1970.");
  }

  @Override
  public Shape settings() {
    return Shape.of("nats")
        .with(
            "connections",
            Types.countUpTo(CONNECTIONS_MAX),
            "Over how many connections users are spread; 1 if left out.")
        .with("user", Types.TEXT, "Who logs in.")
        .with("password", Types.TEXT, "With which password.")
        .with("token", Types.TEXT, "The token to log in with, instead of user and password.");
  }

  @Override
  public List<String> schemes() {
    return List.of("nats");
  }

  @Override
  public OptionalInt usualPort(URI target) {
    return OptionalInt.of(PORT);
  }

  @Override
  public void check(StepArguments arguments) {
    BrokerRules.check(arguments, ONLY_WITH);
  }

  @Override
  public StepClient open(Opening opening) throws StepException, InterruptedException {
    return NatsClient.open(opening);
  }
}
