package dev.loadstone.engine.call;

import dev.loadstone.core.plan.UserSession;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.value.Bytes;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@code call} step, on a virtual thread of its own. Once it is abandoned nothing of
 * it counts.
 */
final class CallRun implements UserSession {
  private final CallActivity activity;
  private final CallOperation operation;
  private final long intendedNanos;
  private final long startNanos;
  private @Nullable Thread thread;
  private volatile boolean abandoned;

  CallRun(CallActivity activity, CallOperation operation, long intendedNanos, long startNanos) {
    this.activity = activity;
    this.operation = operation;
    this.intendedNanos = intendedNanos;
    this.startNanos = startNanos;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  long startNanos() {
    return startNanos;
  }

  void start() {
    thread = Thread.ofVirtual().name(operation.step().name()).start(this::body);
  }

  private void body() {
    ErrorClass error = null;
    String message = "";
    try {
      operation.run(this);
    } catch (Throwable thrown) {
      error = ErrorClass.SCRIPT;
      message = String.valueOf(thrown);
    }
    long end = activity.context().now();
    ErrorClass why = error;
    String what = message;
    try {
      activity.context().turns().take(() -> ended(why, what, end));
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this call any more
    }
  }

  private void ended(@Nullable ErrorClass error, String message, long end) {
    if (!abandoned) {
      activity.ended(this, error, message, end);
    }
  }

  /** Returns whether the method has not returned. */
  boolean isRunning() {
    Thread running = thread;
    return running != null && running.isAlive();
  }

  /** Gives the run up: the method is interrupted. */
  void abandon() {
    abandoned = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  // --- UserSession; the loop does not touch the values while the call runs

  @Override
  public long userId() {
    return activity.values().userId();
  }

  @Override
  public long iteration() {
    return activity.values().iteration();
  }

  @Override
  public Optional<String> get(String name) {
    int slot = activity.context().names().slotIfUsed(name);
    Bytes value = slot < 0 ? null : activity.values().value(slot);
    return Optional.ofNullable(value).map(Bytes::text);
  }

  @Override
  public void set(String name, String value) {
    int slot = activity.context().names().slotIfUsed(name);
    if (slot >= 0 && !abandoned) {
      activity.values().writable(slot).append(value);
    }
  }
}
