package dev.loadstone.testbed.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a testbed really did since a moment.
 *
 * @param since when this ledger was begun
 * @param routes by name, in the order of the routes, without those that were not asked for; {@link
 *     #UNMATCHED} for requests that no route serves; copied
 * @param openConnections connections
 * @param inFlight operations that have arrived and not ended
 * @param failedHandshakes connections that ended before they were ready for a request, mostly in
 *     the TLS handshake
 */
public record LedgerSnapshot(
    Instant since,
    Map<String, RouteLedger> routes,
    Level openConnections,
    Level inFlight,
    long failedHandshakes) {
  /** The name under which the requests stand that no route serves. */
  public static final String UNMATCHED = "unmatched";

  /** Copies the routes. */
  public LedgerSnapshot {
    routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
  }

  /**
   * How many there are.
   *
   * @param now when the snapshot was taken
   * @param max at any one moment since the ledger was begun
   */
  public record Level(long now, long max) {}

  /**
   * Returns what was served on a route.
   *
   * @param name for example {@code GET /plain}
   * @return zero requests, if it was not asked for
   */
  public RouteLedger route(String name) {
    return routes.getOrDefault(name, RouteLedger.UNUSED);
  }

  /** Returns the number of requests of all routes. */
  public long requests() {
    return routes.values().stream().mapToLong(RouteLedger::requests).sum();
  }

  /**
   * Returns the snapshot as a JSON document: times in seconds, values that do not exist are absent.
   */
  public String toJson() {
    return LedgerJson.write(this);
  }
}
