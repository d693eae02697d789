package dev.loadstone.monitor.reading;

import java.util.HashMap;
import java.util.Map;

/**
 * How fast counters rise from one look to the next. A counter that was not there at the look
 * before, or was higher then, has been started anew, and has no rate in this second. Not
 * thread-safe.
 */
public final class CounterRates {
  private static final double NANOS = 1e9;

  private Map<String, Double> last = Map.of();
  private long lastNanos;

  /** Creates counters that nobody has looked at yet. */
  public CounterRates() {}

  /**
   * Returns by how much each counter rose for each second since the look before.
   *
   * @param totals what the counters say now; copied
   * @param nowNanos when that is, on any clock of nanoseconds
   * @return rates by the names of the counters; none at the first look
   */
  public Map<String, Double> rates(Map<String, Double> totals, long nowNanos) {
    double seconds = (nowNanos - lastNanos) / NANOS;
    Map<String, Double> rates = new HashMap<>();
    totals.forEach((name, total) -> {
      double risen = total - last.getOrDefault(name, Double.NaN);
      if (risen >= 0 && seconds > 0) {
        rates.put(name, risen / seconds);
      }
    });
    last = Map.copyOf(totals);
    lastNanos = nowNanos;
    return rates;
  }

  /** Forgets all looks. */
  public void reset() {
    last = Map.of();
  }
}
