package dev.loadstone.connectors.redis;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind.Opening;
import dev.loadstone.core.step.StepResult;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one Redis, each used by one operation at a time. A connection whose operation was
 * given up or that broke is closed, and another one opened in its place when it is needed.
 */
final class RedisClients implements StepClient {
  private static final int CONNECTIONS_DEFAULT = 10;

  /** What the client logs is told by outcomes; held here, since a level is lost with its logger. */
  private static final Logger QUIET = Logger.getLogger("io.lettuce");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final RedisClient client;
  private final Semaphore places;
  private final Deque<StatefulRedisConnection<String, String>> idle = new ConcurrentLinkedDeque<>();

  /** A command's name as it is sent. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Keyword(String text, byte[] bytes) implements ProtocolKeyword {
    @Override
    public byte[] getBytes() {
      return bytes;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private RedisClients(RedisClient client, int connections) {
    this.client = client;
    this.places = new Semaphore(connections, true);
  }

  /**
   * Opens all connections.
   *
   * @throws StepException if one of them cannot be opened
   */
  static RedisClients open(Opening opening) throws StepException, InterruptedException {
    StepArguments settings = opening.settings();
    RedisClient client = RedisClient.create(uri(opening));
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    int connections = settings.integer("maxConnections").orElse(CONNECTIONS_DEFAULT);
    RedisClients all = new RedisClients(client, connections);
    try {
      for (int i = 0; i < connections; i++) {
        all.idle.add(all.connect());
      }
    } catch (RedisException refused) {
      all.close();
      throw RedisErrors.of(refused);
    }
    return all;
  }

  private static RedisURI uri(Opening opening) {
    RedisURI uri;
    try {
      uri = RedisURI.create(opening.url());
    } catch (IllegalArgumentException wrong) {
      throw new InvalidArgumentException(
          "target", "must be a URL of Redis", "Write it as redis://127.0.0.1:6379/0.");
    }
    String user = opening.settings().text("user").orElse("");
    opening
        .settings()
        .text("password")
        .ifPresent(password ->
            uri.setCredentialsProvider(
                io.lettuce.core.RedisCredentialsProvider.from(() ->
                    io.lettuce.core.RedisCredentials.just(
                        user.isEmpty() ? null : user, password.toCharArray()))));
    return uri;
  }

  private StatefulRedisConnection<String, String> connect() {
    StatefulRedisConnection<String, String> connection = client.connect(StringCodec.UTF8);
    connection.setAutoFlushCommands(false);
    return connection;
  }

  /** Returns the words of a command. */
  static List<String> command(StepArguments arguments) {
    if (arguments.isList("redis")) {
      return arguments.texts("redis");
    }
    String text = arguments.text("redis").orElse("").strip();
    return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
  }

  @Override
  public StepResult call(StepCall call) throws StepException, InterruptedException {
    List<String> words = command(call.arguments());
    int times = call.arguments().integer("pipeline").orElse(1);
    call.connecting();
    places.acquire();
    call.connected();
    StatefulRedisConnection<String, String> connection = null;
    boolean usable = false;
    try {
      connection = idle.poll();
      if (connection == null || !connection.isOpen()) {
        connection = connect();
      }
      List<@Nullable Object> replies = replies(connection, words, times);
      usable = true;
      ReplyCounts.count(words, replies, call);
      return result(call, replies);
    } catch (RedisException failed) {
      usable = RedisErrors.isReply(failed);
      throw RedisErrors.of(failed);
    } finally {
      give(connection, usable);
      places.release();
    }
  }

  private static List<@Nullable Object> replies(
      StatefulRedisConnection<String, String> connection, List<String> words, int times)
      throws InterruptedException, StepException {
    String name = words.getFirst().toUpperCase(Locale.ROOT);
    Keyword keyword = new Keyword(name, name.getBytes(StandardCharsets.US_ASCII));
    List<AsyncCommand<String, String, Object>> sent = new ArrayList<>(times);
    for (int i = 0; i < times; i++) {
      CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
      words.subList(1, words.size()).forEach(args::add);
      AsyncCommand<String, String, Object> command =
          new AsyncCommand<>(new Command<>(keyword, new Reply(), args));
      sent.add(command);
      connection.dispatch(command);
    }
    connection.flushCommands();
    List<@Nullable Object> replies = new ArrayList<>(times);
    StepException failure = null;
    for (AsyncCommand<String, String, Object> command : sent) {
      try {
        replies.add(command.get());
      } catch (ExecutionException failed) {
        if (!(failed.getCause() instanceof RedisException cause) || !RedisErrors.isReply(cause)) {
          throw RedisErrors.of(failed.getCause());
        }
        failure = failure == null ? RedisErrors.of(cause) : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return replies;
  }

  private static StepResult result(StepCall call, List<@Nullable Object> replies) {
    if (!call.wantsValue()) {
      return StepResult.NOTHING;
    }
    Map<String, @Nullable Object> value = new java.util.LinkedHashMap<>();
    value.put("reply", replies.getFirst());
    if (replies.size() > 1) {
      value.put("replies", replies);
    }
    return StepResult.of(value);
  }

  private void give(@Nullable StatefulRedisConnection<String, String> connection, boolean usable) {
    if (connection != null) {
      if (usable && connection.isOpen()) {
        idle.push(connection);
      } else {
        connection.closeAsync();
      }
    }
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
