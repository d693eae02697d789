package dev.loadstone.engine.grpc;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's calls, one after the other, each an exchange over HTTP/2.
 *
 * <p>Messages of a request that have an interval are due at multiples of it after the call's actual
 * start, however late one of them was sent.
 */
final class GrpcActivity implements Activity, Exchange.Listener, Timed {
  private static final int KEPT_BETWEEN = 64 * 1024;

  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final Exchange exchange;
  private final Bytes content = new Bytes();
  private final Bytes scratch = new Bytes();
  private @Nullable GrpcOperation operation;
  private @Nullable StepRecorder recorder;
  private int next;
  private long due;

  GrpcActivity(ActivityContext context, UserValues values, Listener listener) {
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.exchange = new Exchange(values, this);
  }

  @Override
  public void start(ActivityOperation of, long intendedNanos, StepRecorder into) {
    GrpcOperation starting = (GrpcOperation) of;
    content.shrink(KEPT_BETWEEN);
    next = 0;
    long now = context.now();
    boolean atOnce = starting.intervalNanos() == 0;
    try {
      while (next < starting.messages() && (atOnce || next == 0)) {
        starting.append(next, values, context.names(), scratch, content);
        next++;
      }
    } catch (MisfitException misfit) {
      listener.ended(
          this,
          Ending.of(intendedNanos, now, now, ErrorClass.SCRIPT, misfit.what(), line(starting)));
      return;
    }
    operation = starting;
    recorder = into;
    boolean whole = next >= starting.messages();
    exchange.send(content, whole);
    exchange.streamTo(starting.response(), into.streams());
    context.http().start(exchange, starting.request(), intendedNanos);
    if (!whole && operation == starting) {
      await(now + starting.intervalNanos());
    }
  }

  private static String line(GrpcOperation of) {
    return of.step().service() + "/" + of.step().method();
  }

  private void await(long nanos) {
    due = nanos;
    context.timers().add(nanos, this);
  }

  @Override
  public void fire(long now) {
    GrpcOperation current = operation;
    if (current == null || now < due || next >= current.messages()) {
      return; // of a call that is over
    }
    long start = exchange.startNanos();
    if (start == Exchange.NEVER) {
      await(now + current.intervalNanos()); // still waiting for a connection
      return;
    }
    int before = next;
    try {
      while (next < current.messages() && start + next * current.intervalNanos() <= now) {
        current.append(next, values, context.names(), scratch, content);
        next++;
      }
    } catch (MisfitException misfit) {
      abort(current, misfit, start, now);
      return;
    }
    if (next < current.messages()) {
      await(start + next * current.intervalNanos());
    }
    if (next > before) {
      exchange.sendMore(next >= current.messages());
    }
  }

  /** Ends a call of which a message cannot be made. */
  private void abort(GrpcOperation current, MisfitException misfit, long start, long now) {
    operation = null;
    context.http().cancel(exchange);
    listener.ended(
        this,
        Ending.of(
            exchange.intendedNanos(), start, now, ErrorClass.SCRIPT, misfit.what(), line(current)));
  }

  @Override
  public void finished(Exchange ended, long endNanos) {
    StepRecorder of = recorder;
    GrpcOperation over = operation;
    if (over == null || of == null) {
      return;
    }
    operation = null;
    EventStream stream = ended.stream();
    if (ended.dropReason() == null && stream != null) {
      record(ended, stream, of, over.intervalNanos() == 0);
    }
    listener.ended(
        this,
        new Ending(
            ended.intendedNanos(),
            ended.startNanos(),
            ended.waitNanos(),
            endNanos,
            ended.error(),
            ended.message(),
            ended.requestLine(),
            ended.responseText(),
            ended.bytesSent(),
            ended.bytesReceived(),
            ended.checksPassed(),
            ended.checksFailed(),
            ended.dropReason()));
  }

  /**
   * Records what a call has besides its ending.
   *
   * @param atOnce whether the whole request was sent before any of the response could come
   */
  private static void record(Exchange ended, EventStream stream, StepRecorder of, boolean atOnce) {
    boolean ok = ended.error() == null;
    if (ended.connectNanos() != Exchange.NEVER) {
      of.time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != Exchange.NEVER) {
      of.time(Measure.TLS_TIME, ended.tlsNanos());
    }
    if (ok && atOnce && ended.firstByteTimeNanos() != Exchange.NEVER) {
      of.time(Measure.FIRST_BYTE_TIME, ended.firstByteTimeNanos());
    }
    stream.record(ended.intendedNanos(), atOnce ? ended.sentNanos() : Exchange.NEVER, ok);
    if (stream.interpreter() instanceof GrpcInterpreter told && told.status() != null) {
      of.extras().count(CounterKey.GRPC_STATUSES, Tag.STATUS, String.valueOf(told.status()), 1);
    }
  }

  @Override
  public void cancel() {
    operation = null;
    context.http().cancel(exchange);
  }

  @Override
  public void leave() {
    context.http().leave(exchange);
  }
}
