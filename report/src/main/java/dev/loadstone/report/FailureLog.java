package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.report.Json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The failed operations of a run directory, told in step with its intervals. */
final class FailureLog implements AutoCloseable {
  private final LineFile lines;
  private Optional<String> pending;

  private FailureLog(LineFile lines) throws RunDirectoryException {
    this.lines = lines;
    this.pending = lines.next();
  }

  static FailureLog open(Path file) throws RunDirectoryException {
    return new FailureLog(LineFile.open(file));
  }

  /** Tells the failures that came before an interval. */
  void replayUntil(int interval, RunObserver observer) throws RunDirectoryException {
    try {
      while (pending.isPresent()) {
        JsonNode json = Json.MAPPER.readTree(pending.get());
        if (IntervalJson.intervalOfFailure(json) > interval) {
          return;
        }
        observer.failure(IntervalJson.failure(json));
        pending = lines.next();
      }
    } catch (JsonProcessingException e) {
      throw lines.damaged("the line is no JSON: " + e.getOriginalMessage(), e);
    } catch (MalformedJsonException e) {
      throw lines.damaged(e.getMessage() + ".", e);
    }
  }

  /** Tells all failures that are left. */
  void replayRest(RunObserver observer) throws RunDirectoryException {
    replayUntil(Integer.MAX_VALUE, observer);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
