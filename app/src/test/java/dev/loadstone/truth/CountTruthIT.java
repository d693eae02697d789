package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.ledger.RouteLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is what was sent is what was served, exactly. */
class CountTruthIT {
  @TempDir Path folder;

  @Test
  void operations_ofTheFirstExample_equalTheLedgerPerStep() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, "default: {service: {law: constant, value: 2ms}}")) {
      TruthBench.Ran ran =
          bench.run(Path.of("../examples/01-first-run/plan.yaml"), "--scale", "0.1");
      Map<String, RouteLedger> routes = bench.ledger().routes();
      assertThat(routes).containsKey("POST /api/v1/chat/message");
      long served = routes.values().stream().mapToLong(RouteLedger::requests).sum();
      assertThat(ran.count("operations", Map.of())).isEqualTo(served).isGreaterThan(50);
    }
  }

  @Test
  void failures_ofEachKind_areCountedAsTheLedgerHasThem() throws IOException {
    String truth =
        """
        seed: 7
        default:
          service: {law: constant, value: 1ms}
          errors: {ratio: 20%, kinds: [500, 503, reset, truncate]}
        """;
    String plan =
        """
        name: errors
        target: http://127.0.0.1:1
        load: {model: open, drain: 60s, phases: [{rate: 500/s, for: 3s}]}
        steps:
          - {http: GET /plain, name: get}
        thresholds: [error_ratio < 1%]
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan);
      RouteLedger ledger = bench.ledger().route("GET /plain");
      assertThat(ledger.outcome("reset")).isPositive();
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(ledger.outcome("ok"));
      assertThat(ran.count("operations", Map.of("error", "server_error")))
          .isEqualTo(ledger.outcome("status_500") + ledger.outcome("status_503"));
      assertThat(ran.count("operations", Map.of("error", "reset")))
          .isEqualTo(ledger.outcome("reset"));
      assertThat(ran.count("operations", Map.of("error", "truncated")))
          .isEqualTo(ledger.outcome("truncate"));
      assertThat(ran.result().get("thresholds").get(0).get("verdict").asText()).isEqualTo("fail");
    }
  }

  @Test
  void rejections_ofALimitedRoute_areCountedAsTheLedgerHasThem() throws IOException {
    String truth =
        "default: {service: {law: constant, value: 1ms}, rateLimit: {rate: 100/s, retryAfter: 1s}}";
    String plan =
        """
        name: limited
        target: http://127.0.0.1:1
        load: {model: closed, phases: [{users: 20, for: 2s}]}
        scenarios: {one: {think: 20ms, steps: [{http: GET /plain}]}}
        """;
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan);
      RouteLedger ledger = bench.ledger().route("GET /plain");
      assertThat(ran.count("operations", Map.of("outcome", "rejected", "error", "rate_limit")))
          .isEqualTo(ledger.outcome("rate_limited"))
          .isPositive();
      assertThat(ran.count("operations", Map.of())).isEqualTo(ledger.requests());
    }
  }
}
