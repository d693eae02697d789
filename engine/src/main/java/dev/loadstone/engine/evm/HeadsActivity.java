package dev.loadstone.engine.evm;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.stream.JsonFrame;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import dev.loadstone.engine.websocket.WebSocketClient;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's watches of blocks of which the node tells, each over a WebSocket of its own.
 * The watch's length counts from the confirmation of the subscription.
 *
 * <p><b>Source:</b> go-ethereum, "Real-time Events": {@code eth_subscribe}.
 */
final class HeadsActivity implements Activity, WebSocketClient.Listener {
  private static final String SUBSCRIBE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_subscribe\",\"params\":[\"newHeads\"]}";
  private static final int ID = 0;
  private static final int RESULT = 1;
  private static final int ERROR = 2;
  private static final int PARAMS = 3;
  private static final int SUBSCRIPTION = 0;
  private static final int HEAD = 1;

  private final ActivityContext context;
  private final Listener listener;
  private final BlocksOperation operation;
  private final WebSocketClient socket;
  private final Sum sum = new Sum();
  private final BlockSeries blocks;
  private final JsonFrame message = new JsonFrame("id", "result", "error", "params");
  private final JsonFrame params = new JsonFrame("subscription", "result");
  private final JsonFrame head = new JsonFrame("number");
  private final Bytes number = new Bytes();
  private @Nullable StepRecorder recorder;
  private @Nullable Limit limit;
  private String subscription = "";
  private long readNanos;

  HeadsActivity(
      ActivityContext context, UserValues values, Listener listener, BlocksOperation operation) {
    this.context = context;
    this.listener = listener;
    this.operation = operation;
    this.blocks = new BlockSeries(operation.step());
    this.socket = new WebSocketClient(context, values, this);
  }

  /** Ends the watch in time, unless another one has begun or all is over. */
  private final class Limit implements Timed {
    private final long endNanos;

    Limit(long endNanos) {
      this.endNanos = endNanos;
    }

    private long idleEnd() {
      return readNanos + operation.step().request().timeouts().idle().toNanos();
    }

    void arm() {
      context.timers().add(Math.min(endNanos, idleEnd()), this);
    }

    @Override
    public void fire(long now) {
      if (limit != this) {
        return;
      }
      if (subscription.isEmpty() && now >= endNanos) {
        end(ErrorClass.TIMEOUT_TOTAL, "no answer to eth_subscribe in time", now);
      } else if (now >= endNanos) {
        end(null, "", now);
      } else if (now >= idleEnd()) {
        end(ErrorClass.TIMEOUT_IDLE, "no block in time", now);
      } else {
        arm();
      }
    }
  }

  @Override
  public void start(ActivityOperation same, long intendedNanos, StepRecorder to) {
    recorder = to;
    subscription = "";
    blocks.begin();
    sum.begin(intendedNanos, context.now());
    socket.open(operation.opening(), intendedNanos);
  }

  @Override
  public void opened(long now) {
    StepRecorder to = recorder();
    Exchange opening = socket.exchange();
    sum.add(opening);
    if (opening.connectNanos() != Exchange.NEVER) {
      to.time(Measure.CONNECT_TIME, opening.connectNanos());
    }
    if (opening.tlsNanos() != Exchange.NEVER) {
      to.time(Measure.TLS_TIME, opening.tlsNanos());
    }
    if (opening.firstByteTimeNanos() != Exchange.NEVER) {
      to.extras().time(Measure.HANDSHAKE_TIME, opening.firstByteTimeNanos());
    }
    limit(sum.startNanos() + operation.step().request().timeouts().total().toNanos(), now);
    socket.send(SUBSCRIBE);
  }

  private StepRecorder recorder() {
    if (recorder == null) {
      throw new IllegalStateException("no operation was started");
    }
    return recorder;
  }

  private void limit(long endNanos, long now) {
    readNanos = now;
    limit = new Limit(endNanos);
    limit.arm();
  }

  @Override
  public void message(byte[] data, int from, int to, long now) {
    readNanos = now;
    if (!message.read(data, from, to)) {
      end(ErrorClass.PROTOCOL, "a message is not a JSON object", now);
    } else if (!subscription.isEmpty()) {
      takeHead(data, now);
    } else if (message.is(ID, "1") && message.has(ERROR)) {
      end(ErrorClass.RPC, "eth_subscribe: " + message.text(ERROR), now);
    } else if (message.is(ID, "1")) {
      subscription = message.text(RESULT);
      if (subscription.isEmpty()) {
        end(ErrorClass.PROTOCOL, "the subscription has no id", now);
      } else {
        limit(now + operation.step().length().toNanos(), now);
      }
    }
  }

  private void takeHead(byte[] data, long now) {
    if (!params.read(data, message.from(PARAMS), message.to(PARAMS))
        || !params.is(SUBSCRIPTION, subscription)) {
      return; // of something else
    }
    long block = -1;
    if (head.read(data, params.from(HEAD), params.to(HEAD)) && head.hasText(0)) {
      number.clear().append("\"").append(data, head.from(0), head.to(0)).append("\"");
      block = Quantities.ofLong(number);
    }
    if (block < 0) {
      end(ErrorClass.PROTOCOL, "a new head has no number", now);
    } else {
      blocks.seen(block, now, true, recorder().extras());
    }
  }

  @Override
  public void failed(ErrorClass error, String text, long now) {
    if (limit == null) {
      sum.add(socket.exchange()); // it was never open
    }
    end(error, text, now);
  }

  private void end(@Nullable ErrorClass error, String text, long now) {
    limit = null;
    socket.close();
    sum.add(socket.takeBytesSent(), socket.takeBytesReceived());
    listener.ended(this, sum.ending(now, error, text, socket.exchange()));
  }

  @Override
  public void cancel() {
    limit = null;
    socket.close();
  }

  @Override
  public void leave() {
    socket.leave();
  }
}
