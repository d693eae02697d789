package dev.loadstone.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedisErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "NOAUTH Authentication required., UNAUTHORIZED",
    "WRONGPASS invalid username-password pair, UNAUTHORIZED",
    "NOPERM this user has no permissions, FORBIDDEN",
    "OOM command not allowed, RATE_LIMIT",
    "LOADING Redis is loading, RATE_LIMIT",
    "ERR max number of clients reached, RATE_LIMIT",
    "ERR unknown command, CLIENT_ERROR",
    "WRONGTYPE Operation, CLIENT_ERROR",
    "MISCONF Redis is configured, SERVER_ERROR",
  })
  void reply_thatIsAnError_isClassedByItsFirstWord(String message, ErrorClass error) {
    RedisCommandExecutionException reply = new RedisCommandExecutionException(message);
    StepException failure = RedisErrors.of(reply);
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure).hasMessage(message);
  }

  @Test
  void failure_ofTheConnection_isNoReply() {
    RedisException broken = new RedisException(new IOException("Connection reset by peer"));
    assertThat(RedisErrors.of(broken).error()).isEqualTo(ErrorClass.RESET);
    assertThat(RedisErrors.of(broken)).hasMessage("Connection reset by peer");
    assertThat(
            RedisErrors.of(new RedisConnectionException("no", new IOException("refused"))).error())
        .isEqualTo(ErrorClass.CONNECT);
  }
}
