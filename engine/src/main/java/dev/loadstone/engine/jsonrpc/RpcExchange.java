package dev.loadstone.engine.jsonrpc;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.value.UserValues;

/** What sends the calls of one virtual user and reads the replies. Not thread-safe. */
public final class RpcExchange {
  private final ActivityContext context;
  private final UserValues values;
  private final Exchange exchange;
  private final RpcReplies replies = new RpcReplies();
  private long number;

  /**
   * Creates one that has sent nothing yet.
   *
   * @param listener hears of each end
   */
  public RpcExchange(ActivityContext context, UserValues values, Exchange.Listener listener) {
    this.context = context;
    this.values = values;
    this.exchange = new Exchange(values, listener);
    exchange.readBodyBy(replies);
  }

  /** Sends a call or a batch; what was sent before must be over. */
  public void start(JsonRpcOperation operation, long intendedNanos) {
    number++;
    values.writable(operation.slot()).appendNumber(number);
    replies.begin(operation.step(), number);
    context.http().start(exchange, operation.http(), intendedNanos);
  }

  /** Returns the HTTP exchange. */
  public Exchange exchange() {
    return exchange;
  }

  /** Returns what came back. */
  public RpcReplies replies() {
    return replies;
  }

  /** Records how long the parts of an HTTP exchange took. */
  public static void recordParts(StepRecorder recorder, Exchange ended) {
    if (ended.connectNanos() != Exchange.NEVER) {
      recorder.time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != Exchange.NEVER) {
      recorder.time(Measure.TLS_TIME, ended.tlsNanos());
    }
    if (ended.firstByteTimeNanos() != Exchange.NEVER && ended.error() == null) {
      recorder.time(Measure.FIRST_BYTE_TIME, ended.firstByteTimeNanos());
    }
  }
}
