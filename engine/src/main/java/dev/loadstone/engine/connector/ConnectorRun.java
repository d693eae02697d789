package dev.loadstone.engine.connector;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.AsyncStepClient;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepCall;
import dev.loadstone.core.step.StepException;
import dev.loadstone.core.step.StepResult;
import dev.loadstone.engine.record.StepRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a thread that it has for itself while it lasts, or on the client's own threads.
 *
 * <p>They write here what happens, and hand this over to the event loop when it is done; before
 * that the loop reads only what is volatile. Once it is abandoned nothing of it counts.
 */
final class ConnectorRun implements StepCall, Runnable {
  /** A time that was not reached. */
  static final long NEVER = Long.MIN_VALUE;

  private static final byte[] NOTHING = {};

  private final ConnectorActivity activity;
  private final ConnectorOperation operation;
  private final StepArguments arguments;
  private final StepRecorder recorder;
  private final long intendedNanos;
  private final long deadlineNanos;
  private final long userId;
  private final List<Runnable> times = new ArrayList<>(0);
  private final List<Runnable> counts = new ArrayList<>(0);
  private @Nullable Thread thread; // guarded by this
  private volatile long startNanos = NEVER;
  private volatile long connectingNanos = NEVER;
  private volatile long connectedNanos = NEVER;
  private volatile boolean abandoned;
  private volatile @Nullable Runnable onCancel;
  private long endNanos;
  private StepResult result = StepResult.NOTHING;
  private byte[] document = NOTHING;
  private @Nullable ErrorClass error;
  private String message = "";
  private String response = "";

  ConnectorRun(
      ConnectorActivity activity,
      ConnectorOperation operation,
      StepArguments arguments,
      StepRecorder recorder,
      long intendedNanos) {
    this.activity = activity;
    this.operation = operation;
    this.arguments = arguments;
    this.recorder = recorder;
    this.intendedNanos = intendedNanos;
    this.deadlineNanos = activity.now() + operation.timeoutNanos();
    this.userId = activity.values().userId();
  }

  void start() {
    if (operation.client().client() instanceof AsyncStepClient async) {
      startNanos = activity.now();
      try {
        async.start(this, this::ended);
      } catch (RuntimeException thrown) {
        ended(null, thrown);
      }
    } else {
      operation.client().execute(this);
    }
  }

  @Override
  public void run() {
    if (!begins()) {
      return;
    }
    startNanos = activity.now();
    StepResult gave = null;
    Throwable failure = null;
    try {
      gave = operation.client().client().call(this);
    } catch (Throwable thrown) {
      failure = thrown;
    }
    leaveThread();
    ended(gave, failure);
  }

  /** Returns whether the call is to be made: not if it was given up before it had a thread. */
  private synchronized boolean begins() {
    if (abandoned) {
      return false;
    }
    thread = Thread.currentThread();
    return true;
  }

  /** From here on the thread may make another call, which no interrupt of this one may hit. */
  private synchronized void leaveThread() {
    thread = null;
    Thread.interrupted();
  }

  private synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void ended(@Nullable StepResult gave, @Nullable Throwable thrown) {
    endNanos = activity.now();
    Throwable failure = thrown;
    if (gave != null) {
      result = gave;
      try {
        document = wantsValue() ? ResultJson.bytes(gave.value()) : NOTHING;
      } catch (RuntimeException unwritable) {
        failure = unwritable;
      }
    }
    if (failure != null) {
      error = CallErrors.classOf(failure);
      message = CallErrors.message(failure);
      response = failure instanceof StepException own ? own.response() : "";
    }
    try {
      activity.execute(this);
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this operation any more
    }
  }

  /** Gives the operation up: nothing of it counts any more. */
  void abandon() {
    abandoned = true;
    operation.client().forget(this);
    Runnable action = onCancel;
    if (action == null) {
      interrupt();
      return;
    }
    Thread.ofVirtual()
        .name("cancel")
        .start(() -> {
          try {
            action.run();
          } finally {
            interrupt();
          }
        });
  }

  // --- the StepCall, on the thread of the call

  @Override
  public StepArguments arguments() {
    return arguments;
  }

  @Override
  public Duration timeout() {
    return operation.step().timeout();
  }

  @Override
  public long userId() {
    return userId;
  }

  @Override
  public boolean wantsValue() {
    return operation.judge().needsDocument();
  }

  @Override
  public void connecting() {
    if (connectingNanos == NEVER) {
      connectingNanos = activity.now();
    }
  }

  @Override
  public void connected() {
    connectedNanos = activity.now();
  }

  @Override
  public void onCancel(Runnable action) {
    onCancel = action;
    if (abandoned) {
      action.run();
    }
  }

  @Override
  public void time(Measure measure, long nanos) {
    times.add(() -> recorder.extras().time(measure, nanos));
  }

  @Override
  public void count(String counter, long more) {
    counts.add(() -> recorder.extras().count(counter, more));
  }

  // --- on the loop

  ConnectorOperation operation() {
    return operation;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Returns whether the operation waits for a connection, as far as it has told. */
  boolean isConnecting() {
    return connectingNanos != NEVER && connectedNanos == NEVER;
  }

  /**
   * Returns when the operation actually started: when it had its connection, if it waited for one.
   *
   * @param end what to give if it did not come to that
   */
  long startNanos(long end) {
    if (isConnecting() || startNanos == NEVER) {
      return end;
    }
    return connectingNanos == NEVER ? startNanos : connectedNanos;
  }

  /** Returns how long it waited for a connection, up to {@code end} if it still does. */
  long waitNanos(long end) {
    if (connectingNanos == NEVER) {
      return 0;
    }
    return Math.max(0, (connectedNanos == NEVER ? end : connectedNanos) - connectingNanos);
  }

  long endNanos() {
    return endNanos;
  }

  StepResult result() {
    return result;
  }

  byte[] document() {
    return document;
  }

  @Nullable ErrorClass error() {
    return error;
  }

  String message() {
    return message;
  }

  String response() {
    return response;
  }

  /** Hands over what was recorded; of times only if the operation was good. */
  void record(boolean good) {
    counts.forEach(Runnable::run);
    if (good) {
      times.forEach(Runnable::run);
    }
  }
}
