package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.loadstone.core.run.Adjustment;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code events.jsonl}, read along with the intervals. */
final class EventLog implements AutoCloseable {
  private final LineFile lines;
  private Optional<Adjustment> pending;

  private EventLog(LineFile lines) throws RunDirectoryException {
    this.lines = lines;
    this.pending = next();
  }

  static EventLog open(Path file) throws RunDirectoryException {
    return new EventLog(LineFile.open(file));
  }

  /** Tells what happened before a time. */
  void replayUntil(long nanos, RunObserver observer) throws RunDirectoryException {
    while (pending.isPresent() && pending.get().atNanos() < nanos) {
      observer.adjusted(pending.get());
      pending = next();
    }
  }

  private Optional<Adjustment> next() throws RunDirectoryException {
    Optional<String> line = lines.next();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RunJson.adjustment(Json.MAPPER.readTree(line.get())));
    } catch (JsonProcessingException e) {
      throw lines.damaged("the line is no JSON: " + e.getOriginalMessage(), e);
    } catch (MalformedJsonException e) {
      throw lines.damaged(e.getMessage() + ".", e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
