package dev.loadstone.testbed.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testbed.truth.ChainTruth;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.Truth;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final long MILLI = 1_000_000;
  private static final ServiceLaw BLOCK = new ServiceLaw.Constant(Duration.ofMillis(400));

  private long now;

  private Chain chain(ChainTruth truth) {
    return new Chain(42, truth, () -> now);
  }

  private static ChainTransaction transfer(String from, String to, long nonce) {
    return new ChainTransaction(
        "0x" + from + to + nonce,
        Chain.ID,
        from,
        to,
        nonce,
        BigInteger.ONE,
        30_000,
        Chain.GAS_PRICE,
        0,
        0);
  }

  @Test
  void blocks_ofAConstantLaw_areMadeAtTheirInstants() {
    Chain chain = chain(ChainTruth.DEFAULT);

    assertThat(chain.blockNumber()).isZero();
    now = 399 * MILLI;
    assertThat(chain.blockNumber()).isZero();
    now = 1_250 * MILLI;
    assertThat(chain.blockNumber()).isEqualTo(3);
    assertThat(chain.ledger().blockNanos())
        .containsExactly(400 * MILLI, 800 * MILLI, 1_200 * MILLI);
  }

  @Test
  void transaction_ofAnAccount_isInTheNextBlockInTheOrderOfItsNonces() throws RejectedException {
    Chain chain = chain(ChainTruth.DEFAULT);
    now = 100 * MILLI;
    chain.submit(transfer("a", "x", 1));
    now = 200 * MILLI;
    chain.submit(transfer("a", "y", 0));

    assertThat(chain.nextNonce("a", false)).isZero();
    assertThat(chain.nextNonce("a", true)).isEqualTo(2);
    assertThat(chain.receipt("0xax1")).isEmpty();
    now = 400 * MILLI;
    assertThat(chain.receipt("0xay0").orElseThrow().index()).isZero();
    assertThat(chain.receipt("0xax1").orElseThrow().index()).isEqualTo(1);
    assertThat(chain.nextNonce("a", false)).isEqualTo(2);
    assertThat(chain.balance("x")).isEqualTo(Chain.FIRST_BALANCE.add(BigInteger.ONE));
    assertThat(chain.ledger().gasUsed()).isEqualTo(42_000);
    assertThat(chain.ledger().inclusion().max()).isEqualTo(0.3);
  }

  @Test
  void receipt_askedForAgainAndAgain_isTimedByTheFirstThatIsGiven() throws RejectedException {
    Chain chain = chain(ChainTruth.DEFAULT);
    now = 100 * MILLI;
    chain.submit(transfer("a", "x", 0));
    for (int poll = 2; poll <= 9; poll++) {
      now = poll * 75L * MILLI;
      assertThat(chain.receipt("0xax0").isPresent()).isEqualTo(poll >= 6);
    }

    assertThat(chain.ledger().inclusion().max()).isEqualTo(0.3);
    assertThat(chain.ledger().receipt().count()).isEqualTo(1);
    assertThat(chain.ledger().receipt().max()).isEqualTo(0.35);
  }

  @Test
  void ledger_begunAnew_knowsNothingOfWhatWasAcceptedBefore() throws RejectedException {
    Chain chain = chain(ChainTruth.DEFAULT);
    chain.called("eth_blockNumber", false);
    chain.submit(transfer("a", "x", 0));
    now = 450 * MILLI;
    chain.resetLedger();
    chain.submit(transfer("a", "x", 1));
    now = 850 * MILLI;
    assertThat(chain.receipt("0xax0")).isPresent();
    assertThat(chain.receipt("0xax1")).isPresent();

    ChainLedger ledger = chain.ledger();
    assertThat(ledger.calls()).isEmpty();
    assertThat(ledger.accepted()).isEqualTo(1);
    assertThat(ledger.included()).isEqualTo(1);
    assertThat(ledger.gasUsed()).isEqualTo(21_000);
    assertThat(ledger.blockNanos()).containsExactly(800 * MILLI);
    assertThat(ledger.inclusion().count()).isEqualTo(1);
    assertThat(ledger.receipt().count()).isEqualTo(1);
    assertThat(chain.blockNumber()).isEqualTo(2);
  }

  @Test
  void conflicts_thatAreAllPutOff_takeOneBlockEach() throws RejectedException {
    Chain chain = chain(new ChainTruth(BLOCK, ServiceLaw.NONE, 1, 0, 1, 1_000_000));
    for (String from : new String[] {"a", "b", "c"}) {
      chain.submit(transfer(from, "hot", 0));
    }
    chain.submit(transfer("d", "cold", 0));

    now = 1_200 * MILLI;
    assertThat(chain.receipt("0xahot0").orElseThrow().block()).isEqualTo(1);
    assertThat(chain.receipt("0xdcold0").orElseThrow().block()).isEqualTo(1);
    assertThat(chain.receipt("0xbhot0").orElseThrow().block()).isEqualTo(2);
    assertThat(chain.receipt("0xchot0").orElseThrow().block()).isEqualTo(3);
    assertThat(chain.ledger().conflicts()).isEqualTo(3);
    assertThat(chain.ledger().delayed()).isEqualTo(3);
  }

  @Test
  void conflicts_thatAreExecutedAgain_stayInTheirBlock() throws RejectedException {
    Chain chain = chain(new ChainTruth(BLOCK, ServiceLaw.NONE, 0, 0, 1, 1_000_000));
    chain.submit(transfer("a", "hot", 0));
    chain.submit(transfer("b", "hot", 0));

    now = 400 * MILLI;
    assertThat(chain.receipt("0xbhot0").orElseThrow().block()).isEqualTo(1);
    assertThat(chain.ledger().conflicts()).isEqualTo(1);
    assertThat(chain.ledger().delayed()).isZero();
  }

  @Test
  void block_thatIsFull_leavesTheRestToTheNext() throws RejectedException {
    Chain chain = chain(new ChainTruth(BLOCK, ServiceLaw.NONE, 0, 0, 1, 50_000));
    for (int i = 0; i < 3; i++) {
      chain.submit(transfer("a", "x" + i, i));
    }

    now = 800 * MILLI;
    assertThat(chain.transactions(1)).isEqualTo(2);
    assertThat(chain.transactions(2)).isEqualTo(1);
  }

  private static ChainTruth executing(int millis, int lanes) {
    ServiceLaw execution = new ServiceLaw.Constant(Duration.ofMillis(millis));
    return new ChainTruth(BLOCK, ServiceLaw.NONE, 0, 0, 1, 1_000_000, 30_000, execution, lanes);
  }

  @Test
  void execution_ofDisjointTransactions_takesAllLanesAtOnce() throws RejectedException {
    Chain chain = chain(executing(200, 2));
    for (int i = 0; i < 5; i++) {
      chain.submit(transfer("s" + i, "r" + i, 0));
    }

    now = 800 * MILLI;
    assertThat(chain.transactions(1)).isEqualTo(4);
    assertThat(chain.transactions(2)).isEqualTo(1);
  }

  @Test
  void execution_ofConflictingTransactions_isOneAfterTheOtherWhateverTheLanes()
      throws RejectedException {
    Chain chain = chain(executing(200, 8));
    for (int i = 0; i < 5; i++) {
      chain.submit(transfer("s" + i, "hot", 0));
    }
    chain.submit(transfer("d", "cold", 0));

    now = 1_200 * MILLI;
    assertThat(chain.transactions(1)).isEqualTo(3);
    assertThat(chain.transactions(2)).isEqualTo(2);
    assertThat(chain.transactions(3)).isEqualTo(1);
    assertThat(chain.receipt("0xdcold0").orElseThrow().block()).isEqualTo(1);
  }

  @Test
  void execution_thatTakesLongerThanABlock_isDoneAllTheSame() throws RejectedException {
    Chain chain = chain(executing(1_000, 1));
    chain.submit(transfer("a", "x", 0));
    chain.submit(transfer("b", "y", 0));

    now = 800 * MILLI;
    assertThat(chain.transactions(1)).isEqualTo(1);
    assertThat(chain.transactions(2)).isEqualTo(1);
  }

  @Test
  void gas_ofABatch_isThatOfEveryCallInIt() {
    String list = "0xac9650d8" + "0".repeat(62) + "20" + "0".repeat(63) + "3";
    String three = list + "1".repeat(3 * 64);

    assertThat(RawTransactions.calls("0x")).isZero();
    assertThat(RawTransactions.calls("0xac9650d8")).isEqualTo(1);
    assertThat(RawTransactions.calls(list)).as("its items are missing").isEqualTo(1);
    assertThat(RawTransactions.calls(three)).isEqualTo(3);
    assertThat(chain(ChainTruth.DEFAULT).estimate(100, 3)).isEqualTo(21_000 + 100 + 90_000);
  }

  @Test
  void inclusion_thatTakesTime_putsOffToTheFirstBlockBehindIt() throws RejectedException {
    ServiceLaw delay = new ServiceLaw.Constant(Duration.ofMillis(350));
    Chain chain = chain(new ChainTruth(BLOCK, delay, 0, 0, 1, 1_000_000));
    now = 100 * MILLI;
    chain.submit(transfer("a", "x", 0));

    now = 2_000 * MILLI;
    assertThat(chain.receipt("0xax0").orElseThrow().block()).isEqualTo(2);
  }

  @Test
  void reverted_transactions_payButMoveNothing() throws RejectedException {
    Chain chain = chain(new ChainTruth(BLOCK, ServiceLaw.NONE, 0, 1, 1, 1_000_000));
    chain.submit(transfer("a", "x", 0));

    now = 400 * MILLI;
    assertThat(chain.receipt("0xax0").orElseThrow().reverted()).isTrue();
    assertThat(chain.balance("x")).isEqualTo(Chain.FIRST_BALANCE);
    assertThat(chain.balance("a")).isLessThan(Chain.FIRST_BALANCE);
    assertThat(chain.ledger().reverted()).isEqualTo(1);
  }

  @Test
  void transactions_thatCannotBe_areRejectedInTheWordsOfNodes() throws RejectedException {
    Chain chain = chain(ChainTruth.DEFAULT);
    chain.submit(transfer("a", "x", 0));
    assertRejected(chain, transfer("a", "x", 0), "already known");
    assertRejected(chain, transfer("a", "y", 0), "replacement transaction underpriced");
    assertRejected(chain, transfer("a", "y", 10_001), "nonce too high");
    now = 400 * MILLI;
    assertRejected(chain, transfer("a", "y", 0), "nonce too low");
    assertThat(chain.ledger().rejected())
        .containsOnlyKeys(
            "already known",
            "replacement transaction underpriced",
            "nonce too high",
            "nonce too low");
  }

  private static void assertRejected(Chain chain, ChainTransaction transaction, String why) {
    assertThatThrownBy(() -> chain.submit(transaction))
        .isInstanceOf(RejectedException.class)
        .hasMessage(why);
  }

  @Test
  void truth_ofTheChain_isReadAndToldAgain() {
    Truth truth =
        Truth.parse(
            "t",
            """
            chain:
              block: {law: uniform, min: 350ms, max: 450ms}
              inclusion: {law: exponential, mean: 100ms}
              conflictDelays: 30%
              reverts: 5%
              estimateFactor: 1.25
              blockGas: 1000000
            """);

    assertThat(truth.chain().conflictDelays()).isEqualTo(0.3);
    assertThat(truth.chain().estimateFactor()).isEqualTo(1.25);
    assertThat(Truth.parse("t", truth.toJson())).isEqualTo(truth);
  }
}
