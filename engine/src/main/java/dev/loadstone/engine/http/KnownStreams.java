package dev.loadstone.engine.http;

import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import java.util.ArrayList;
import java.util.List;

/** What reads the streams of a user, one for each operation, used again. Not thread-safe. */
final class KnownStreams {
  private final List<EventStream> streams = new ArrayList<>(0);

  /** Returns what reads the next stream of an operation. */
  EventStream begin(StreamOperation operation, StreamRecorder recorder) {
    for (EventStream known : streams) {
      if (known.operation() == operation) {
        known.begin(recorder);
        return known;
      }
    }
    EventStream first = new EventStream(operation, recorder);
    streams.add(first);
    return first;
  }
}
