package dev.loadstone.truth;

import static dev.loadstone.truth.TruthBar.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.chain.ChainLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of calls by JSON-RPC is what the testbed really answered. */
class JsonRpcTruthIT {
  private static final int REQUESTS = 100;
  private static final String ROUTE = "POST /rpc";
  private static final String TRUTH =
      """
      routes:
        POST /rpc:
          service: {law: lognormal, median: 20ms, p99: 60ms}
      """;

  @TempDir Path folder;

  private static String plan(String step) {
    return """
    name: rpc
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 50/s, for: 2s}]}
    steps:
      - %s
    """
        .formatted(step);
  }

  @Test
  void batches_ofGoodCallsAndNotifications_areCountedByElementAndTimedAsTheLedgerHasThem()
      throws IOException {
    String step =
        "{jsonrpc: /rpc, name: reads, batch: [{method: eth_blockNumber},"
            + " {method: test_echo, params: {n: 1}}, {method: test_echo, notification: true}]}";
    try (TruthBench bench = new TruthBench(folder, TRUTH)) {
      TruthBench.Ran ran = bench.run(plan(step));
      ChainLedger chain = bench.chain();

      assertThat(chain.calls("eth_blockNumber")).isEqualTo(REQUESTS);
      assertThat(chain.calls("test_echo")).isEqualTo(2 * REQUESTS);
      assertThat(chain.notifications()).isEqualTo(REQUESTS);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS);
      assertThat(ran.count("rpc_calls_ok", Map.of("method", "eth_blockNumber")))
          .isEqualTo(chain.calls("eth_blockNumber"));
      assertThat(ran.count("rpc_calls_ok", Map.of("method", "test_echo")))
          .isEqualTo(chain.calls("test_echo") - chain.notifications());
      assertThat(ran.count("rpc_calls_failed", Map.of())).isZero();
      assertThat(ran.measure("element_time", "").get("count").asLong()).isEqualTo(2 * REQUESTS);
      assertNear(ran, "response_time", bench.ledger().route(ROUTE).total());
      assertNear(ran, "element_time", bench.ledger().route(ROUTE).total());
    }
  }

  @Test
  void faults_ofElements_areDiagnosedAsOftenAsTheyWereAsked() throws IOException {
    String steps =
        """
        {jsonrpc: /rpc, method: test_fail, onFailure: continue}
          - {jsonrpc: /rpc, method: test_wrongId, onFailure: continue}
          - {jsonrpc: /rpc, name: twice, batch: [{method: test_twice}], onFailure: continue}
          - {jsonrpc: /rpc, name: silent, batch: [{method: test_silent}, {method: eth_chainId}], onFailure: continue}
          - {jsonrpc: /rpc, name: mixed, batch: [{method: test_fail}, {method: eth_chainId}], onFailure: continue}
          - {jsonrpc: /rpc, method: eth_nothing, onFailure: continue}
          - {jsonrpc: /rpc, method: eth_chainId, check: $.result == 0x530}
        """;
    try (TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(plan(steps));
      ChainLedger chain = bench.chain();

      assertThat(chain.calls("test_fail")).isEqualTo(2 * REQUESTS);
      assertThat(errors(ran, "test_fail", "rpc")).isEqualTo(REQUESTS);
      assertThat(errors(ran, "test_wrongId", "protocol")).isEqualTo(REQUESTS);
      assertThat(errors(ran, "twice", "protocol")).isEqualTo(REQUESTS);
      assertThat(errors(ran, "silent", "protocol")).isEqualTo(REQUESTS);
      assertThat(errors(ran, "mixed", "rpc")).isEqualTo(REQUESTS);
      assertThat(errors(ran, "eth_nothing", "rpc")).isEqualTo(REQUESTS);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(REQUESTS);
      assertThat(ran.count("rpc_errors", Map.of("code", "-32000"))).isEqualTo(2 * REQUESTS);
      assertThat(ran.count("rpc_errors", Map.of("code", "-32601"))).isEqualTo(REQUESTS);
      assertThat(ran.count("rpc_calls_ok", Map.of("method", "eth_chainId")))
          .isEqualTo(chain.calls("eth_chainId"))
          .isEqualTo(3 * REQUESTS);
    }
  }

  private static long errors(TruthBench.Ran ran, String step, String error) {
    return ran.count("operations", Map.of("step", step, "error", error));
  }
}
