package dev.loadstone.testbed.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task of an agent: what comes of it when, until it is over or cancelled. Its times are those of
 * a ticker, in nanoseconds. Thread-safe.
 */
final class AgentTask {
  /** The state of a task, as A2A 0.3 spells it in lower case. */
  enum State {
    SUBMITTED,
    WORKING,
    INPUT_REQUIRED,
    COMPLETED,
    FAILED,
    REJECTED,
    CANCELED;

    /** Returns whether nothing can change any more. */
    boolean isTerminal() {
      return ordinal() >= COMPLETED.ordinal();
    }
  }

  /**
   * A moment of a task.
   *
   * @param kind whether it has a time of its own
   * @param state the state that begins; null if a piece of the artifact comes
   * @param text the piece of the artifact, or what the agent says to the state; may be empty
   */
  record Moment(Frame.Kind kind, @Nullable State state, String text) {
    static Moment of(Frame.Kind kind, State state, String text) {
      return new Moment(kind, state, text);
    }

    static Moment piece(String text) {
      return new Moment(Frame.Kind.TOKEN, null, text);
    }
  }

  /**
   * How a task stands.
   *
   * @param state its state
   * @param said what the agent says to it; may be empty
   * @param artifact all pieces of its artifact so far
   */
  record Standing(State state, String said, String artifact) {}

  private final String id;
  private final String context;
  private List<Moment> course = List.of();
  private long[] dueNanos = {};
  private long startNanos;
  private @Nullable Runnable listener;
  private boolean cancelled;
  private long cancelledNanos;

  AgentTask(String id, String context) {
    this.id = id;
    this.context = context;
  }

  String id() {
    return id;
  }

  String context() {
    return context;
  }

  /** Begins, or goes on with, a course. */
  synchronized void begin(List<Moment> moments, long[] due, long nowNanos) {
    course = List.copyOf(moments);
    dueNanos = due.clone();
    startNanos = nowNanos;
    listener = null;
  }

  /** Returns how it stands at a moment. */
  synchronized Standing at(long nowNanos) {
    long until = cancelled ? cancelledNanos : nowNanos;
    State state = State.SUBMITTED;
    String said = "";
    StringBuilder artifact = new StringBuilder();
    for (int i = 0; i < course.size() && startNanos + dueNanos[i] <= until; i++) {
      Moment moment = course.get(i);
      if (moment.state() == null) {
        artifact.append(moment.text());
      } else {
        state = moment.state();
        said = moment.text();
      }
    }
    return cancelled
        ? new Standing(State.CANCELED, "", artifact.toString())
        : new Standing(state, said, artifact.toString());
  }

  /** Has something run when it is cancelled, on the thread that cancels it. */
  synchronized void listen(Runnable action) {
    listener = action;
  }

  /** Cancels it; false if it is over already. */
  boolean cancel(long nowNanos) {
    Runnable toTell;
    synchronized (this) {
      if (at(nowNanos).state().isTerminal()) {
        return false;
      }
      cancelled = true;
      cancelledNanos = nowNanos;
      toTell = listener;
    }
    if (toTell != null) {
      toTell.run();
    }
    return true;
  }

  /**
   * Returns the course of a task.
   *
   * @param pieces of the artifact, if it comes to an artifact
   * @param end COMPLETED, FAILED (in the middle of the artifact), REJECTED (at once) or
   *     INPUT_REQUIRED (before the artifact)
   */
  static List<Moment> course(int pieces, State end) {
    List<Moment> moments = new ArrayList<>();
    moments.add(Moment.of(Frame.Kind.OTHER, State.SUBMITTED, ""));
    if (end == State.REJECTED) {
      moments.add(Moment.of(Frame.Kind.STATUS, end, "the truth wants it rejected"));
      return moments;
    }
    moments.add(Moment.of(Frame.Kind.STATUS, State.WORKING, ""));
    if (end == State.INPUT_REQUIRED) {
      moments.add(Moment.of(Frame.Kind.STATUS, end, "Which order is it?"));
      return moments;
    }
    for (int i = 0; i < (end == State.FAILED ? pieces / 2 : pieces); i++) {
      moments.add(Moment.piece(Models.word(i)));
    }
    moments.add(
        Moment.of(Frame.Kind.OTHER, end, end == State.FAILED ? "the truth wants it failed" : ""));
    return moments;
  }
}
