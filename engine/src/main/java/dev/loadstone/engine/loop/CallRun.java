package dev.loadstone.engine.loop;

import dev.loadstone.core.plan.UserSession;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.program.CallOperation;
import dev.loadstone.engine.time.Timed;
import dev.loadstone.engine.value.Bytes;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a {@code call} step, on a virtual thread of its own, watched by a timer on the user's
 * event loop.
 */
final class CallRun implements Timed, UserSession {
  private final VirtualUser user;
  private final CallOperation operation;
  private final long intendedNanos;
  private final long startNanos;
  private @Nullable Thread thread;
  private volatile boolean timedOut;

  CallRun(VirtualUser user, CallOperation operation, long intendedNanos, long startNanos) {
    this.user = user;
    this.operation = operation;
    this.intendedNanos = intendedNanos;
    this.startNanos = startNanos;
  }

  CallOperation operation() {
    return operation;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  long startNanos() {
    return startNanos;
  }

  void start() {
    user.loop().timers().add(startNanos + operation.step().timeout().toNanos(), this);
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
    long end = user.loop().now();
    ErrorClass why = error;
    String what = message;
    try {
      user.loop().eventLoop().execute(() -> ended(why, what, end));
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this call any more
    }
  }

  private void ended(@Nullable ErrorClass error, String message, long end) {
    if (!timedOut) {
      user.callEnded(this, error, message, end);
    }
  }

  @Override
  public void fire(long now) {
    Thread running = thread;
    if (running != null && running.isAlive() && !timedOut) {
      timedOut = true;
      running.interrupt();
      user.callEnded(this, ErrorClass.TIMEOUT_TOTAL, "no end in time", now);
    }
  }

  void interrupt() {
    timedOut = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  // --- UserSession; the loop does not touch the values while the call runs

  @Override
  public long userId() {
    return user.values().userId();
  }

  @Override
  public long iteration() {
    return user.values().iteration();
  }

  @Override
  public Optional<String> get(String name) {
    int slot = user.loop().plan().names().slotIfUsed(name);
    Bytes value = slot < 0 ? null : user.values().value(slot);
    return Optional.ofNullable(value).map(Bytes::text);
  }

  @Override
  public void set(String name, String value) {
    int slot = user.loop().plan().names().slotIfUsed(name);
    if (slot >= 0 && !timedOut) {
      user.values().writable(slot).append(value);
    }
  }
}
