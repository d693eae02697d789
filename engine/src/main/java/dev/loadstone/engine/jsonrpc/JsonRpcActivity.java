package dev.loadstone.engine.jsonrpc;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.value.UserValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One virtual user's calls by JSON-RPC, one after the other. */
final class JsonRpcActivity implements Activity {
  private final ActivityContext context;
  private final Listener listener;
  private final RpcExchange exchange;
  private @Nullable StepRecorder recorder;
  private @Nullable JsonRpcOperation operation;

  JsonRpcActivity(ActivityContext context, UserValues values, Listener listener) {
    this.context = context;
    this.listener = listener;
    this.exchange = new RpcExchange(context, values, this::finished);
  }

  @Override
  public void start(ActivityOperation next, long intendedNanos, StepRecorder to) {
    operation = (JsonRpcOperation) next;
    recorder = to;
    exchange.start(operation, intendedNanos);
  }

  private void finished(Exchange ended, long endNanos) {
    StepRecorder to = recorder;
    JsonRpcOperation of = operation;
    if (to != null && of != null) {
      if (ended.dropReason() == null) {
        RpcExchange.recordParts(to, ended);
        record(to.extras(), of.step().elements(), endNanos - ended.intendedNanos());
      }
      listener.ended(this, Ending.of(ended, endNanos));
    }
  }

  /** Records every element but notifications, which are not answered. */
  private void record(ExtraRecorder extras, List<JsonRpc.Element> elements, long nanos) {
    for (int i = 0; i < elements.size(); i++) {
      String method = elements.get(i).method();
      if (elements.get(i).notification()) {
        continue;
      }
      if (exchange.replies().hasResult(i)) {
        extras.time(Measure.ELEMENT_TIME, Tag.METHOD, method, nanos);
        extras.count(CounterKey.RPC_CALLS_OK, Tag.METHOD, method, 1);
      } else {
        extras.count(CounterKey.RPC_CALLS_FAILED, Tag.METHOD, method, 1);
      }
    }
    for (long code : exchange.replies().errorCodes()) {
      extras.count(CounterKey.RPC_ERRORS, Tag.CODE, Long.toString(code), 1);
    }
  }

  @Override
  public void cancel() {
    context.http().cancel(exchange.exchange());
  }

  @Override
  public void leave() {
    context.http().leave(exchange.exchange());
  }
}
