package dev.loadstone.connectors.redis;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepClient;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.Types;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;

/** {@code redis}: a command, or a pipeline of the same command, on a connection of a pool. */
public final class RedisKind implements StepKind {
  /** The most commands in one pipeline. */
  static final int PIPELINE_MAX = 100_000;

  /** The most connections. */
  static final int CONNECTIONS_MAX = 10_000;

  private static final int PORT = 6379;

  /** Creates the kind. */
  public RedisKind() {}

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Shape shape() {
    return Shape.of("redis")
        .requiring(
            "redis",
            new AnyOf(
                List.of(
                    new Text("", List.of("GET user:42")),
                    new ListOf(new Text("", List.of("SET"))))),
            "A command and its arguments: a list, or a text that is split at blanks.")
        .with(
            "pipeline",
            Types.countUpTo(PIPELINE_MAX),
            "How often the command is sent before the first reply is awaited; 1 if left out.");
  }

  @Override
  public Shape settings() {
    return Shape.of("redis")
        .with(
            "maxConnections",
            Types.countUpTo(CONNECTIONS_MAX),
            "How many connections there are; 10 if left out.")
        .with("user", Types.TEXT, "Who logs in.")
        .with("password", Types.TEXT, "With which password.");
  }

  @Override
  public List<String> schemes() {
    return List.of("redis", "rediss");
  }

  @Override
  public OptionalInt usualPort(URI target) {
    return OptionalInt.of(PORT);
  }

  @Override
  public void check(StepArguments arguments) {
    if (RedisClients.command(arguments).isEmpty()) {
      throw new InvalidArgumentException("redis", "must have a command", "Write redis: PING.");
    }
  }

  @Override
  public StepClient open(Opening opening) throws StepException, InterruptedException {
    return RedisClients.open(opening);
  }
}
