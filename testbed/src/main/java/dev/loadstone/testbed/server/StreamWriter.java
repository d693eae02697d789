package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.RouteRecorder;
import dev.loadstone.testbed.platform.Frame;
import dev.loadstone.testbed.platform.StreamScript.Interruption;
import dev.loadstone.testbed.station.FreezeClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes a stream by its timetable, and notes when it really did. What is due at the same time is
 * written at once. Only the event loop of its connection uses it.
 */
final class StreamWriter {
  private final Loop loop;
  private final HttpServerResponse response;
  private final FreezeClock freezes;
  private final Supplier<RouteRecorder> recorder;
  private final long arrivalNanos;
  private final Duration clockAhead;
  private long startNanos;
  private long lastTokenNanos;
  private long lastNanos;
  private long lastProgressNanos;
  private boolean progressed;
  private boolean begun;
  private boolean told;
  private boolean over;
  private boolean good;

  /**
   * Creates one.
   *
   * @param recorder gives what takes what happens now: a reading of the ledger replaces it
   * @param arrivalNanos when the request's head was read
   * @param clockAhead by how much the instants that frames tell are ahead
   */
  StreamWriter(
      Loop loop,
      HttpServerResponse response,
      FreezeClock freezes,
      Supplier<RouteRecorder> recorder,
      long arrivalNanos,
      Duration clockAhead) {
    this.loop = loop;
    this.response = response;
    this.freezes = freezes;
    this.recorder = recorder;
    this.arrivalNanos = arrivalNanos;
    this.clockAhead = clockAhead;
  }

  /**
   * Writes a stream.
   *
   * @param head the response with its head set
   * @param interruption what may end it before its time
   * @param endsWell whether it is to end as it should; if not, only its frames and gaps are counted
   * @param written learns whether the last byte was written
   */
  void write(
      HttpServerResponse head,
      StreamTimetable timetable,
      Optional<Interruption> interruption,
      boolean endsWell,
      Consumer<Boolean> written) {
    good = endsWell;
    head.setChunked(true);
    startNanos = now();
    interruption.ifPresent(may ->
        may.listen().accept(() -> loop.executor().execute(() -> interrupt(may.end(), written))));
    go(timetable, 0, written);
  }

  private long now() {
    return loop.platform().ticker().nanos();
  }

  private void interrupt(Frame end, Consumer<Boolean> written) {
    if (over || response.closed()) {
      return; // it has ended by itself meanwhile
    }
    over = true;
    response.end(stamped(end, now())).onComplete(done -> written.accept(done.succeeded()));
    note(List.of(end), 0, 1);
    ended();
  }

  private void go(StreamTimetable timetable, int from, Consumer<Boolean> written) {
    if (over) {
      return;
    }
    if (response.closed()) {
      written.accept(false);
      return;
    }
    int next = from;
    long now = now();
    Buffer piece = Buffer.buffer();
    while (next < timetable.frames().size() && startNanos + timetable.dueNanos()[next] <= now) {
      piece.appendBuffer(content(timetable, next));
      next++;
    }
    if (next < timetable.frames().size()) {
      if (piece.length() > 0) {
        var _ = response.write(piece);
      }
      note(timetable.frames(), from, next);
      await(timetable, next, written);
      return;
    }
    over = true;
    if (!timetable.frames().isEmpty()) {
      ResponseWriter.put(timetable.frames().getLast().trailers(), response);
    }
    response.end(piece).onComplete(done -> written.accept(done.succeeded()));
    note(timetable.frames(), from, next);
    if (!isWhole(timetable)) {
      ended();
    }
  }

  private Buffer content(StreamTimetable timetable, int index) {
    return stamped(timetable.frames().get(index), startNanos + timetable.madeNanos()[index]);
  }

  /** Returns the content of a frame, with the instant at which it was made if it tells that. */
  private Buffer stamped(Frame frame, long madeNanos) {
    if (!frame.isStamped()) {
      return frame.content();
    }
    long age = now() - madeNanos;
    recorder.get().extras().time("event_latency", age);
    Instant made = loop.platform().clock().instant().minusNanos(age).plus(clockAhead);
    return frame.content(made);
  }

  private void ended() {
    if (good) {
      recorder.get().stream().ended(now() - arrivalNanos, lastTokenNanos - arrivalNanos, begun);
    }
  }

  private static boolean isWhole(StreamTimetable timetable) {
    return timetable.frames().stream().anyMatch(frame -> frame.kind() == Frame.Kind.WHOLE);
  }

  private void await(StreamTimetable timetable, int next, Consumer<Boolean> written) {
    long due = freezes.thaw(startNanos + timetable.dueNanos()[next]);
    if (response.writeQueueFull()) {
      response.drainHandler(drained -> loop.timers().at(due, () -> go(timetable, next, written)));
    } else {
      loop.timers().at(due, () -> go(timetable, next, written));
    }
  }

  /** Notes what was written just now. */
  private void note(List<Frame> frames, int from, int to) {
    long now = now();
    for (int i = from; i < to; i++) {
      Frame frame = frames.get(i);
      if (frame.kind() != Frame.Kind.WHOLE && frame.content().length() > 0) {
        recorder.get().stream().frame();
      }
      if (!frame.timed().isEmpty()) {
        recorder.get().extras().time(frame.timed(), now - arrivalNanos);
      }
      switch (frame.kind()) {
        case TOKEN -> token(now);
        case STATUS -> status(now);
        case PROGRESS -> progress(now);
        case TOOL_RESULT -> recorder.get().stream().tool(now - lastNanos);
        case INTERRUPT -> recorder.get().stream().interrupt();
        case OTHER, WHOLE -> {
          // it has no times of its own
        }
      }
      lastNanos = now;
    }
  }

  private void status(long now) {
    if (!told && good) {
      told = true;
      recorder.get().stream().status(now - arrivalNanos);
    }
  }

  private void token(long now) {
    if (begun) {
      recorder.get().stream().gap(now - lastTokenNanos);
    } else if (good) {
      recorder.get().stream().first(now - arrivalNanos);
    }
    begun = true;
    lastTokenNanos = now;
  }

  private void progress(long now) {
    recorder.get().extras().count("progress");
    if (progressed) {
      recorder.get().extras().time("progress_gap", now - lastProgressNanos);
    } else {
      recorder.get().extras().time("first_progress", now - arrivalNanos);
    }
    progressed = true;
    lastProgressNanos = now;
  }
}
