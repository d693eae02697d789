package dev.loadstone.core.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another tool says of a whole run of which no intervals are known: bare figures, from which
 * no distribution can be made.
 *
 * @param times of the whole and of parts
 * @param counters of the whole run
 */
public record ToldFigures(List<TimeFigures> times, Map<CounterKey, Long> counters) {
  /** Copies the collections. */
  public ToldFigures {
    times = List.copyOf(times);
    counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
  }
}
