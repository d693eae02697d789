package dev.loadstone.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SqlErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "08001, CONNECT",
    "08004, CONNECT",
    "08006, RESET",
    "22012, CLIENT_ERROR",
    "23505, CLIENT_ERROR",
    "42601, CLIENT_ERROR",
    "28P01, UNAUTHORIZED",
    "40001, RATE_LIMIT",
    "53300, RATE_LIMIT",
    "57014, TIMEOUT_TOTAL",
    "70100, TIMEOUT_TOTAL",
    "57P01, RESET",
    "XX000, SERVER_ERROR",
  })
  void state_ofAnError_tellsItsClass(String state, ErrorClass error) {
    StepException failure = SqlErrors.of(new SQLException("no", state));
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure).hasMessage(state + ": no");
  }

  @Test
  void state_ofACause_countsForTheWhole() {
    StepException failure =
        SqlErrors.of(new SQLException("no connection", new SQLException("too many", "53300")));
    assertThat(failure.error()).isEqualTo(ErrorClass.RATE_LIMIT);
    assertThat(failure).hasMessage("53300: too many");
  }

  @Test
  void error_withoutAState_isTheServers() {
    assertThat(SqlErrors.of(new SQLException("odd")).error()).isEqualTo(ErrorClass.SERVER_ERROR);
  }
}
