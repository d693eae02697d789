package dev.loadstone.engine.connector;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.activity.Activity;
import dev.loadstone.engine.activity.ActivityContext;
import dev.loadstone.engine.activity.ActivityOperation;
import dev.loadstone.engine.activity.Ending;
import dev.loadstone.engine.record.StepRecorder;
import dev.loadstone.engine.time.Deadline;
import dev.loadstone.engine.value.TextTemplate;
import dev.loadstone.engine.value.UserValues;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One virtual user's operations of step kinds that are not built in, one after the other. */
final class ConnectorActivity implements Activity {
  private static final int RESPONSE_MAX = 500;

  private final ActivityContext context;
  private final UserValues values;
  private final Listener listener;
  private final Deadline deadline;
  private @Nullable ConnectorRun run;

  ConnectorActivity(ActivityContext context, UserValues values, Listener listener) {
    this.context = context;
    this.values = values;
    this.listener = listener;
    this.deadline = new Deadline(context.timers(), this::late);
  }

  UserValues values() {
    return values;
  }

  /** Returns the loop's time; of any thread. */
  long now() {
    return context.now();
  }

  /** Has the end of an operation told on the loop; of any thread. */
  void execute(ConnectorRun ended) {
    context.turns().take(() -> ended(ended));
  }

  @Override
  public void start(ActivityOperation of, long intendedNanos, StepRecorder recorder) {
    ConnectorOperation operation = (ConnectorOperation) of;
    ArgumentTemplate.Resolved resolved = operation.arguments().resolve(values);
    if (resolved.missing() != TextTemplate.COMPLETE) {
      long now = now();
      String what = "no value for " + context.names().slotName(resolved.missing());
      listener.ended(
          this, Ending.of(intendedNanos, now, now, ErrorClass.SCRIPT, what, operation.outline()));
      return;
    }
    ConnectorRun next =
        new ConnectorRun(this, operation, resolved.arguments(), recorder, intendedNanos);
    run = next;
    deadline.set(next.deadlineNanos());
    context.turns().after(next::start);
  }

  private void late(long now) {
    ConnectorRun late = run;
    if (late == null) {
      return;
    }
    run = null;
    String message = late.isConnecting() ? "no connection of the pool in time" : "no end in time";
    late.abandon();
    listener.ended(this, ending(late, now, ErrorClass.TIMEOUT_TOTAL, message, 0, 0));
  }

  private void ended(ConnectorRun ended) {
    if (run != ended) {
      return; // given up before; it must not count twice
    }
    run = null;
    deadline.clear();
    long end = ended.endNanos();
    ErrorClass error = ended.error();
    String message = ended.message();
    int passed = 0;
    int failed = 0;
    if (error == null) {
      ResultJudge.Judgement judged =
          ended.operation().judge().judge(ended.document(), end - ended.intendedNanos(), values);
      passed = judged.passed();
      failed = judged.failed();
      if (judged.complaint() != null) {
        error = ErrorClass.CHECK;
        message = judged.complaint();
      }
    }
    ended.record(error == null);
    listener.ended(this, ending(ended, end, error, message, passed, failed));
  }

  private static Ending ending(
      ConnectorRun run,
      long end,
      @Nullable ErrorClass error,
      String message,
      int passed,
      int failed) {
    boolean timedOut = error == ErrorClass.TIMEOUT_TOTAL;
    return new Ending(
        run.intendedNanos(),
        run.startNanos(end),
        run.waitNanos(end),
        end,
        error,
        message,
        error == null ? "" : run.operation().outline(),
        error == null || timedOut ? "" : response(run),
        timedOut ? 0 : run.result().bytesSent(),
        timedOut ? 0 : run.result().bytesReceived(),
        passed,
        failed,
        null);
  }

  private static String response(ConnectorRun run) {
    String text =
        run.response().isEmpty()
            ? new String(run.document(), StandardCharsets.UTF_8)
            : run.response();
    return text.length() <= RESPONSE_MAX ? text : text.substring(0, RESPONSE_MAX);
  }

  @Override
  public void cancel() {
    ConnectorRun under = run;
    run = null;
    deadline.clear();
    if (under != null) {
      under.abandon();
    }
  }

  @Override
  public void leave() {
    // the client is shared, and closed when the run is over
  }
}
