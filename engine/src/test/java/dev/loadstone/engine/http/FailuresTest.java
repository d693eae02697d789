package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.DropReason;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

final class FailuresTest {
  @Test
  void lack_noDescriptor_isTheGenerators() {
    assertThat(
            Failures.lack(
                new IllegalStateException(
                    new IOException(
                        "socketStream(..) failed with error(-24): Too many open files"))))
        .isEqualTo(DropReason.DESCRIPTORS);
  }

  @Test
  void lack_noPort_isTheGenerators() {
    assertThat(
            Failures.lack(
                new IOException(
                    "connect(..) failed with error(-99): Cannot assign requested address")))
        .isEqualTo(DropReason.PORTS);
    assertThat(Failures.lack(new BindException("Address already in use")))
        .isEqualTo(DropReason.PORTS);
  }

  @Test
  void lack_refusedConnection_isNotTheGenerators() {
    assertThat(Failures.lack(new ConnectException("Connection refused"))).isNull();
  }
}
