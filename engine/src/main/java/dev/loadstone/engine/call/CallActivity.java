package dev.loadstone.engine.call;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Deadline;
import dev.loadstone.engine.value.UserValues;
import org.jspecify.annotations.Nullable;

/** One virtual user's calls of a method, one after the other. */
final class CallActivity implements Activity {
  private final CallOperation operation;
  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final Deadline deadline;
  private @Nullable CallRun run;

  CallActivity(
      CallOperation operation, ActivityContext context, UserValues values, Listener listener) {
    this.operation = operation;
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.deadline = new Deadline(context.timers(), this::late);
  }

  ActivityContext context() {
    return context;
  }

  UserValues values() {
    return values;
  }

  @Override
  public void start(ActivityOperation of, long intendedNanos, StepRecorder recorder) {
    CallRun next = new CallRun(this, operation, intendedNanos, context.now());
    run = next;
    deadline.set(next.startNanos() + operation.step().timeout().toNanos());
    next.start();
  }

  private void late(long now) {
    CallRun slow = run;
    if (slow != null && slow.isRunning()) {
      slow.abandon();
      ended(slow, ErrorClass.TIMEOUT_TOTAL, "no end in time", now);
    }
  }

  /** A call has ended; on the loop. */
  void ended(CallRun ended, @Nullable ErrorClass error, String message, long endNanos) {
    if (run == ended) {
      run = null;
      deadline.clear();
      String what = operation.step().className() + "#" + operation.step().method();
      listener.ended(
          this,
          Ending.of(ended.intendedNanos(), ended.startNanos(), endNanos, error, message, what));
    }
  }

  @Override
  public void cancel() {
    if (run != null) {
      run.abandon();
      run = null;
      deadline.clear();
    }
  }

  @Override
  public void leave() {
    // a call owns nothing beyond its end
  }
}
