package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.PlanFixture.problems;
import static dev.loadstone.core.plan.yaml.PlanFixture.steps;
import static dev.loadstone.core.plan.yaml.PlanFixture.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.EvmAccounts;
import dev.loadstone.core.plan.EvmBlocks;
import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.plan.JsonRpc;
import dev.loadstone.core.plan.dsl.LoadPlan;
import dev.loadstone.core.plan.dsl.PhaseSpec;
import dev.loadstone.core.plan.dsl.RoundTrip;
import dev.loadstone.core.plan.dsl.Steps;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EvmReaderTest {
  private static final String WORDS = "test test test test test test test test test test test junk";
  private static final String ADDRESS = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";

  @Test
  void transaction_withLittle_hasDefaults() {
    EvmTransaction step =
        (EvmTransaction)
            steps(
                    "- {evm: /rpc, transaction: {accounts: {mnemonic: %s, first: 3, count: 9}, to: %s}}"
                        .formatted(WORDS, ADDRESS))
                .getFirst();

    assertThat(step.name()).isEqualTo("transaction");
    assertThat(step.accounts()).isEqualTo(new EvmAccounts.Mnemonic(Template.literal(WORDS), 3, 9));
    assertThat(step.to()).contains(Template.literal(ADDRESS));
    assertThat(step.value()).isEqualTo(Template.literal("0"));
    assertThat(step.data()).isEqualTo(Template.literal("0x"));
    assertThat(step.gas()).isEmpty();
    assertThat(step.gasPrice()).isEmpty();
    assertThat(step.legacy()).isFalse();
    assertThat(step.ahead()).isEqualTo(4);
    assertThat(step.poll()).contains(Duration.ofMillis(100));
    assertThat(step.countsBlocks()).isFalse();
  }

  @Test
  void transaction_withEverything_isReadAndIsTheSameInJava() {
    String key = "0x" + "1".repeat(64);
    EvmTransaction step =
        (EvmTransaction)
            steps(
                    """
                    - evm: /rpc
                      name: pay
                      timeout: 5s
                      transaction:
                        accounts: {keys: ["%s"]}
                        to: "%s"
                        value: "1000000000000000000"
                        data: "0xabcd"
                        gas: 50000
                        gasPrice: 2000000000
                        type: legacy
                        ahead: 2
                        receipt: none
                    """
                        .formatted(key, ADDRESS))
                .getFirst();

    assertThat(step.accounts()).isEqualTo(new EvmAccounts.Keys(List.of(Template.literal(key))));
    assertThat(step.gas()).isEqualTo(OptionalLong.of(50_000));
    assertThat(step.gasPrice()).contains(BigInteger.valueOf(2_000_000_000));
    assertThat(step.legacy()).isTrue();
    assertThat(step.poll()).isEqualTo(Optional.empty());
    assertThat(
            RoundTrip.build(
                    LoadPlan.named("x")
                        .target("http://127.0.0.1:18800")
                        .open(PhaseSpec.rate(1).over(Duration.ofSeconds(1)))
                        .scenario(
                            "x",
                            scenario ->
                                scenario.step(
                                    Steps.evmTransaction("/rpc")
                                        .name("pay")
                                        .timeout(Duration.ofSeconds(5))
                                        .keys(key)
                                        .to(ADDRESS)
                                        .value("1000000000000000000")
                                        .data("0xabcd")
                                        .gas(50_000)
                                        .gasPrice(BigInteger.valueOf(2_000_000_000))
                                        .legacy()
                                        .ahead(2)
                                        .withoutReceipt())),
                    ReadOptions.NONE)
                .scenarios()
                .getFirst()
                .steps())
        .containsExactly(step);
  }

  @Test
  void transaction_thatCountsBlocks_isTheSameInJava() {
    EvmTransaction step =
        (EvmTransaction)
            steps(
                    """
                    - evm: /rpc
                      transaction:
                        accounts: {mnemonic: %s, count: 1}
                        to: "%s"
                        countBlocks: true
                    """
                        .formatted(WORDS, ADDRESS))
                .getFirst();

    assertThat(step.countsBlocks()).isTrue();
    assertThat(
            RoundTrip.build(
                    LoadPlan.named("x")
                        .target("http://127.0.0.1:18800")
                        .open(PhaseSpec.rate(1).over(Duration.ofSeconds(1)))
                        .scenario(
                            "x",
                            scenario ->
                                scenario.step(
                                    Steps.evmTransaction("/rpc")
                                        .mnemonic(WORDS, 1)
                                        .to(ADDRESS)
                                        .countingBlocks())),
                    ReadOptions.NONE)
                .scenarios()
                .getFirst()
                .steps())
        .containsExactly(step);
  }

  @Test
  void blocks_withAnExpectedTime_allowAnEighth() {
    EvmBlocks step =
        (EvmBlocks)
            steps("- {evm: /rpc, blocks: {for: 10s, poll: 5ms, blockTime: 400ms}}").getFirst();

    assertThat(step.length()).isEqualTo(Duration.ofSeconds(10));
    assertThat(step.poll()).isEqualTo(Duration.ofMillis(5));
    assertThat(step.blockTime()).contains(Duration.ofMillis(400));
    assertThat(step.tolerance()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void blocks_bySubscription_areNotAskedFor() {
    EvmBlocks step =
        (EvmBlocks) steps("- {evm: /ws, blocks: {for: 10s, by: subscription}}").getFirst();

    assertThat(step.source()).isEqualTo(EvmBlocks.Source.SUBSCRIPTION);
  }

  @Test
  void method_onANode_isACallByJsonRpc() {
    assertThat(steps("- {evm: /rpc, method: eth_chainId}"))
        .isEqualTo(steps("- {jsonrpc: /rpc, method: eth_chainId}"));
    assertThat(steps("- {evm: /rpc, batch: [{method: eth_chainId}]}").getFirst())
        .isInstanceOf(JsonRpc.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{evm: /rpc}|steps[0] must do one thing, got: nothing."
            + " Write one of the keys method, batch, transaction, blocks.",
        "{evm: /rpc, method: a, blocks: {for: 1s}}"
            + "|steps[0] must do one thing, got: method and blocks.",
        "{evm: /rpc, blocks: {for: 1s, by: subscription, poll: 5ms}}"
            + "|steps[0].blocks.poll must stand beside by: poll. Remove it: the node tells by itself.",
        "{evm: /rpc, blocks: {for: 1s, by: push}}"
            + "|steps[0].blocks.by must be one of poll, subscription, got: push",
        "{evm: /rpc, blocks: {}}|steps[0].blocks must have the key 'for'."
            + " Write blocks: {for: 10s}.",
        "{evm: /rpc, blocks: {for: 1s, tolerance: 1ms}}"
            + "|steps[0].blocks must have a blockTime for its tolerance",
        "{evm: /rpc, blocks: {for: 1s}, extract: {a: $.b}}"
            + "|steps[0].extract must stand beside method or batch",
        "{evm: /rpc, transaction: {}}|steps[0].transaction must have the key 'accounts'."
            + " Write accounts: {mnemonic: …, count: 10} or {keys: [0x…]}.",
        "{evm: /rpc, transaction: {accounts: {}}}"
            + "|steps[0].transaction.accounts must have either a mnemonic or keys."
            + " Write {mnemonic: …, count: 10} or {keys: [0x…]}.",
        "{evm: /rpc, transaction: {accounts: {mnemonic: a b}}}"
            + "|steps[0].transaction.accounts.mnemonic must be 12, 15, 18, 21 or 24 words, got: 2",
        "{evm: /rpc, transaction: {accounts: {keys: [abc]}}}"
            + "|steps[0].transaction.accounts.keys[0] must be a private key of 64 hexadecimal"
            + " digits, got: 3 characters. Quote it, so that it is not taken for a number.",
        "{evm: /rpc, transaction: {accounts: {keys: [\"${user.id}\"]}}}"
            + "|steps[0].transaction.accounts.keys[0] must be known before the run."
            + " Use a text, or a credential of the plan.",
        "{evm: /rpc, transaction: {to: 0x12}}|steps[0].transaction.to must be an address,"
            + " got: 0x12. Write it as 0x…, 40 digits.",
        "{evm: /rpc, transaction: {value: 1eth}}|steps[0].transaction.value must be a number of"
            + " wei, got: 1eth. Write it as 1000000000000000000.",
        "{evm: /rpc, transaction: {data: 0x1}}|steps[0].transaction.data must be data in"
            + " hexadecimal, got: 0x1. Write it as 0x with two digits a byte.",
        "{evm: /rpc, transaction: {gas: 20000}}|steps[0].transaction.gas must be",
        "{evm: /rpc, transaction: {gasPrice: 1.5}}"
            + "|steps[0].transaction.gasPrice must be a number of wei, got: 1.5",
        "{evm: /rpc, transaction: {receipt: never}}|steps[0].transaction.receipt must be",
        "{evm: /rpc, transaction: {receipt: none, countBlocks: true}}"
            + "|steps[0].transaction.countBlocks must stand beside a receipt, which tells the block."
            + " Write how often it is asked for: receipt: 100ms.",
        "{evm: /rpc, transaction: {data: \"${iteration}\"}}|steps[0].transaction.data must not"
            + " change from iteration to iteration"
      })
  void step_thatCannotBe_namesPathAndFix(String step, String problem) {
    assertThat(problems(withSteps("- " + step))).anyMatch(text -> text.contains(problem));
  }
}
