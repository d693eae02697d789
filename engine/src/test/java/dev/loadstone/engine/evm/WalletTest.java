package dev.loadstone.engine.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.EvmAccounts;
import dev.loadstone.core.plan.EvmTransaction;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.engine.value.Names;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;

final class WalletTest {
  /** The words that test nodes use; the addresses are those that they tell at their start. */
  private static final String JUNK = "test test test test test test test test test test test junk";

  private static Plan plan(String type) {
    String text =
        """
        name: x
        target: http://127.0.0.1
        load: {profile: baseline}
        steps:
          - evm: /
            transaction:
              accounts: {mnemonic: %s, count: 2}
              to: "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"
              value: 7
              data: "0x1234"
              type: %s
        """
            .formatted(JUNK, type);
    return new PlanReader().read("plan.yaml", text, ReadOptions.NONE);
  }

  private static EvmTransaction step(String type) {
    return (EvmTransaction) plan(type).scenarios().getFirst().steps().getFirst();
  }

  private static Wallet wallet(EvmAccounts accounts) {
    return Wallet.of(accounts, new Names(plan("eip1559")));
  }

  private static String address(Wallet wallet) {
    return Objects.requireNonNull(wallet.lend()).getAddress();
  }

  @Test
  void mnemonic_ofTestNodes_givesTheirAccountsEachOnce() {
    Wallet wallet = wallet(step("eip1559").accounts());

    assertThat(wallet.size()).isEqualTo(2);
    Credentials first = Objects.requireNonNull(wallet.lend());
    assertThat(first.getAddress()).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    assertThat(address(wallet)).isEqualTo("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    assertThat(wallet.lend()).isNull();
    wallet.giveBack(first);
    assertThat(wallet.lend()).isSameAs(first);
  }

  @Test
  void mnemonic_fromALaterAccount_skipsThoseBefore() {
    EvmAccounts later = new EvmAccounts.Mnemonic(Template.literal(JUNK), 1, 1);

    assertThat(address(wallet(later))).isEqualTo("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0x", ""})
  void key_withAndWithoutPrefix_givesItsAccount(String prefix) {
    String key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    EvmAccounts keys = new EvmAccounts.Keys(List.of(Template.literal(prefix + key)));

    assertThat(address(wallet(keys))).isEqualTo("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
  }

  @Test
  void secrets_thatCannotBe_areRefusedWithoutBeingTold() {
    assertThatThrownBy(
            () -> wallet(new EvmAccounts.Keys(List.of(Template.literal("0".repeat(64))))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a private key of the plan's accounts is not 64 hexadecimal digits");
    String wrong = JUNK.replace("junk", "test");
    assertThatThrownBy(() -> wallet(new EvmAccounts.Mnemonic(Template.literal(wrong), 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the mnemonic of the plan's accounts is none: a word is not of the list, or the"
                + " checksum is wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eip1559", "legacy"})
  void transaction_ofEachType_isSignedByItsAccount(String type) throws SignatureException {
    Credentials account = Objects.requireNonNull(wallet(step(type).accounts()).lend());
    SignedTransaction signed =
        SignedTransaction.of(
            step(type),
            account,
            5,
            new SignedTransaction.Content(
                1328,
                30_000,
                BigInteger.TEN,
                "0x70997970c51812dc3a010c7d01b50e0d17dc79c8",
                "7",
                "0x1234"));

    SignedRawTransaction read = (SignedRawTransaction) TransactionDecoder.decode(signed.raw());
    assertThat(read.getFrom()).isEqualTo(account.getAddress());
    assertThat(read.getNonce()).isEqualTo(5);
    assertThat(read.getValue()).isEqualTo(7);
    assertThat(read.getGasLimit()).isEqualTo(30_000);
    assertThat(read.getData()).isEqualTo("1234");
    assertThat(signed.raw().startsWith("0x02")).isEqualTo(type.equals("eip1559"));
    assertThat(signed.hash()).matches("0x[0-9a-f]{64}");
  }
}
