package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.ledger.RouteLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault that the testbed injects is an error of the class that belongs to it, counted exactly
 * as often as the ledger has it. Timeouts are far from what a busy machine adds.
 */
class FaultTruthIT {
  private static final String EVERY_KIND =
      """
      default:
        service: {law: constant, value: 2ms}
        errors:
          every: 2
          kinds: [reset, resetBody, close, truncate, stall, stallBody, slowBody, 500, 503, 429, 404, 403, 401, 418]
          slowFor: 4s
      """;

  /** A body that drips every 0.4 s is not silent for 2 s, but not done in 3 s. */
  private static final String PLAN =
      """
      name: faults
      target: http://127.0.0.1:1
      load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 400/s, for: 1400ms}]}
      steps:
        - http: GET /plain
          timeout: {firstByte: 2s, idle: 2s, total: 3s}
      """;

  /** No request follows a half-closed answer so fast that the end had not been seen. */
  private static final String KEPT_CONNECTIONS =
      """
      name: kept
      target: http://127.0.0.1:1
      http: {connections: per-user}
      load: {model: closed, phases: [{users: 8, for: 1500ms}]}
      scenarios: {one: {think: 10ms, steps: [{http: GET /plain}]}}
      """;

  private static final long REQUESTS = 560;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "http/2"})
  void faults_ofEveryKind_areTheirClassesAsOftenAsInjected(String version) throws IOException {
    try (TruthBench bench = new TruthBench(folder, EVERY_KIND)) {
      TruthBench.Ran ran = bench.run(PLAN + "http: {version: " + version + "}\n");
      RouteLedger ledger = bench.ledger().route("GET /plain");

      assertThat(ledger.requests()).isEqualTo(REQUESTS);
      assertThat(ledger.injected().values()).hasSize(14).containsOnly(20L);
      Map<String, List<String>> kinds =
          Map.ofEntries(
              Map.entry("reset", List.of("reset", "reset_body", "close")),
              Map.entry("truncated", List.of("truncate")),
              Map.entry("timeout_first_byte", List.of("stall")),
              Map.entry("timeout_idle", List.of("stall_body")),
              Map.entry("timeout_total", List.of("slow_body")),
              Map.entry("server_error", List.of("status_500", "status_503")),
              Map.entry("rate_limit", List.of("status_429")),
              Map.entry("not_found", List.of("status_404")),
              Map.entry("forbidden", List.of("status_403")),
              Map.entry("unauthorized", List.of("status_401")),
              Map.entry("client_error", List.of("status_418")));
      kinds.forEach((error, words) ->
          assertThat(ran.count("operations", Map.of("error", error)))
              .as(error)
              .isEqualTo(words.stream().mapToLong(ledger::injected).sum()));
      long failed = kinds.values().stream().flatMap(List::stream).mapToLong(ledger::injected).sum();
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS - failed);
      assertThat(ran.count("operations", Map.of())).isEqualTo(REQUESTS);
      assertThat(ledger.outcome("client_gone"))
          .as("the slow bodies that were not waited for")
          .isEqualTo(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/1.1", "http/2"})
  void connection_closedUnannounced_failsNoRequest(String version) throws IOException {
    String truth =
        "default: {service: {law: constant, value: 1ms}, errors: {every: 3, kinds: [halfClose]}}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran =
          bench.run(KEPT_CONNECTIONS.replace("http: {", "http: {version: " + version + ", "));
      RouteLedger ledger = bench.ledger().route("GET /plain");

      assertThat(ledger.outcome("half_close")).isEqualTo(ledger.requests() / 3).isPositive();
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(ledger.requests());
      assertThat(ran.count("operations", Map.of())).isEqualTo(ledger.requests());
    }
  }

  @Test
  void storm_ofRefusals_isCountedAsTheLedgerHasIt() throws IOException {
    String truth =
        """
        default:
          service: {law: constant, value: 1ms}
          storm: {every: 500ms, for: 200ms, retryAfter: 1s}
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(PLAN);
      RouteLedger ledger = bench.ledger().route("GET /plain");

      assertThat(ledger.outcome("storm")).isBetween(100L, 500L);
      assertThat(ran.count("operations", Map.of("outcome", "rejected", "error", "rate_limit")))
          .isEqualTo(ledger.outcome("storm"));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(ledger.outcome("ok"));
      assertThat(ran.count("operations", Map.of())).isEqualTo(REQUESTS);
    }
  }

  @Test
  void slowStart_isCountedAndSeenInTheFirstTimes() throws IOException {
    String truth =
        """
        default:
          service: {law: constant, value: 10ms}
          slowStart: {unavailable: 300ms, for: 900ms, factor: 10}
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(PLAN);
      RouteLedger ledger = bench.ledger().route("GET /plain");

      assertThat(ledger.outcome("starting")).isPositive();
      assertThat(ran.count("operations", Map.of("error", "server_error")))
          .isEqualTo(ledger.outcome("starting"));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(ledger.outcome("ok"));
      assertThat(ran.measure("service_time", "").get("max").asDouble())
          .isGreaterThanOrEqualTo(ledger.total().max() * 0.999)
          .isGreaterThan(0.02);
    }
  }
}
