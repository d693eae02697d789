package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.testbed.chain.ChainLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of transactions and blocks is what the testbed's chain really did. */
class EvmTruthIT {
  private static final String WORDS = "test test test test test test test test test test test junk";
  private static final double POLL_SECONDS = 0.02;
  private static final double BAR_SECONDS = 0.015;

  @TempDir Path folder;

  /** Returns a plan with 40 transactions, the last of which is answered long before the end. */
  private static String plan(String transaction) {
    return """
    name: evm
    target: http://127.0.0.1:1
    load: {model: open, arrivals: constant, drain: 20s, phases: [{rate: 10/s, for: 4s}]}
    steps:
      - evm: /rpc
        name: pay
        timeout: 15s
        transaction: {accounts: {mnemonic: %s, count: 40}, value: 1, receipt: 20ms, %s}
    """
        .formatted(WORDS, transaction);
  }

  @Test
  void transactions_ofManyAccounts_areCountedAndTimedAsTheChainTookThem() throws IOException {
    String truth =
        """
        chain:
          block: {law: constant, value: 400ms}
          inclusion: {law: uniform, min: 0s, max: 300ms}
          estimateFactor: 1.25
        """;
    String to = "to: \"0x${random.choice(1111111111, 2222222222)}222222222222222222222222222222\"";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(to));
      ChainLedger chain = bench.chain();

      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .as(ran.result().get("errors").toString())
          .isEqualTo(40);
      assertThat(chain.accepted()).isEqualTo(40);
      assertThat(chain.included()).isEqualTo(40);
      assertThat(chain.rejected()).isEmpty();
      assertThat(ran.count("gas_used", Map.of())).isEqualTo(chain.gasUsed()).isEqualTo(40 * 21_000);
      assertThat(ran.count("gas_estimated", Map.of())).isEqualTo(40 * 26_250);
      assertThat(ran.count("receipt_polls", Map.of()))
          .isEqualTo(chain.calls("eth_getTransactionReceipt"));
      assertThat(ran.measure("submit_time", "").get("count").asLong()).isEqualTo(40);
      assertThat(ran.percentile("submit_to_receipt", "p50"))
          .isGreaterThan(chain.inclusion().p50() - BAR_SECONDS)
          .isLessThan(chain.inclusion().p50() + POLL_SECONDS + 2 * BAR_SECONDS);
    }
  }

  @Test
  void inclusions_areCountedInBlocksAsTheChainTookThem() throws IOException {
    String truth =
        """
        chain:
          block: {law: constant, value: 400ms}
          inclusion: {law: bimodal, a: 0s, b: 500ms, share: 50%}
        """;
    String to = "to: \"0x1111111111222222222222222222222222222222\", countBlocks: true";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan(to));
      ChainLedger chain = bench.chain();

      assertThat(ran.count("inclusions", Map.of())).isEqualTo(chain.included()).isEqualTo(40);
      assertThat(chain.calls("eth_blockNumber")).isEqualTo(40);
      // half of them wait 500 ms, and then for a block: at least the second, at most the third
      assertThat(ran.count("next_block_inclusions", Map.of())).isBetween(8L, 30L);
      long late = 40 - ran.count("next_block_inclusions", Map.of());
      assertThat(ran.count("inclusion_blocks", Map.of())).isBetween(40 + late, 40 + 2 * late);
    }
  }

  @Test
  void reverts_areAClassOfTheirOwnAsOftenAsTheChainReverted() throws IOException {
    try (TruthBench bench =
        new TruthBench(folder, "chain: {reverts: 40%, block: {law: constant, value: 200ms}}")) {
      TruthBench.Ran ran =
          bench.run(
              plan("type: legacy, gas: 30000, to: \"0x1111111111222222222222222222222222222222\""));
      ChainLedger chain = bench.chain();

      assertThat(chain.reverted()).isBetween(1L, 39L);
      assertThat(ran.count("operations", Map.of("error", "reverted"))).isEqualTo(chain.reverted());
      assertThat(ran.count("operations", Map.of("outcome", "ok")))
          .isEqualTo(chain.included() - chain.reverted());
      assertThat(ran.count("gas_used", Map.of())).isEqualTo(chain.gasUsed());
    }
  }

  @Test
  void conflicts_onAHotAddress_delayReceiptsByBlocks() throws IOException {
    String truth = "chain: {conflictDelays: 100%, block: {law: constant, value: 200ms}}";
    try (TruthBench bench = new TruthBench(folder, truth)) {
      TruthBench.Ran ran = bench.run(plan("to: \"0x1111111111222222222222222222222222222222\""));
      ChainLedger chain = bench.chain();

      assertThat(chain.delayed()).isGreaterThan(10).isEqualTo(chain.conflicts());
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(40);
      assertThat(chain.inclusion().max()).isGreaterThan(0.4);
      assertThat(ran.measure("submit_to_receipt", "").get("max").asDouble())
          .isCloseTo(chain.inclusion().max(), within(POLL_SECONDS + 2 * BAR_SECONDS));
    }
  }

  @Test
  void rejections_leadToTheChainsNonceBeforeTheNextTransaction() throws IOException {
    // two steps with wallets of their own for the same key: each makes the other nonce too low
    String key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    String plan =
        """
        name: evm
        target: http://127.0.0.1:1
        load: {model: closed, drain: 10s, phases: [{users: 1, for: 2s}]}
        steps:
              - evm: /rpc
                name: a
                onFailure: continue
                transaction: {accounts: {keys: ["%s"]}, receipt: 20ms, value: 2, to: "0x1111111111222222222222222222222222222222"}
              - evm: /rpc
                name: b
                onFailure: continue
                transaction: {accounts: {keys: ["0x%s"]}, receipt: 20ms, to: "0x1111111111222222222222222222222222222222"}
        """
            .formatted(key, key);
    try (TruthBench bench =
        new TruthBench(folder, "chain: {block: {law: constant, value: 50ms}}")) {
      TruthBench.Ran ran = bench.run(plan);
      ChainLedger chain = bench.chain();

      long rejected = chain.rejected().values().stream().mapToLong(Long::longValue).sum();
      assertThat(rejected).isPositive();
      assertThat(chain.rejected()).containsOnlyKeys("nonce too low");
      assertThat(ran.count("operations", Map.of("error", "rpc"))).isEqualTo(rejected);
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isGreaterThan(2);
    }
  }

  @Test
  void accounts_thatAreTooFew_areNamed() throws IOException {
    String plan =
        """
        name: evm
        target: http://127.0.0.1:1
        load: {model: closed, drain: 10s, phases: [{users: 3, for: 1s}]}
        think: 100ms
        steps:
          - evm: /rpc
            transaction: {accounts: {mnemonic: %s, count: 2}, to: "0x1111111111222222222222222222222222222222"}
        """
            .formatted(WORDS);
    try (TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(plan);

      assertThat(ran.count("operations", Map.of("error", "script"))).isPositive();
      assertThat(ran.result().get("errors").toString())
          .contains(
              "no account is free: all 2 are used by other virtual users;"
                  + " give the step more accounts");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"by: poll, poll: 5ms", "by: subscription"})
  void blocks_ofAKnownLaw_areTimedAndJudgedAsTheyWereMade(String source) throws IOException {
    String plan =
        """
        name: blocks
        target: http://127.0.0.1:1
        load: {model: closed, drain: 10s, phases: [{users: 1, for: 1s}]}
        steps:
          - evm: /rpc
            timeout: 2s
            blocks: {for: 4s, %s, blockTime: 200ms, tolerance: 25ms}
        """
            .formatted(source);
    try (TruthBench bench =
        new TruthBench(folder, "chain: {block: {law: bimodal, a: 200ms, b: 300ms, share: 30%}}")) {
      TruthBench.Ran ran = bench.run(plan);

      long met = ran.count("block_intervals", Map.of("outcome", "met"));
      long missed = ran.count("block_intervals", Map.of("outcome", "missed"));
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(1);
      assertThat(met).isGreaterThan(5);
      assertThat(missed).isPositive();
      assertThat(ran.measure("block_interval", "").get("count").asLong()).isEqualTo(met + missed);
      assertThat(ran.percentile("block_interval", "p50")).isCloseTo(0.2, within(BAR_SECONDS));
      assertThat(ran.measure("block_interval", "").get("max").asDouble())
          .isCloseTo(0.3, within(4 * BAR_SECONDS));
    }
  }

  @Test
  void subscription_whereNoneIsToBeHad_saysWhy() throws IOException {
    String plan =
        """
        name: blocks
        target: http://127.0.0.1:1
        load: {model: closed, drain: 5s, phases: [{users: 1, for: 1s}]}
        scenarios:
          refused:
            pace: 60s
            steps: [{evm: /plain, name: refused, timeout: 2s, blocks: {for: 1s, by: subscription}}]
          echoed:
            pace: 60s
            steps: [{evm: /ws/echo, name: echoed, timeout: 2s, blocks: {for: 1s, by: subscription}}]
        """;
    try (TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(plan);
      assertThat(ran.result().get("errors").toString())
          .containsAnyOf("not with 101", "the subscription has no id");
      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isZero();
      assertThat(ran.count("operations", Map.of("error", "protocol"))).isPositive();
    }
  }
}
