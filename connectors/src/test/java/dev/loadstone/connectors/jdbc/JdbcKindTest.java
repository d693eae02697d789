package dev.loadstone.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JdbcKindTest {
  private final JdbcKind kind = new JdbcKind();

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db:6000/shop?user=a, db, 6000",
    "jdbc:postgresql://db/shop, db, 5432",
    "jdbc:mariadb://db/shop, db, 3306",
  })
  void address_ofATarget_isWhereTheDatabaseListens(String url, String host, int port) {
    assertThat(kind.address(URI.create(url)))
        .hasValue(InetSocketAddress.createUnresolved(host, port));
  }

  @Test
  void address_ofATargetWithoutAHost_isNotKnown() {
    assertThat(kind.address(URI.create("jdbc:h2:mem:x"))).isEmpty();
  }

  @Test
  void check_ofKeysThatDoNotGoTogether_names() {
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() ->
            kind.check(
                new StepArguments(Map.of("jdbc", List.of("SELECT 1"), "params", List.of("a")))))
        .withMessage(
            "params must not stand beside a transaction. Give each statement its own params.");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() ->
            kind.check(
                new StepArguments(
                    Map.of("jdbc", "SELECT 1", "params", List.of("a"), "batch", List.of()))))
        .withMessage("params must not stand beside batch. Remove one.");
    assertThatExceptionOfType(InvalidArgumentException.class)
        .isThrownBy(() -> kind.check(new StepArguments(Map.of("jdbc", List.of()))))
        .withMessage("jdbc must have a statement. Write jdbc: SELECT 1.");
  }
}
