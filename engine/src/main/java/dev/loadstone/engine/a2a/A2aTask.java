package dev.loadstone.engine.a2a;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.engine.a2a.A2aFrame.Kind;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.value.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the task of one operation: who it is, in which state since when, and whether all
 * that is told of it fits together. Used again for the next. All times are the loop's, in
 * nanoseconds. Not thread-safe; allocates only to grow, and for what is wrong.
 */
final class A2aTask {
  private static final long NEVER = Long.MIN_VALUE;
  private static final TaskState[] STATES = TaskState.values();

  private final Dialect dialect;
  private final boolean continues;
  private final Bytes id = new Bytes();
  private final Bytes context = new Bytes();
  private final List<Bytes> artifacts = new ArrayList<>(1);
  private final long[] dwell = new long[STATES.length];
  private int artifactCount;
  private @Nullable TaskState state;
  private boolean cancelAsked;
  private long stateSince;
  private long taskNanos;
  private long firstStatus;
  private long firstArtifact;
  private long finalNanos;
  private String failure = "";

  /**
   * Creates the tasks of an activity.
   *
   * @param continues whether its messages go on with a task, which then has artifacts already
   */
  A2aTask(Dialect dialect, boolean continues) {
    this.dialect = dialect;
    this.continues = continues;
  }

  /** Makes ready for another task. */
  void begin() {
    id.clear();
    context.clear();
    artifactCount = 0;
    Arrays.fill(dwell, NEVER);
    state = null;
    cancelAsked = false;
    taskNanos = NEVER;
    firstStatus = NEVER;
    firstArtifact = NEVER;
    finalNanos = NEVER;
    failure = "";
  }

  /** We have asked for its end. */
  void cancelAsked() {
    cancelAsked = true;
  }

  /**
   * Takes an event of a stream.
   *
   * @return which rule it breaks; empty if none
   */
  String takeEvent(A2aFrame frame, long now) {
    Kind kind = frame.kind();
    if (isOver()) {
      return "the " + A2aFrame.label(kind) + " came when " + ended();
    }
    if (state == null
        && dialect.version() == Version.V1_0
        && kind != Kind.TASK
        && kind != Kind.MESSAGE) {
      return "the stream begins with the " + A2aFrame.label(kind) + ", not with a task";
    }
    return kind == Kind.MESSAGE ? takeMessage(frame, now) : takeUpdate(frame, now);
  }

  private String ended() {
    return state == null
        ? "a message had answered already"
        : "the task was " + state.label() + " already";
  }

  private String takeMessage(A2aFrame frame, long now) {
    if (id.length() > 0) {
      return "a message came where the task " + id.text() + " was under way";
    }
    finalNanos = now;
    takeContext(frame);
    return "";
  }

  private String takeUpdate(A2aFrame frame, long now) {
    String wrong = takeId(frame, now);
    if (!wrong.isEmpty()) {
      return wrong;
    }
    if (frame.kind() == Kind.ARTIFACT_UPDATE) {
      return takeArtifact(frame, now);
    }
    if (frame.kind() == Kind.STATUS_UPDATE && firstStatus == NEVER) {
      firstStatus = now;
    }
    wrong = takeState(frame, now);
    if (wrong.isEmpty() && frame.saysFinal() && !isOver()) {
      return "the event is final, though the task is " + stateLabel();
    }
    return wrong;
  }

  /**
   * Takes the reply to a request that is about the task.
   *
   * @return which rule it breaks; empty if none
   */
  String takeReply(A2aFrame frame, long now) {
    if (frame.kind() == Kind.MESSAGE) {
      return takeMessage(frame, now);
    }
    if (frame.kind() != Kind.TASK) {
      return "the reply is a " + A2aFrame.label(frame.kind()) + ", not a task";
    }
    TaskState before = state;
    String wrong = takeId(frame, now);
    if (wrong.isEmpty()) {
      wrong = takeState(frame, now);
    }
    if (wrong.isEmpty() && before != null && before != state && firstStatus == NEVER) {
      firstStatus = now;
    }
    if (wrong.isEmpty() && firstArtifact == NEVER && frame.hasArtifacts()) {
      firstArtifact = now;
    }
    return wrong;
  }

  private String takeId(A2aFrame frame, long now) {
    byte[] source = frame.source();
    if (id.length() == 0) {
      id.append(source, frame.idFrom(), frame.idTo());
      taskNanos = now;
    } else if (!Arrays.equals(id.array(), 0, id.length(), source, frame.idFrom(), frame.idTo())) {
      String other = new Bytes().append(source, frame.idFrom(), frame.idTo()).text();
      return "the "
          + A2aFrame.label(frame.kind())
          + " is of the task "
          + other
          + ", not of "
          + id.text();
    }
    takeContext(frame);
    return "";
  }

  private void takeContext(A2aFrame frame) {
    if (frame.hasContext()) {
      context.clear().append(frame.source(), frame.contextFrom(), frame.contextTo());
    }
  }

  private String takeState(A2aFrame frame, long now) {
    TaskState next =
        TaskState.of(dialect.version(), frame.source(), frame.stateFrom(), frame.stateTo());
    if (next == null) {
      return "there is no state " + frame.stateText();
    }
    if (next != state) {
      leaveState(now);
      state = next;
      stateSince = now;
    }
    if (next.isFinal()) {
      finalNanos = now;
      failure = failureIn(next, frame);
    }
    return "";
  }

  private void leaveState(long now) {
    if (state != null) {
      int left = state.ordinal();
      dwell[left] = (dwell[left] == NEVER ? 0 : dwell[left]) + now - stateSince;
    }
  }

  private String failureIn(TaskState end, A2aFrame frame) {
    boolean bad =
        switch (end) {
          case FAILED, REJECTED -> true;
          case CANCELED -> !cancelAsked;
          default -> false;
        };
    if (!bad) {
      return "";
    }
    String why = frame.statusText();
    return "the task is " + end.label() + (why.isEmpty() ? "" : ": " + why);
  }

  private String takeArtifact(A2aFrame frame, long now) {
    if (firstArtifact == NEVER) {
      firstArtifact = now;
    }
    boolean known = isKnown(frame);
    if (!known && frame.appends() && !continues) {
      String name =
          new Bytes().append(frame.source(), frame.artifactFrom(), frame.artifactTo()).text();
      return "the artifact-update appends to " + name + ", of which nothing had come";
    }
    if (!known) {
      if (artifactCount == artifacts.size()) {
        artifacts.add(new Bytes());
      }
      artifacts
          .get(artifactCount++)
          .clear()
          .append(frame.source(), frame.artifactFrom(), frame.artifactTo());
    }
    return "";
  }

  private boolean isKnown(A2aFrame frame) {
    for (int i = 0; i < artifactCount; i++) {
      Bytes one = artifacts.get(i);
      if (Arrays.equals(
          one.array(), 0, one.length(), frame.source(), frame.artifactFrom(), frame.artifactTo())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the agent has done with it, or waits for its user. */
  boolean isOver() {
    return finalNanos != NEVER;
  }

  /** Returns why it is a failure; empty if it is none. */
  String failure() {
    return failure;
  }

  /** Returns whether its id is known. */
  boolean isKnown() {
    return id.length() > 0;
  }

  /** Writes its id. */
  void writeId(Bytes out) {
    JsonScanner.unescape(id.array(), 0, id.length(), out);
  }

  /** Writes the id of its conversation; nothing while it is not known. */
  void writeContext(Bytes out) {
    JsonScanner.unescape(context.array(), 0, context.length(), out);
  }

  /** Returns the last state, as results spell it; empty while there is none. */
  String stateLabel() {
    return state == null ? "" : state.label();
  }

  boolean isCanceled() {
    return state == TaskState.CANCELED;
  }

  /**
   * Records it.
   *
   * @param intended when its operation was intended to start
   * @param sent when the request was sent that carried its message; {@link Long#MIN_VALUE} if none
   *     was
   * @param ok whether that ended well; if not, only the state is counted
   */
  void record(ExtraRecorder recorder, long intended, long sent, boolean ok) {
    if (state != null) {
      recorder.count(CounterKey.TASKS, Tag.STATE, state.label(), 1);
    }
    if (!ok || state == null) {
      return;
    }
    since(recorder, intended, Measure.TIME_TO_TASK, taskNanos);
    since(recorder, intended, Measure.TIME_TO_FIRST_STATUS, firstStatus);
    since(recorder, intended, Measure.TIME_TO_FIRST_ARTIFACT, firstArtifact);
    since(recorder, intended, Measure.TIME_TO_TERMINAL_STATE, finalNanos);
    since(recorder, sent, Measure.FIRST_STATUS_TIME, firstStatus);
    since(recorder, sent, Measure.FIRST_ARTIFACT_TIME, firstArtifact);
    for (int i = 0; i < dwell.length; i++) {
      if (dwell[i] != NEVER) {
        recorder.time(Measure.STATE_DWELL, Tag.STATE, STATES[i].label(), dwell[i]);
      }
    }
  }

  private static void since(ExtraRecorder recorder, long from, Measure measure, long nanos) {
    if (nanos != NEVER && from != NEVER) {
      recorder.time(measure, nanos - from);
    }
  }
}
