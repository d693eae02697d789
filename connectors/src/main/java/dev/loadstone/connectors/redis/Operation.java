package dev.loadstone.connectors.redis;

import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepResult;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command that is sent as often as its pipeline is long, on a connection of its own. It goes on,
 * without blocking, on whichever thread has what it waits for: the one that starts it, or an event
 * loop of the client.
 */
final class Operation implements RedisPool.Taker {
  private final List<String> words;
  private final StepCall call;
  private final RedisPool pool;
  private final Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connector;
  private final BiConsumer<@Nullable StepResult, @Nullable Throwable> ended;
  private final List<Part> parts;
  private final AtomicInteger missing;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean givenUp;

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

  /** One of the commands. */
  private final class Part extends Command<String, String, @Nullable Object> {
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Throwable failure;

    Part(ProtocolKeyword keyword, CommandArgs<String, String> args) {
      super(keyword, new Reply(), args);
    }

    @Override
    public void complete() {
      super.complete();
      end(null);
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
      boolean first = super.completeExceptionally(thrown);
      end(thrown);
      return first;
    }

    @Override
    public void cancel() {
      super.cancel();
      end(new RedisException("the connection was closed"));
    }

    private void end(@Nullable Throwable thrown) {
      if (over.compareAndSet(false, true)) {
        failure = thrown;
        partEnded();
      }
    }
  }

  Operation(
      List<String> words,
      StepCall call,
      RedisPool pool,
      Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connector,
      BiConsumer<@Nullable StepResult, @Nullable Throwable> ended) {
    this.words = words;
    this.call = call;
    this.pool = pool;
    this.connector = connector;
    this.ended = ended;
    int times = call.arguments().integer("pipeline").orElse(1);
    this.parts = new ArrayList<>(times);
    this.missing = new AtomicInteger(times);
    String name = words.getFirst().toUpperCase(Locale.ROOT);
    Keyword keyword = new Keyword(name, name.getBytes(StandardCharsets.US_ASCII));
    CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8);
    words.subList(1, words.size()).forEach(args::add);
    for (int i = 0; i < times; i++) {
      parts.add(new Part(keyword, args));
    }
  }

  void start() {
    call.onCancel(this::giveUp);
    call.connecting();
    pool.take(this);
  }

  @Override
  public void taken(@Nullable StatefulRedisConnection<String, String> given) {
    if (given != null && given.isOpen()) {
      send(given);
      return;
    }
    try {
      connector
          .get()
          .whenComplete((opened, refused) -> {
            if (refused == null) {
              send(opened);
            } else {
              notOpened(refused);
            }
          });
    } catch (IllegalStateException closed) {
      notOpened(closed);
    }
  }

  private void notOpened(Throwable why) {
    pool.give(null);
    ended.accept(null, RedisErrors.of(why));
  }

  private void send(StatefulRedisConnection<String, String> on) {
    connection = on;
    if (givenUp) {
      pool.give(on);
      return; // nobody waits for it
    }
    call.connected();
    if (parts.size() == 1) {
      on.dispatch(parts.getFirst());
    } else {
      on.dispatch(parts);
    }
  }

  private void partEnded() {
    if (missing.decrementAndGet() == 0) {
      end();
    }
  }

  private void end() {
    StepException failure = null;
    boolean usable = true;
    List<@Nullable Object> replies = new ArrayList<>(parts.size());
    for (Part part : parts) {
      if (part.failure != null) {
        failure = usable ? RedisErrors.of(part.failure) : failure;
        usable = false;
      } else if (part.getOutput().hasError()) {
        failure = failure == null ? error(part) : failure;
      } else {
        replies.add(part.getOutput().get());
      }
    }
    give(usable);
    if (failure != null) {
      ended.accept(null, failure);
      return;
    }
    StepResult result;
    try {
      ReplyCounts.count(words, replies, call);
      result = result(replies);
    } catch (RuntimeException odd) {
      ended.accept(null, odd);
      return;
    }
    ended.accept(result, null);
  }

  private static StepException error(Part part) {
    return RedisErrors.of(new RedisCommandExecutionException(part.getOutput().getError()));
  }

  private void give(boolean usable) {
    StatefulRedisConnection<String, String> used = connection;
    if (usable && used != null && used.isOpen()) {
      pool.give(used);
    } else {
      if (used != null) {
        used.closeAsync();
      }
      pool.give(null);
    }
  }

  private StepResult result(List<@Nullable Object> replies) {
    if (!call.wantsValue()) {
      return StepResult.NOTHING;
    }
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("reply", replies.getFirst());
    if (replies.size() > 1) {
      value.put("replies", replies);
    }
    return StepResult.of(value);
  }

  /** Leaves the line, or closes the connection, on which nobody knows what comes. */
  private void giveUp() {
    givenUp = true;
    if (!pool.forget(this)) {
      StatefulRedisConnection<String, String> used = connection;
      if (used != null) {
        used.closeAsync();
      }
    }
  }
}
