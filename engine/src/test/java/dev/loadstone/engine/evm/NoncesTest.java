package dev.loadstone.engine.evm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NoncesTest {
  private final Nonces nonces = new Nonces();

  private static SignedTransaction signed(long nonce) {
    return new SignedTransaction(nonce, "0x", "0x" + nonce);
  }

  @Test
  void signatures_inAnyOrder_areSentInTheOrderOfTheirNonces() {
    nonces.begin(7);
    assertThat(nonces.wanted(3)).isEqualTo(3);
    assertThat(nonces.sign()).isEqualTo(7);
    assertThat(nonces.sign()).isEqualTo(8);
    assertThat(nonces.wanted(3)).isEqualTo(1);

    nonces.add(signed(8));
    assertThat(nonces.poll()).isNull();
    nonces.add(signed(7));
    assertThat(nonces.poll()).isEqualTo(signed(7));
    assertThat(nonces.poll()).isEqualTo(signed(8));
    assertThat(nonces.poll()).isNull();
    assertThat(nonces.wanted(3)).isEqualTo(3);
  }

  @Test
  void rewinding_throwsSignaturesAwayButKnowsTheNonce() {
    nonces.begin(7);
    int epoch = nonces.epoch();
    nonces.add(signed(nonces.sign()));
    nonces.rewind();

    assertThat(nonces.epoch()).isNotEqualTo(epoch);
    assertThat(nonces.areKnown()).isTrue();
    assertThat(nonces.poll()).isNull();
    assertThat(nonces.sign()).isEqualTo(7);
  }

  @Test
  void forgetting_asksTheChainAnew() {
    nonces.begin(7);
    nonces.add(signed(nonces.sign()));
    nonces.forget();

    assertThat(nonces.areKnown()).isFalse();
    nonces.begin(9);
    assertThat(nonces.poll()).isNull();
    assertThat(nonces.sign()).isEqualTo(9);
  }
}
