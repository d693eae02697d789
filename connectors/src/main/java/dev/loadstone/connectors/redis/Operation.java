package dev.loadstone.connectors.redis;

import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepResult;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command that is sent as often as its pipeline is long, on a connection of its own. It goes on,
 * without blocking, on whichever thread has what it waits for: the one that starts it, or an event
 * loop of the client.
 */
final class Operation implements RedisPool.Taker, Batch.Listener {
  private final StepCall call;
  private final RedisPool pool;
  private final Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connector;
  private final BiConsumer<@Nullable StepResult, @Nullable Throwable> ended;
  private final String name;
  private final Batch batch;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private volatile boolean givenUp;

  Operation(
      List<String> words,
      StepCall call,
      RedisPool pool,
      Supplier<CompletionStage<StatefulRedisConnection<String, String>>> connector,
      BiConsumer<@Nullable StepResult, @Nullable Throwable> ended) {
    this.call = call;
    this.pool = pool;
    this.connector = connector;
    this.ended = ended;
    this.name = words.getFirst().toUpperCase(Locale.ROOT);
    this.batch =
        new Batch(
            name,
            words.subList(1, words.size()),
            call.arguments().integer("pipeline").orElse(1),
            call.wantsValue() || ReplyCounts.readsTexts(name),
            this);
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
    try {
      on.dispatch(batch);
    } catch (RedisException closed) {
      batch.completeExceptionally(closed);
    }
  }

  @Override
  public void replied(List<@Nullable Object> replies, @Nullable String error) {
    give(true);
    if (error != null) {
      ended.accept(null, RedisErrors.of(new RedisCommandExecutionException(error)));
      return;
    }
    StepResult result;
    try {
      ReplyCounts.count(name, replies, call);
      result = result(replies);
    } catch (RuntimeException odd) {
      ended.accept(null, odd);
      return;
    }
    ended.accept(result, null);
  }

  @Override
  public void broken(Throwable why) {
    give(false);
    ended.accept(null, RedisErrors.of(why));
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
