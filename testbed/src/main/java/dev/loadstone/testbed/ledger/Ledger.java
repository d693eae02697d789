package dev.loadstone.testbed.ledger;

import dev.loadstone.testbed.ledger.LedgerSnapshot.Level;
import dev.loadstone.testbed.ledger.LoopLedger.Part;
import dev.loadstone.testbed.route.Route;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole ledger: gathers what the event loops have written. Thread-safe.
 *
 * <p>Readings and new beginnings follow one another in the order in which they were asked for, each
 * asking every loop in turn, so a reading misses nothing that was written before it was asked for.
 * A loop only hands over its recorders; the adding up is done elsewhere.
 */
public final class Ledger {
  private final List<Route> routes;
  private final InstantSource clock;
  private final List<LoopLedger> loops = new ArrayList<>();
  private final Gauge openConnections = new Gauge();
  private final Gauge inFlight = new Gauge();
  private final AtomicLong failedHandshakes = new AtomicLong();
  private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

  // Changed only by one reading or beginning at a time.
  private @Nullable RouteRecorder[] totals;
  private int volume;
  private Instant since;

  /**
   * Creates an empty ledger.
   *
   * @param routes in the order of their indexes; one more index stands for requests that no route
   *     serves
   */
  public Ledger(List<Route> routes, InstantSource clock) {
    this.routes = List.copyOf(routes);
    this.clock = clock;
    totals = new RouteRecorder[routes.size() + 1];
    since = clock.instant();
  }

  /** Returns the index of requests that no route serves. */
  public int unmatched() {
    return routes.size();
  }

  /** Returns the part of one more event loop. */
  public synchronized LoopLedger loop(Executor loop) {
    LoopLedger part = new LoopLedger(loop, routes.size() + 1);
    loops.add(part);
    return part;
  }

  /** Returns the number of connections. */
  public Gauge openConnections() {
    return openConnections;
  }

  /** Returns the number of operations that have arrived and not ended. */
  public Gauge inFlight() {
    return inFlight;
  }

  /** Counts a connection that ended before it was ready for a request. */
  public void handshakeFailed() {
    failedHandshakes.incrementAndGet();
  }

  /**
   * Returns what was done since the ledger was begun. An operation whose answer a client has seen
   * is in it, and no longer among those under way.
   */
  public CompletableFuture<LedgerSnapshot> snapshot() {
    return gathered(this::summarise);
  }

  /** Returns the same in Prometheus' text format. */
  public CompletableFuture<String> metrics() {
    return gathered((connections, operations) ->
        new MetricsText(routes, totals).text(connections.now(), operations.now()));
  }

  /** Begins a new ledger. */
  public synchronized CompletableFuture<Void> reset() {
    CompletableFuture<Void> reset = last.thenCompose(done -> begin());
    last = reset.exceptionally(failed -> null);
    return reset;
  }

  private synchronized <T> CompletableFuture<T> gathered(BiFunction<Level, Level, T> reader) {
    CompletableFuture<T> reading = last.thenCompose(done -> read(reader));
    last = reading.<@Nullable Object>handle((done, failed) -> null);
    return reading;
  }

  /**
   * Reads the levels between two rounds over the loops. After the first, every operation whose
   * answer a client has seen has left the levels, since the loop that sent it has also counted its
   * end; before the second, every operation that has left the levels is in the recorders.
   */
  private <T> CompletableFuture<T> read(BiFunction<Level, Level, T> reader) {
    return everywhere(part -> {}).thenCompose(done -> readLevels(reader));
  }

  private <T> CompletableFuture<T> readLevels(BiFunction<Level, Level, T> reader) {
    Level connections = openConnections.level();
    Level operations = inFlight.level();
    return gather().thenApply(done -> reader.apply(connections, operations));
  }

  private CompletableFuture<Void> gather() {
    List<CompletableFuture<Part>> parts =
        parts().map(part -> CompletableFuture.supplyAsync(part::take, part.loop())).toList();
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .thenRun(() -> parts.forEach(part -> add(part.join())));
  }

  private CompletableFuture<Void> begin() {
    volume++;
    int newVolume = volume;
    totals = new RouteRecorder[totals.length];
    since = clock.instant();
    openConnections.forgetMax();
    inFlight.forgetMax();
    failedHandshakes.set(0);
    return everywhere(part -> part.begin(newVolume));
  }

  private CompletableFuture<Void> everywhere(Consumer<LoopLedger> action) {
    return CompletableFuture.allOf(
        parts()
            .map(part -> CompletableFuture.runAsync(() -> action.accept(part), part.loop()))
            .toArray(CompletableFuture[]::new));
  }

  private synchronized Stream<LoopLedger> parts() {
    return List.copyOf(loops).stream();
  }

  private void add(Part part) {
    if (part.volume() != volume) {
      return;
    }
    for (int i = 0; i < totals.length; i++) {
      RouteRecorder recorder = part.recorders().get(i);
      RouteRecorder total = totals[i];
      if (total == null) {
        totals[i] = recorder;
      } else if (recorder != null) {
        total.add(recorder);
      }
    }
  }

  private LedgerSnapshot summarise(Level connections, Level operations) {
    Map<String, RouteLedger> summary = new LinkedHashMap<>();
    for (int i = 0; i < totals.length; i++) {
      RouteRecorder total = totals[i];
      if (total != null) {
        summary.put(
            i == routes.size() ? LedgerSnapshot.UNMATCHED : routes.get(i).name(), total.snapshot());
      }
    }
    return new LedgerSnapshot(since, summary, connections, operations, failedHandshakes.get());
  }
}
