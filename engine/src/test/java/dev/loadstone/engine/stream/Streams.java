package dev.loadstone.engine.stream;

import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import dev.loadstone.engine.record.LoopRecorder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Streams for tests: frames go in, the judgement comes out. */
final class Streams {
  private Streams() {}

  static EventStream of(Protocol protocol, boolean strict) {
    StreamReading reading =
        new StreamReading(
            protocol,
            Framing.SSE,
            Optional.empty(),
            Optional.empty(),
            strict,
            Duration.ofSeconds(1),
            Optional.empty(),
            false);
    return of(reading);
  }

  static EventStream of(StreamReading reading) {
    LoopRecorder recorder =
        new LoopRecorder(
            new LoopRecorder.Layout(
                List.of("p"), List.of(Tags.of("step", "s")), List.of("s"), List.of()));
    return new EventStream(new StreamOperation(reading), recorder.step(0, 0).streams());
  }

  /** Gives a stream data of frames, each in a read of its own. */
  static void feed(EventStream stream, String... data) {
    long now = 0;
    for (String one : data) {
      byte[] frame = ("data: " + one + "\n\n").getBytes(StandardCharsets.UTF_8);
      stream.readAt(now += 1_000_000);
      stream.take(frame, 0, frame.length);
    }
  }

  /** Gives a stream bytes as they are, in one read. */
  static void feedRaw(EventStream stream, String text) {
    feedRaw(stream, text, 1);
  }

  /** Gives a stream bytes as they are, in one read at a time. */
  static void feedRaw(EventStream stream, String text, long nanos) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.readAt(nanos);
    stream.take(bytes, 0, bytes.length);
  }

  /** Returns what is wrong with a stream of these frames; "ok" if nothing. */
  static String judge(Protocol protocol, boolean strict, String... data) {
    EventStream stream = of(protocol, strict);
    feed(stream, data);
    ErrorClass wrong = stream.conclude();
    return wrong == null ? "ok" : wrong.label() + ": " + stream.why();
  }
}
