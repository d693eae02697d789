package dev.loadstone.testbed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.ledger.LedgerSnapshot.Level;
import dev.loadstone.testbed.route.Route;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

  private final Ledger ledger =
      new Ledger(List.of(Route.of("GET /a"), Route.of("GET /b")), () -> START);
  private final LoopLedger first = ledger.loop(Runnable::run);
  private final LoopLedger second = ledger.loop(Runnable::run);

  @Test
  void snapshot_severalLoops_addsThemUp() {
    write(first, 0, Ending.OK, 1_000);
    write(second, 0, Ending.OK, 3_000);
    write(second, 0, Ending.RESET, 5_000);
    LedgerSnapshot snapshot = ledger.snapshot().join();
    assertThat(snapshot.routes()).containsOnlyKeys("GET /a");
    RouteLedger route = snapshot.route("GET /a");
    assertThat(route.requests()).isEqualTo(3);
    assertThat(route.outcomes()).containsExactlyInAnyOrderEntriesOf(Map.of("ok", 2L, "reset", 1L));
    assertThat(route.total().mean()).isEqualTo(3e-6);
  }

  @Test
  void snapshot_takenTwice_stillHasEverything() {
    write(first, 0, Ending.OK, 1_000);
    assertThat(ledger.snapshot().join().requests()).isEqualTo(1);
    write(first, 0, Ending.OK, 1_000);
    assertThat(ledger.snapshot().join().requests()).isEqualTo(2);
    assertThat(ledger.snapshot().join().requests()).isEqualTo(2);
  }

  @Test
  void snapshot_statusesAndUnmatched_areNamed() {
    first.route(1, 0).endedWithStatus(503);
    first.route(ledger.unmatched(), 0).endedWithStatus(404);
    LedgerSnapshot snapshot = ledger.snapshot().join();
    assertThat(snapshot.route("GET /b").outcome("status_503")).isEqualTo(1);
    assertThat(snapshot.route("unmatched").outcome("status_404")).isEqualTo(1);
    assertThat(snapshot.route("unmatched").outcome("ok")).isZero();
  }

  @Test
  void reset_operationUnderWay_isNotInTheNewLedger() {
    int volume = first.volume();
    first.route(0, volume).arrived();
    ledger.reset().join();
    first.route(0, volume).ended(Ending.OK);
    assertThat(ledger.snapshot().join().routes()).isEmpty();
    write(first, 0, Ending.OK, 1_000);
    assertThat(ledger.snapshot().join().requests()).isEqualTo(1);
  }

  @Test
  void reset_gauges_keepWhatIsThereAndForgetTheMaximum() {
    ledger.openConnections().up();
    ledger.openConnections().up();
    ledger.openConnections().down();
    assertThat(ledger.snapshot().join().openConnections()).isEqualTo(new Level(1, 2));
    ledger.reset().join();
    assertThat(ledger.snapshot().join().openConnections()).isEqualTo(new Level(1, 1));
  }

  @Test
  void snapshot_slowLoop_waitsForItAndKeepsTheOrder() {
    Queue<Runnable> pending = new ArrayDeque<>();
    LoopLedger slow = ledger.loop(pending::add);
    write(slow, 0, Ending.OK, 1_000);
    CompletableFuture<LedgerSnapshot> before = ledger.snapshot();
    CompletableFuture<Void> reset = ledger.reset();
    CompletableFuture<LedgerSnapshot> after = ledger.snapshot();
    assertThat(before).isNotDone();
    while (!pending.isEmpty()) {
      pending.remove().run();
    }
    assertThat(before.join().requests()).isEqualTo(1);
    assertThat(reset).isDone();
    assertThat(after.join().requests()).isZero();
  }

  @Test
  void snapshot_endCountedBeforeTheLoopsTurn_isInOutcomesAndNotInFlight() {
    Queue<Runnable> pending = new ArrayDeque<>();
    LoopLedger slow = ledger.loop(pending::add);
    slow.route(0, 0).arrived();
    ledger.inFlight().up();
    CompletableFuture<LedgerSnapshot> snapshot = ledger.snapshot();
    slow.route(0, 0).ended(Ending.OK);
    ledger.inFlight().down();
    pending.remove().run();
    pending.remove().run();
    assertThat(snapshot.join().inFlight().now()).isZero();
    assertThat(snapshot.join().route("GET /a").outcome("ok")).isEqualTo(1);
  }

  @Test
  void snapshot_endCountedAfterTheLevels_isStillInFlight() {
    Queue<Runnable> pending = new ArrayDeque<>();
    LoopLedger slow = ledger.loop(pending::add);
    slow.route(0, 0).arrived();
    ledger.inFlight().up();
    CompletableFuture<LedgerSnapshot> snapshot = ledger.snapshot();
    pending.remove().run();
    ledger.inFlight().down();
    pending.remove().run();
    assertThat(snapshot.join().inFlight().now()).isEqualTo(1);
  }

  @Test
  void toJson_knownLedger_hasAllFiguresInSeconds() {
    write(first, 0, Ending.OK, 1_000_000);
    write(first, 0, Ending.OK, 3_000_000);
    assertThat(ledger.snapshot().join().toJson())
        .isEqualToIgnoringWhitespace(
            """
            {"since": "2026-11-01T00:00:00Z",
             "routes": {"GET /a": {"requests": 2, "outcomes": {"ok": 2}, "injected": {},
               "total": {"count": 2, "mean": 0.002, "stddev": 0.001414213562373095, "min": 0.001, "max": 0.003,
                         "p50": 0.001000447, "p75": 0.003, "p90": 0.003, "p95": 0.003, "p99": 0.003, "p99.9": 0.003},
               "waiting": {"count": 0}, "service": {"count": 0}, "sending": {"count": 0}, "lateness": {"count": 0}}},
             "open_connections": {"now": 0, "max": 0}, "in_flight": {"now": 0, "max": 0}, "failed_handshakes": 0}
            """);
  }

  @Test
  void metrics_knownLedger_areCountersAndHistogram() {
    write(first, 0, Ending.OK, 1_000_000);
    write(first, 0, Ending.QUEUE_FULL, 30_000_000);
    String metrics = ledger.metrics().join();
    assertThat(metrics)
        .contains(
            "# TYPE testbed_requests_total counter\n",
            "testbed_requests_total{route=\"GET /a\",outcome=\"ok\"} 1\n",
            "testbed_requests_total{route=\"GET /a\",outcome=\"queue_full\"} 1\n",
            "# TYPE testbed_request_duration_seconds histogram\n",
            "testbed_request_duration_seconds_bucket{route=\"GET /a\",le=\"0.001\"} 1\n",
            "testbed_request_duration_seconds_bucket{route=\"GET /a\",le=\"0.025\"} 1\n",
            "testbed_request_duration_seconds_bucket{route=\"GET /a\",le=\"0.05\"} 2\n",
            "testbed_request_duration_seconds_bucket{route=\"GET /a\",le=\"+Inf\"} 2\n",
            "testbed_request_duration_seconds_sum{route=\"GET /a\"} 0.031\n",
            "testbed_request_duration_seconds_count{route=\"GET /a\"} 2\n",
            "testbed_open_connections 0\n");
  }

  private static void write(LoopLedger loop, int route, Ending ending, long totalNanos) {
    RouteRecorder recorder = loop.route(route, loop.volume());
    recorder.arrived();
    recorder.answered(totalNanos);
    recorder.ended(ending);
  }
}
