package dev.loadstone.testbed.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one event loop did on one route that only some protocols have. Not thread-safe. */
public final class ExtraRecorder {
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, TimeRecorder> times = new TreeMap<>();

  /** Counts one more. */
  public void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  /**
   * Adds to a sum.
   *
   * @param more at least 0
   */
  public void add(String what, long more) {
    counts.merge(what, more, Long::sum);
  }

  /** Adds a time. */
  public void time(String what, long nanos) {
    times.computeIfAbsent(what, first -> new TimeRecorder()).record(nanos);
  }

  void add(ExtraRecorder other) {
    other.counts.forEach((what, more) -> counts.merge(what, more, Long::sum));
    other.times.forEach(
        (what, more) -> times.computeIfAbsent(what, first -> new TimeRecorder()).add(more));
  }

  ExtraLedger snapshot() {
    SortedMap<String, TimeSummary> summaries = new TreeMap<>();
    times.forEach((what, recorded) -> summaries.put(what, recorded.summary()));
    return new ExtraLedger(new TreeMap<>(counts), summaries);
  }
}
