package dev.loadstone.connectors.nats;

import dev.loadstone.connectors.broker.BrokerRules;
import dev.loadstone.connectors.broker.MessageTimes;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.Payload;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind.Opening;
import dev.loadstone.core.step.StepResult;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connections to NATS, shared by all users; each user has subscriptions of its own. */
final class NatsClient implements StepClient {
  /** Every confirmation that is awaited is a ping; the client would give the connection up at 2. */
  private static final int PINGS_MAX = 1_000_000;

  private final List<Connection> connections;
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final Map<InboxKey, Inbox> inboxes = new ConcurrentHashMap<>();

  private record InboxKey(long user, String subject, String queue) {}

  private NatsClient(List<Connection> connections) {
    this.connections = connections;
    connections.forEach(connection -> dispatchers.add(connection.createDispatcher()));
  }

  /**
   * Opens all connections.
   *
   * @throws StepException if one cannot be opened
   */
  static NatsClient open(Opening opening) throws StepException, InterruptedException {
    int count = opening.settings().integer("connections").orElse(1);
    List<Connection> connections = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        connections.add(Nats.connect(options(opening)));
      }
    } catch (IOException refused) {
      close(connections);
      boolean login = String.valueOf(refused.getMessage()).contains("Authentication");
      throw new StepException(
          login ? ErrorClass.UNAUTHORIZED : ErrorClass.CONNECT,
          String.valueOf(refused.getMessage()));
    }
    return new NatsClient(connections);
  }

  private static Options options(Opening opening) {
    StepArguments settings = opening.settings();
    Options.Builder options =
        new Options.Builder()
            .server(opening.url().toString())
            .connectionTimeout(Duration.ofSeconds(5))
            .maxReconnects(-1)
            .reconnectBufferSize(0) // what cannot be sent now has failed now
            .maxPingsOut(PINGS_MAX)
            .reportNoResponders()
            .errorListener(new ErrorListener() {});
    settings.text("token").ifPresent(token -> options.token(token.toCharArray()));
    settings
        .text("user")
        .ifPresent(user ->
            options.userInfo(
                user.toCharArray(), settings.text("password").orElse("").toCharArray()));
    return options.build();
  }

  @Override
  public StepResult call(StepCall call) throws StepException, InterruptedException {
    StepArguments arguments = call.arguments();
    String subject = arguments.text("nats").orElseThrow();
    int at = (int) (call.userId() % connections.size());
    try {
      return switch (BrokerRules.way(arguments)) {
        case "request" -> request(connections.get(at), subject, call);
        case "consume" -> consume(dispatchers.get(at), subject, call);
        default -> publish(connections.get(at), subject, call);
      };
    } catch (IllegalStateException closed) {
      throw new StepException(ErrorClass.RESET, String.valueOf(closed.getMessage()));
    }
  }

  private static StepResult publish(Connection connection, String subject, StepCall call)
      throws StepException, InterruptedException {
    StepArguments arguments = call.arguments();
    byte[] payload = payload(arguments);
    int count = arguments.integer("messages").orElse(1);
    for (int i = 0; i < count; i++) {
      connection.publish(subject, headers(arguments), payload);
    }
    call.count(CounterKey.MESSAGES_SENT, count);
    if (!arguments.has("flush") || arguments.isTrue("flush")) {
      try {
        connection.flush(call.timeout());
      } catch (TimeoutException late) {
        throw new StepException(ErrorClass.TIMEOUT_TOTAL, "no confirmation in time");
      }
    }
    return new StepResult(Map.of(), (long) count * payload.length, 0);
  }

  private static StepResult request(Connection connection, String subject, StepCall call)
      throws StepException, InterruptedException {
    byte[] payload = payload(call.arguments());
    call.count(CounterKey.MESSAGES_SENT, 1);
    try {
      Message reply =
          connection
              .requestWithTimeout(subject, headers(call.arguments()), payload, call.timeout())
              .get();
      call.count(CounterKey.MESSAGES_RECEIVED, 1);
      return new StepResult(Map.of("data", data(reply)), payload.length, size(reply));
    } catch (ExecutionException | CancellationException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      boolean nobody = String.valueOf(cause.getMessage()).contains("503");
      if (nobody) {
        throw new StepException(ErrorClass.NOT_FOUND, "no responders on " + subject);
      }
      throw new StepException(ErrorClass.TIMEOUT_TOTAL, "no reply in time");
    }
  }

  private StepResult consume(Dispatcher dispatcher, String subject, StepCall call)
      throws InterruptedException {
    StepArguments arguments = call.arguments();
    String queue = arguments.text("queue").orElse("");
    Inbox inbox =
        inboxes.computeIfAbsent(
            new InboxKey(call.userId(), subject, queue), key -> subscribed(dispatcher, key));
    Optional<Pattern> timestamp = arguments.text("timestamp").map(Pattern::compile);
    int count = arguments.integer("messages").orElse(1);
    List<Payload> all = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      Inbox.Arrival arrival = inbox.take();
      made(arrival.message(), timestamp)
          .ifPresent(made -> MessageTimes.record(made, arrival.at(), call));
      call.count(CounterKey.MESSAGES_RECEIVED, 1);
      bytes += size(arrival.message());
      if (call.wantsValue()) {
        all.add(data(arrival.message()));
      }
    }
    return call.wantsValue()
        ? new StepResult(Map.of("data", all.getFirst(), "messages", all), 0, bytes)
        : new StepResult(Map.of(), 0, bytes);
  }

  private static Inbox subscribed(Dispatcher dispatcher, InboxKey key) {
    Inbox inbox = new Inbox();
    if (key.queue().isEmpty()) {
      dispatcher.subscribe(key.subject(), inbox::add);
    } else {
      dispatcher.subscribe(key.subject(), key.queue(), inbox::add);
    }
    return inbox;
  }

  private static Optional<Instant> made(Message message, Optional<Pattern> timestamp) {
    String sent = message.hasHeaders() ? message.getHeaders().getFirst(MessageTimes.SENT) : null;
    return MessageTimes.stamped(sent)
        .or(() -> timestamp.flatMap(of -> MessageTimes.found(of, data(message).text())));
  }

  private static byte[] payload(StepArguments arguments) {
    return arguments.text("message").orElse("").getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Headers headers(StepArguments arguments) {
    if (!arguments.isTrue("stamp")) {
      return null;
    }
    return new Headers().put(MessageTimes.SENT, MessageTimes.stamp());
  }

  private static Payload data(Message message) {
    byte[] data = message.getData();
    return new Payload(data == null ? "" : new String(data, StandardCharsets.UTF_8));
  }

  private static long size(Message message) {
    byte[] data = message.getData();
    return data == null ? 0 : data.length;
  }

  @Override
  public void close() {
    close(connections);
  }

  private static void close(List<Connection> connections) {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
