package dev.loadstone.testbed.server;

import dev.loadstone.testbed.ledger.StreamRecorder;
import dev.loadstone.testbed.platform.Frame;
import dev.loadstone.testbed.station.FreezeClock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/**
 * Writes a stream by its timetable, and notes when it really did. What is due at the same time is
 * written at once. Only the event loop of its connection uses it.
 */
final class StreamWriter {
  private final Loop loop;
  private final HttpServerResponse response;
  private final FreezeClock freezes;
  private final StreamRecorder recorder;
  private final long arrivalNanos;
  private long startNanos;
  private long lastTokenNanos;
  private boolean begun;

  StreamWriter(
      Loop loop,
      HttpServerResponse response,
      FreezeClock freezes,
      StreamRecorder recorder,
      long arrivalNanos) {
    this.loop = loop;
    this.response = response;
    this.freezes = freezes;
    this.recorder = recorder;
    this.arrivalNanos = arrivalNanos;
  }

  /**
   * Writes a stream.
   *
   * @param head the response with its head set
   * @param written learns whether the last byte was written
   */
  void write(HttpServerResponse head, StreamTimetable timetable, Consumer<Boolean> written) {
    head.setChunked(true);
    startNanos = now();
    go(timetable, 0, written);
  }

  private long now() {
    return loop.platform().ticker().nanos();
  }

  private void go(StreamTimetable timetable, int from, Consumer<Boolean> written) {
    if (response.closed()) {
      written.accept(false);
      return;
    }
    int next = from;
    long now = now();
    Buffer piece = Buffer.buffer();
    while (next < timetable.frames().size() && startNanos + timetable.dueNanos()[next] <= now) {
      piece.appendBuffer(timetable.frames().get(next).content());
      next++;
    }
    if (next < timetable.frames().size()) {
      if (piece.length() > 0) {
        var _ = response.write(piece);
      }
      note(timetable, from, next);
      await(timetable, next, written);
      return;
    }
    if (!timetable.frames().isEmpty()) {
      ResponseWriter.put(timetable.frames().getLast().trailers(), response);
    }
    response.end(piece).onComplete(done -> written.accept(done.succeeded()));
    note(timetable, from, next);
    recorder.ended(now() - arrivalNanos, lastTokenNanos - arrivalNanos, begun);
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
  private void note(StreamTimetable timetable, int from, int to) {
    long now = now();
    for (int i = from; i < to; i++) {
      Frame frame = timetable.frames().get(i);
      if (frame.content().length() > 0) {
        recorder.frame();
      }
      if (frame.kind() == Frame.Kind.TOKEN) {
        if (begun) {
          recorder.gap(now - lastTokenNanos);
        } else {
          recorder.first(now - arrivalNanos);
        }
        begun = true;
        lastTokenNanos = now;
      }
    }
  }
}
