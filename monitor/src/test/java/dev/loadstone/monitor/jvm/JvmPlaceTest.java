package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JvmPlaceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4711                     | Id      | the process 4711
          shop\\.jar               | Command | the process with a command line that has shop\\.jar
          127.0.0.1:9010           | Address | 127.0.0.1:9010
          shop.example:9010        | Address | shop.example:9010
          [::1]:9010               | Address | [::1]:9010
          service:jmx:rmi://a/b    | Address | service:jmx:rmi://a/b
          """)
  void parse_aText_isThePlace(String text, String kind, String shown) {
    JvmPlace place = JvmPlace.parse(text);
    assertThat(place.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(place).hasToString(shown);
  }

  @Test
  void parse_hostAndPort_isAnAddressOfRmi() {
    assertThat(JvmPlace.parse("127.0.0.1:9010"))
        .isInstanceOfSatisfying(
            JvmPlace.Address.class,
            address ->
                assertThat(address.url())
                    .hasToString("service:jmx:rmi:///jndi/rmi://127.0.0.1:9010/jmxrmi"));
  }

  @Test
  void parse_whatIsNone_saysHowToWriteIt() {
    assertThatThrownBy(() -> JvmPlace.parse(" "))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageEndingWith("Write jvm: 4711, jvm: shop.jar, or jvm: 127.0.0.1:9010.");
    assertThatThrownBy(() -> JvmPlace.parse("shop("))
        .hasMessageStartingWith("jvm must be a regular expression, got: shop(. At character");
    assertThatThrownBy(() -> JvmPlace.parse("service:jmx:"))
        .hasMessageStartingWith("jvm must be an address of JMX, got: service:jmx:. Write");
  }

  @Test
  void check_ofHalfACredentialOrNoTime_isRefused() {
    JvmKind kind = new JvmKind();
    assertThatThrownBy(() -> kind.check(new StepArguments(Map.of("jvm", "a:1", "user", "me"))))
        .hasMessage("user must stand beside password. Write both or neither.");
    assertThatThrownBy(
            () -> kind.check(new StepArguments(Map.of("jvm", "1", "collectEvery", "0s"))))
        .hasMessage("collectEvery must be above 0, got: 0s. Write collectEvery: 5s.");
  }
}
