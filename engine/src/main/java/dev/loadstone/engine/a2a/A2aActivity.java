package dev.loadstone.engine.a2a;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.A2a.Mode;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.a2a.A2aFrame.Kind;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.stream.StreamProtocol;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/**
 * One virtual user's messages of one step, each followed until its task is over.
 *
 * <p>A timer cannot be taken back, so each knows the number of the operation that it was set for,
 * and does nothing in any other.
 */
final class A2aActivity implements Activity, Exchange.Listener {
  private static final int SNIPPET = 1024;

  /** How often one looks whether an operation has started that waits for a connection. */
  private static final long RETRY_NANOS = 1_000_000;

  private final A2aOperation operation;
  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final Exchange exchange;
  private final A2aCancel cancel;
  private final A2aTask task;
  private final A2aFrame frame;
  private final Bytes body = new Bytes();
  private final @Nullable StreamOperation streaming;
  private @Nullable StepRecorder recorder;
  private boolean busy;
  private boolean asking;
  private boolean first;
  private long run;
  private long requests;
  private long polls;
  private long intendedNanos;
  private long startNanos;
  private long sentNanos;
  private long waitNanos;
  private long bytesSent;
  private long bytesReceived;
  private boolean over;
  private long overNanos;
  private @Nullable ErrorClass error;
  private String message = "";

  A2aActivity(
      A2aOperation operation, ActivityContext context, UserValues values, Listener listener) {
    this.operation = operation;
    this.context = context;
    this.values = values;
    this.listener = listener;
    A2a step = operation.step();
    task = new A2aTask(step.dialect(), step.message().taskId().isPresent());
    frame = new A2aFrame(step.dialect());
    exchange = new Exchange(values, this);
    exchange.bodyTo(body);
    cancel = new A2aCancel(operation, context, values, task, this::cancelEnded);
    streaming =
        step.following().mode() == Mode.STREAM
            ? new StreamOperation(
                operation.reading(),
                StreamProtocol.of(
                    operation.reading().framing(),
                    () -> new A2aInterpreter(step.dialect(), frame, task, cancel::taskHeard)))
            : null;
  }

  // --- asking

  @Override
  public void start(ActivityOperation of, long intended, StepRecorder to) {
    run++;
    busy = true;
    first = true;
    over = false;
    polls = 0;
    intendedNanos = intended;
    startNanos = Exchange.NEVER;
    sentNanos = Exchange.NEVER;
    waitNanos = 0;
    bytesSent = 0;
    bytesReceived = 0;
    error = null;
    message = "";
    recorder = to;
    task.begin();
    cancel.begin();
    long now = context.now();
    long mine = run;
    A2a step = operation.step();
    step.following()
        .cancelAfter()
        .ifPresent(time -> context.timers().add(now + time.toNanos(), at -> cancelDue(mine, at)));
    if (step.following().mode() == Mode.POLL) {
      context.timers().add(now + step.timeouts().total().toNanos(), at -> timeOut(mine, at));
    }
    ask(operation.send(), intended);
  }

  private void ask(HttpOperation request, long intended) {
    asking = true;
    requests++;
    values.writable(operation.requestSlot()).appendNumber(requests);
    frame.replyTo(requests);
    if (streaming == null) {
      exchange.streamToNothing();
    } else {
      exchange.streamTo(streaming, step().streams());
    }
    context.http().start(exchange, request, intended);
  }

  private void poll(long of, long now) {
    if (busy && run == of && !asking && !over) {
      polls++;
      task.writeId(values.writable(operation.taskSlot()));
      ask(operation.get(), now);
    }
  }

  private StepRecorder step() {
    if (recorder == null) {
      throw new IllegalStateException("no operation was started");
    }
    return recorder;
  }

  // --- hearing

  @Override
  public void finished(Exchange ended, long endNanos) {
    if (!busy) {
      return;
    }
    asking = false;
    bytesSent += ended.bytesSent();
    bytesReceived += ended.bytesReceived();
    DropReason lack = ended.dropReason();
    if (first && lack != null) {
      drop(lack, ended, endNanos);
      return;
    }
    if (first) {
      first = false;
      startNanos = ended.startNanos();
      sentNanos = ended.sentNanos();
      waitNanos = ended.waitNanos();
      recordParts(ended);
    }
    if (streaming == null) {
      replied(ended, endNanos);
    } else {
      streamed(ended, endNanos);
    }
  }

  private void drop(DropReason lack, Exchange ended, long endNanos) {
    busy = false;
    listener.ended(
        this,
        new Ending(
            intendedNanos,
            ended.startNanos(),
            ended.waitNanos(),
            endNanos,
            ended.error(),
            ended.message(),
            ended.requestLine(),
            "",
            0,
            0,
            0,
            0,
            lack));
  }

  private void recordParts(Exchange ended) {
    if (ended.connectNanos() != Exchange.NEVER) {
      step().time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != Exchange.NEVER) {
      step().time(Measure.TLS_TIME, ended.tlsNanos());
    }
    if (ended.firstByteTimeNanos() != Exchange.NEVER && ended.error() == null) {
      step().time(Measure.FIRST_BYTE_TIME, ended.firstByteTimeNanos());
    }
  }

  private void streamed(Exchange ended, long endNanos) {
    EventStream stream = ended.stream();
    if (stream != null) {
      stream.record(intendedNanos, ended.sentNanos(), ended.error() == null);
    }
    boolean noStream = ended.error() == ErrorClass.MEDIA_TYPE && body.length() > 0;
    if (noStream
        && frame.read(body.array(), 0, body.length(), false).isEmpty()
        && frame.kind() == Kind.ERROR) {
      over(ErrorClass.RPC, frame.errorText(), endNanos); // refused before it could stream
    } else {
      over(ended.error(), ended.error() == null ? "" : ended.message(), endNanos);
    }
  }

  private void replied(Exchange ended, long endNanos) {
    if (ended.error() != null) {
      over(ended.error(), ended.message(), endNanos);
      return;
    }
    String wrong = frame.read(body.array(), 0, body.length(), polls > 0);
    if (wrong.isEmpty() && frame.kind() == Kind.ERROR) {
      over(ErrorClass.RPC, frame.errorText(), endNanos);
      return;
    }
    if (wrong.isEmpty()) {
      wrong = task.takeReply(frame, endNanos);
    } else {
      wrong = "the reply is not of the protocol: " + wrong;
    }
    if (!wrong.isEmpty()) {
      over(ErrorClass.PROTOCOL, wrong, endNanos);
    } else if (task.isOver()) {
      over(task.failure().isEmpty() ? null : ErrorClass.TASK, task.failure(), endNanos);
    } else if (operation.step().following().mode() == Mode.SEND) {
      over(ErrorClass.PROTOCOL, "the reply came while the task was " + task.stateLabel(), endNanos);
    } else {
      long mine = run;
      long next = endNanos + operation.step().following().pollEvery().toNanos();
      context.timers().add(next, at -> poll(mine, at));
      cancel.taskHeard();
    }
  }

  // --- ending

  private void cancelDue(long of, long now) {
    if (!busy || run != of || over) {
      return;
    }
    long started = first ? exchange.startNanos() : startNanos;
    long due = operation.step().following().cancelAfter().orElseThrow().toNanos() + started;
    if (started == Exchange.NEVER) {
      context.timers().add(now + RETRY_NANOS, at -> cancelDue(of, at));
    } else if (now < due) {
      context.timers().add(due, at -> cancelDue(of, at));
    } else {
      cancel.want();
    }
  }

  private void timeOut(long of, long now) {
    if (busy && run == of && !over) {
      if (asking) {
        asking = false;
        context.http().cancel(exchange);
      }
      over(
          ErrorClass.TIMEOUT_TOTAL,
          "the task was " + (task.stateLabel().isEmpty() ? "unknown" : task.stateLabel()),
          now);
    }
  }

  /** The task is over, or lost; the operation is, too, once its cancellation is. */
  private void over(@Nullable ErrorClass cause, String why, long endNanos) {
    over = true;
    overNanos = endNanos;
    error = cause;
    message = why;
    if (startNanos == Exchange.NEVER) {
      startNanos = Math.max(intendedNanos, exchange.startNanos());
    }
    if (!cancel.isUnderWay()) {
      conclude();
    }
  }

  private void cancelEnded(long endNanos) {
    if (busy && over) {
      overNanos = Math.max(overNanos, endNanos);
      conclude();
    }
  }

  private void conclude() {
    busy = false;
    bytesSent += cancel.bytesSent();
    bytesReceived += cancel.bytesReceived();
    if (error == null && cancel.error() != null && !cancel.cameTooLate()) {
      error = cancel.error();
      message = "the task could not be cancelled: " + cancel.message();
    }
    if (error == null) {
      extract();
    }
    task.record(step().extras(), intendedNanos, sentNanos, error == null);
    cancel.record(step().extras());
    if (polls > 0) {
      step().extras().count(CounterKey.POLLS, polls);
    }
    boolean sampled = error != null && context.wantsSample(operation.number(), error);
    listener.ended(
        this,
        new Ending(
            intendedNanos,
            startNanos,
            waitNanos,
            overNanos,
            error,
            message,
            sampled ? request() : "",
            sampled ? response() : "",
            bytesSent,
            bytesReceived,
            0,
            0,
            null));
  }

  private String request() {
    HttpOperation last = polls > 0 ? operation.get() : operation.send();
    return last.step().method() + " " + last.origin() + last.step().url().outline();
  }

  private String response() {
    return exchange.responseText().isEmpty()
        ? new String(
            body.array(),
            0,
            Math.min(SNIPPET, body.length()),
            java.nio.charset.StandardCharsets.UTF_8)
        : exchange.responseText();
  }

  private void extract() {
    for (A2aOperation.Extract wanted : operation.extracts()) {
      Bytes value = values.writable(wanted.slot());
      switch (wanted.extraction().fact()) {
        case TASK_ID -> task.writeId(value);
        case CONTEXT_ID -> task.writeContext(value);
        case STATE -> value.append(task.stateLabel());
      }
      if (value.length() == 0) {
        error = ErrorClass.CHECK;
        message = "nothing to extract for " + wanted.extraction().variable();
      }
    }
  }

  @Override
  public void cancel() {
    busy = false;
    if (asking) {
      asking = false;
      context.http().cancel(exchange);
    }
    cancel.abandon();
  }

  @Override
  public void leave() {
    context.http().leave(exchange);
    cancel.leave();
  }
}
