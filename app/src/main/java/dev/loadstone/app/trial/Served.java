package dev.loadstone.app.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Statistic;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a testbed's ledger has of one route.
 *
 * @param requests whose head was read
 * @param outcomes operations by how they ended, without those that did not occur
 * @param total percentiles and mean, in seconds, from the head read to the last byte written; those
 *     that exist
 */
public record Served(long requests, Map<String, Long> outcomes, Map<String, Double> total) {
  /** Copies the maps. */
  public Served {
    outcomes = Map.copyOf(outcomes);
    total = Map.copyOf(total);
  }

  static Served of(JsonNode route) {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    route
        .path("outcomes")
        .properties()
        .forEach(outcome -> outcomes.put(outcome.getKey(), outcome.getValue().asLong()));
    Map<String, Double> total = new LinkedHashMap<>();
    route
        .path("total")
        .properties()
        .forEach(figure -> total.put(figure.getKey(), figure.getValue().asDouble()));
    return new Served(route.path("requests").asLong(), outcomes, total);
  }

  /** Returns how many operations ended in a way, for example {@code ok} or {@code status_500}. */
  public long outcome(String word) {
    return outcomes.getOrDefault(word, 0L);
  }

  /** Returns a statistic of the times in seconds; NaN if there were no operations. */
  public double total(Statistic statistic) {
    return total.getOrDefault(statistic.label(), Double.NaN);
  }
}
