package dev.loadstone.engine.a2a;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.engine.a2a.A2aFrame.Kind;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The request that cancels the task of an operation, beside the one that follows it. It is sent
 * when it is due and the task is known. Used again for the next operation. Not thread-safe.
 */
final class A2aCancel implements Exchange.Listener {
  private final A2aOperation operation;
  private final ActivityContext context;
  private final UserValues values;
  private final A2aTask task;
  private final LongConsumer ended;
  private final Exchange exchange;
  private final A2aFrame frame;
  private final Bytes body = new Bytes();
  private boolean wanted;
  private boolean sent;
  private boolean underWay;
  private long run;
  private long requests;
  private long nanos;
  private long bytesSent;
  private long bytesReceived;
  private @Nullable ErrorClass error;
  private String message = "";

  /**
   * Creates the cancellations of an activity.
   *
   * @param ended hears when a request has ended, at which time
   */
  A2aCancel(
      A2aOperation operation,
      ActivityContext context,
      UserValues values,
      A2aTask task,
      LongConsumer ended) {
    this.operation = operation;
    this.context = context;
    this.values = values;
    this.task = task;
    this.ended = ended;
    frame = new A2aFrame(operation.step().dialect());
    exchange = new Exchange(values, this);
    exchange.bodyTo(body);
  }

  /** Makes ready for another operation. */
  void begin() {
    run++;
    wanted = false;
    sent = false;
    underWay = false;
    error = null;
    message = "";
    nanos = 0;
    bytesSent = 0;
    bytesReceived = 0;
  }

  /** It is due. */
  void want() {
    wanted = true;
    taskHeard();
  }

  /**
   * Something was heard of the task. The request is sent a moment later, for what has been heard is
   * still being read.
   */
  void taskHeard() {
    if (wanted && !sent && task.isKnown() && !task.isOver()) {
      sent = true;
      underWay = true;
      long mine = run;
      context.timers().add(context.now(), at -> send(mine, at));
    }
  }

  private void send(long of, long now) {
    if (run != of || !underWay) {
      return;
    }
    task.cancelAsked();
    requests++;
    values.writable(operation.cancelSlot()).appendNumber(requests);
    task.writeId(values.writable(operation.taskSlot()));
    frame.replyTo(requests);
    context.http().start(exchange, operation.cancel(), now);
  }

  @Override
  public void finished(Exchange done, long endNanos) {
    if (!underWay) {
      return;
    }
    underWay = false;
    bytesSent = done.bytesSent();
    bytesReceived = done.bytesReceived();
    error = done.error();
    message = error == null ? "" : done.message();
    if (error == null) {
      judge();
    }
    nanos = endNanos - done.startNanos();
    ended.accept(endNanos);
  }

  private void judge() {
    String wrong = frame.read(body.array(), 0, body.length(), true);
    if (!wrong.isEmpty()) {
      error = ErrorClass.PROTOCOL;
      message = "the reply is not of the protocol: " + wrong;
    } else if (frame.kind() == Kind.ERROR) {
      error = ErrorClass.RPC;
      message = frame.errorText();
    }
  }

  /** Returns whether a reply is awaited. */
  boolean isUnderWay() {
    return underWay;
  }

  /** Returns why it failed; null if it did not, or was never sent. */
  @Nullable ErrorClass error() {
    return error;
  }

  String message() {
    return message;
  }

  /** Returns whether it failed because the task had ended before. */
  boolean cameTooLate() {
    return task.isOver()
        && !task.isCanceled()
        && (error == ErrorClass.RPC || error == ErrorClass.CLIENT_ERROR);
  }

  long bytesSent() {
    return bytesSent;
  }

  long bytesReceived() {
    return bytesReceived;
  }

  /** Records it, if it was sent. */
  void record(ExtraRecorder recorder) {
    if (!sent) {
      return;
    }
    Outcome outcome =
        error == null ? Outcome.OK : cameTooLate() ? Outcome.REJECTED : error.outcome();
    recorder.count(CounterKey.CANCELS, Tag.OUTCOME, outcome.label(), 1);
    if (error == null) {
      recorder.time(Measure.CANCEL_TIME, nanos);
    }
  }

  /** Gives it up. */
  void abandon() {
    if (underWay) {
      underWay = false;
      context.http().cancel(exchange);
    }
  }

  /** Closes what it owns. */
  void leave() {
    context.http().leave(exchange);
  }
}
