package dev.loadstone.engine.evm;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.jsonrpc.RpcExchange;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's watches of blocks, for whose newest it asks over and over. A block is seen at
 * the read of the first answer that had its number: late by at most one poll and the answer's time.
 */
final class BlocksActivity implements Activity {
  private final ActivityContext context;
  private final Listener listener;
  private final BlocksOperation operation;
  private final RpcExchange exchange;
  private final Sum sum = new Sum();
  private final BlockSeries blocks;
  private @Nullable StepRecorder recorder;
  private @Nullable Poll poll;
  private boolean asking;
  private long endNanos;

  BlocksActivity(
      ActivityContext context, UserValues values, Listener listener, BlocksOperation operation) {
    this.context = context;
    this.listener = listener;
    this.operation = operation;
    this.blocks = new BlockSeries(operation.step());
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
    blocks.begin();
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
    blocks.seen(newest, atNanos, false, to.extras());
    if (atNanos >= endNanos) {
      end(atNanos, null, "", ended);
    } else {
      going.again(context.now());
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
