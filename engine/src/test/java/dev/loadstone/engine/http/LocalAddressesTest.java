package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalAddressesTest {
  private static final InetSocketAddress TARGET_4 = socket("127.0.0.1", 80);
  private static final InetSocketAddress TARGET_6 = socket("::1", 80);

  private static InetSocketAddress socket(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static LocalAddresses of(String... addresses) {
    return new LocalAddresses(List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
  }

  @Test
  void next_noAddresses_letsTheMachineChoose() {
    assertThat(of().next(TARGET_4)).isNull();
    assertThat(of().reachable(List.of(TARGET_4, TARGET_6))).containsExactly(TARGET_4, TARGET_6);
  }

  @Test
  void next_severalAddresses_takesOneAfterTheOther() {
    LocalAddresses addresses = of("127.0.0.2", "127.0.0.3", "127.0.0.4");

    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.2", 0));
    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.3", 0));
    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.4", 0));
    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.2", 0));
  }

  @Test
  void next_bothFamilies_takesThoseOfTheTarget() {
    LocalAddresses addresses = of("127.0.0.2", "::1", "127.0.0.3");

    assertThat(addresses.next(TARGET_6)).isEqualTo(socket("::1", 0));
    assertThat(addresses.next(TARGET_6)).isEqualTo(socket("::1", 0));
    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.3", 0));
    assertThat(addresses.next(TARGET_4)).isEqualTo(socket("127.0.0.2", 0));
  }

  @Test
  void reachable_oneFamily_leavesTheOtherOut() {
    assertThat(of("127.0.0.2").reachable(List.of(TARGET_6, TARGET_4))).containsExactly(TARGET_4);
    assertThat(of("::1").reachable(List.of(TARGET_4))).isEmpty();
  }
}
