package dev.loadstone.testbed.ledger;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was really done on one route that only some protocols have.
 *
 * @param counts by what was counted; copied
 * @param times by what was timed; copied
 */
public record ExtraLedger(SortedMap<String, Long> counts, SortedMap<String, TimeSummary> times) {
  /** Nothing of that kind was done. */
  public static final ExtraLedger NONE = new ExtraLedger(new TreeMap<>(), new TreeMap<>());

  /** Copies the maps. */
  public ExtraLedger {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    times = Collections.unmodifiableSortedMap(new TreeMap<>(times));
  }

  /** Returns how often something was done; 0 if never. */
  public long count(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Returns how long something took; of no times if it was never done. */
  public TimeSummary time(String what) {
    return times.getOrDefault(what, TimeSummary.NONE);
  }
}
