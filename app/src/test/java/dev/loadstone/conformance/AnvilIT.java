package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real EVM node is loaded as it wants to be: it takes every transaction, and says so. */
@Timeout(300)
class AnvilIT {
  private static final int TRANSACTIONS = 60;
  private static final String RECEIVER = "0x00000000000000000000000000000000000a11ce";
  private static final String PLAN =
      """
      name: anvil
      target: http://127.0.0.1:1
      scenarios:
        pay:
          load: {model: open, arrivals: constant, drain: 20s, phases: [{rate: 10/s, for: 6s}]}
          steps:
            - evm: /
              name: pay
              timeout: 20s
              transaction:
                accounts: {mnemonic: test test test test test test test test test test test junk, count: 50}
                to: "%s"
                value: 1
                receipt: 20ms
            - jsonrpc: /
              name: read
              batch:
                - {method: eth_blockNumber}
                - {method: eth_getBalance, params: ["%s", latest]}
                - {method: eth_nothing}
              onFailure: continue
        revert:
          load: {model: open, arrivals: constant, drain: 20s, phases: [{rate: 1/s, for: 5s}]}
          steps:
            - evm: /
              name: revert
              timeout: 20s
              onFailure: continue
              transaction:
                accounts: {mnemonic: test test test test test test test test test test test junk, first: 50, count: 10}
                data: "0xfe"
                gas: 100000
                type: legacy
                receipt: 20ms
        watch:
          load: {model: closed, drain: 20s, phases: [{users: 1, for: 1s}]}
          steps:
            - {evm: /, name: watch, timeout: 5s, blocks: {for: 6s, poll: 5ms, blockTime: 400ms, tolerance: 50ms}}
        heads:
          load: {model: closed, drain: 20s, phases: [{users: 1, for: 1s}]}
          steps:
            - {evm: /, name: heads, timeout: 5s, blocks: {for: 6s, by: subscription, blockTime: 400ms, tolerance: 50ms}}
      """
          .formatted(RECEIVER, RECEIVER);

  @TempDir Path folder;

  private JsonNode run(String url) throws IOException {
    Path plan = folder.resolve("plan.yaml");
    Files.writeString(plan, PLAN);
    Path out = folder.resolve("run");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    String[] args = {"run", plan.toString(), "--target", url, "--out", out.toString(), "--quiet"};
    int code = Main.run(args, stream, stream, Map.of());
    assertThat(out.resolve("result.json"))
        .as(code + ": " + said.toString(StandardCharsets.UTF_8))
        .exists();
    return new ObjectMapper().readTree(out.resolve("result.json").toFile());
  }

  private static long count(JsonNode result, String name, Map<String, String> tags) {
    long sum = 0;
    for (JsonNode counter : result.path("counters")) {
      boolean fits =
          tags.entrySet().stream()
              .allMatch(
                  tag -> counter.path("tags").path(tag.getKey()).asText().equals(tag.getValue()));
      sum +=
          counter.path("name").asText().equals(name) && fits ? counter.path("value").asLong() : 0;
    }
    return sum;
  }

  private static JsonNode measure(JsonNode result, String name) {
    for (JsonNode measure : result.path("measures")) {
      if (measure.path("name").asText().equals(name) && measure.path("tags").isEmpty()) {
        return measure;
      }
    }
    throw new AssertionError("no measure " + name);
  }

  @Test
  void anvil_atSubSecondBlocks_isLoadedAsItCounts() throws Exception {
    try (AnvilNode node = AnvilNode.start(60)) {
      JsonNode result = run(node.url());
      String balance =
          node.call(
              "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBalance\",\"params\":[\""
                  + RECEIVER
                  + "\",\"latest\"]}");

      assertThat(count(result, "operations", Map.of("step", "pay", "outcome", "ok")))
          .as(result.path("errors").toString())
          .isEqualTo(TRANSACTIONS);
      assertThat(balance).contains("\"0x" + Integer.toHexString(TRANSACTIONS) + "\"");
      assertThat(count(result, "gas_used", Map.of("step", "pay")))
          .isEqualTo(count(result, "gas_estimated", Map.of("step", "pay")))
          .isEqualTo(21_000L * TRANSACTIONS);
      assertThat(count(result, "operations", Map.of("step", "revert", "error", "reverted")))
          .isEqualTo(5);
      assertThat(count(result, "operations", Map.of("step", "read", "error", "rpc")))
          .isEqualTo(TRANSACTIONS);
      assertThat(count(result, "rpc_calls_ok", Map.of())).isEqualTo(2L * TRANSACTIONS);
      assertThat(count(result, "rpc_errors", Map.of("code", "-32601"))).isEqualTo(TRANSACTIONS);
      assertThat(measure(result, "submit_to_receipt").path("max").asDouble()).isLessThan(1.5);
      assertThat(count(result, "operations", Map.of("step", "heads", "outcome", "ok")))
          .isEqualTo(1);
      assertThat(count(result, "blocks", Map.of("step", "heads"))).isBetween(12L, 16L);
      assertThat(count(result, "blocks_missed", Map.of("step", "heads"))).isZero();
      assertThat(measure(result, "block_interval").path("percentiles").path("p50").asDouble())
          .isCloseTo(0.4, within(0.05));
    }
  }
}
