package dev.loadstone.engine.evm;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.jsonrpc.RpcExchange;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's watches of blocks.
 *
 * <p>An interval is taken between the reads of the first answers that had each of two numbers that
 * follow each other; its error is at most one poll and the difference of two answers' times. Where
 * a number was never seen, there is no interval.
 */
final class BlocksActivity implements Activity {
  private static final long UNKNOWN = -1;

  private final ActivityContext context;
  private final Listener listener;
  private final BlocksOperation operation;
  private final RpcExchange exchange;
  private final Sum sum = new Sum();
  private @Nullable StepRecorder recorder;
  private @Nullable Poll poll;
  private boolean asking;
  private long endNanos;
  private long block;
  private long seenNanos;

  BlocksActivity(
      ActivityContext context, UserValues values, Listener listener, BlocksOperation operation) {
    this.context = context;
    this.listener = listener;
    this.operation = operation;
    this.exchange = new RpcExchange(context, values, this::answered);
  }

  /** Asks at its time, unless another watch has begun or all is over. */
  private final class Poll implements Timed {
    private long due;

    Poll(long due) {
      this.due = due;
    }

    @Override
    public void fire(long now) {
      if (poll == this) {
        asking = true;
        exchange.start(operation.newest(), now);
      }
    }

    void again(long now) {
      long interval = operation.step().poll().toNanos();
      due += interval;
      if (due < now) {
        due += (now - due) / interval * interval;
      }
      context.timers().add(due, this);
    }
  }

  @Override
  public void start(ActivityOperation same, long intendedNanos, StepRecorder to) {
    long now = context.now();
    recorder = to;
    block = UNKNOWN;
    endNanos = now + operation.step().length().toNanos();
    sum.begin(intendedNanos, now);
    poll = new Poll(now);
    asking = true;
    exchange.start(operation.newest(), now);
  }

  private void answered(Exchange ended, long atNanos) {
    asking = false;
    Poll going = poll;
    StepRecorder to = recorder;
    if (going == null || to == null) {
      return;
    }
    sum.add(ended);
    RpcExchange.recordParts(to, ended);
    if (ended.error() != null) {
      end(atNanos, ended.error(), ended.message(), ended);
      return;
    }
    long newest = Quantities.ofLong(exchange.replies().result());
    if (newest < 0) {
      end(atNanos, ErrorClass.PROTOCOL, "the newest block's number is no quantity", ended);
      return;
    }
    seen(newest, atNanos, to.extras());
    if (atNanos >= endNanos) {
      end(atNanos, null, "", ended);
    } else {
      going.again(context.now());
    }
  }

  private void seen(long newest, long atNanos, ExtraRecorder extras) {
    if (newest <= block) {
      return;
    }
    if (block != UNKNOWN) {
      extras.count(CounterKey.BLOCKS, newest - block);
      extras.count(CounterKey.BLOCKS_MISSED, newest - block - 1);
    }
    if (newest == block + 1 && block != UNKNOWN && seenNanos != Exchange.NEVER) {
      long interval = atNanos - seenNanos;
      extras.time(Measure.BLOCK_INTERVAL, interval);
      judge(operation.step(), interval, extras);
    }
    // the first number that is seen may be an old block's
    seenNanos = block == UNKNOWN ? Exchange.NEVER : atNanos;
    block = newest;
  }

  private static void judge(EvmBlocks step, long interval, ExtraRecorder extras) {
    if (step.blockTime().isPresent()) {
      long off = Math.abs(interval - step.blockTime().get().toNanos());
      String outcome = off <= step.tolerance().toNanos() ? "met" : "missed";
      extras.count(CounterKey.BLOCK_INTERVALS, Tag.OUTCOME, outcome, 1);
    }
  }

  private void end(long atNanos, @Nullable ErrorClass error, String message, Exchange last) {
    poll = null;
    listener.ended(this, sum.ending(atNanos, error, message, last));
  }

  @Override
  public void cancel() {
    poll = null;
    if (asking) {
      context.http().cancel(exchange.exchange());
      asking = false;
    }
  }

  @Override
  public void leave() {
    context.http().leave(exchange.exchange());
  }
}
