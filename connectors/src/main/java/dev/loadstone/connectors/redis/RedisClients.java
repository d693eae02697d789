package dev.loadstone.connectors.redis;

import dev.loadstone.core.step.AsyncStepClient;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind.Opening;
import dev.loadstone.core.step.StepResult;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one Redis, each used by one operation at a time. A connection whose operation was
 * given up or that broke is closed, and another one opened in its place when it is needed.
 */
final class RedisClients implements AsyncStepClient {
  private static final int CONNECTIONS_DEFAULT = 10;
  private static final long CLOSING_SECONDS = 2;

  /**
   * An event loop that finds many replies at once handles each for less than several that are woken
   * for one or two, and more of them would take the processors from the server where it is here.
   */
  private static final int PROCESSORS_PER_LOOP = 4;

  /** What the client logs is told by outcomes; held here, since a level is lost with its logger. */
  private static final Logger QUIET = Logger.getLogger("io.lettuce");

  static {
    QUIET.setLevel(Level.OFF);
  }

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final RedisPool pool = new RedisPool();

  /** Lets each connection write batches. */
  private static final class Batches implements NettyCustomizer {
    @Override
    public void afterChannelInitialized(Channel channel) {
      channel.pipeline().addLast(new BatchWriter());
    }
  }

  private RedisClients(ClientResources resources, RedisClient client, RedisURI uri) {
    this.resources = resources;
    this.client = client;
    this.uri = uri;
  }

  /**
   * Opens all connections.
   *
   * @throws StepException if one of them cannot be opened
   */
  static RedisClients open(Opening opening) throws StepException, InterruptedException {
    StepArguments settings = opening.settings();
    RedisURI uri = uri(opening);
    ClientResources resources =
        DefaultClientResources.builder()
            .nettyCustomizer(new Batches())
            .eventLoopGroupProvider(new DefaultEventLoopGroupProvider(eventLoops()))
            .build();
    RedisClient client = RedisClient.create(resources, uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    int connections = settings.integer("maxConnections").orElse(CONNECTIONS_DEFAULT);
    RedisClients all = new RedisClients(resources, client, uri);
    try {
      for (int i = 0; i < connections; i++) {
        all.pool.give(client.connect(StringCodec.UTF8));
      }
    } catch (RedisException refused) {
      all.close();
      throw RedisErrors.of(refused);
    }
    return all;
  }

  private static int eventLoops() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / PROCESSORS_PER_LOOP);
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

  private CompletionStage<StatefulRedisConnection<String, String>> connect() {
    return client.connectAsync(StringCodec.UTF8, uri);
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
  public void start(StepCall call, BiConsumer<@Nullable StepResult, @Nullable Throwable> ended) {
    new Operation(command(call.arguments()), call, pool, this::connect, ended).start();
  }

  @Override
  public void close() {
    client.shutdown();
    resources.shutdown(0, CLOSING_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
