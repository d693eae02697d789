package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.HttpSettings.TlsProvider;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.Test;

final class TlsTest {
  private final Throwable missing = new UnsatisfiedLinkError("no library for riscv64");

  @Test
  void choose_auto_takesOpenSslWhereItIsAtHand() {
    assertThat(Tls.choose(TlsProvider.AUTO, null)).isEqualTo(SslProvider.OPENSSL_REFCNT);
    assertThat(Tls.choose(TlsProvider.AUTO, missing)).isEqualTo(SslProvider.JDK);
  }

  @Test
  void choose_jdk_isTheJdk() {
    assertThat(Tls.choose(TlsProvider.JDK, null)).isEqualTo(SslProvider.JDK);
  }

  @Test
  void choose_openSslThatIsMissing_isRefused() {
    assertThat(Tls.choose(TlsProvider.OPENSSL, null)).isEqualTo(SslProvider.OPENSSL_REFCNT);
    assertThatThrownBy(() -> Tls.choose(TlsProvider.OPENSSL, missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "http.tls.provider must be at hand for this platform, got: openssl. Use auto or jdk; the cause is: java.lang.UnsatisfiedLinkError: no library for riscv64");
  }
}
