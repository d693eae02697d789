package dev.loadstone.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class KafkaErrorsTest {
  static List<Arguments> errors() {
    return Stream.of(
            Arguments.of(new SslAuthenticationException("no"), ErrorClass.TLS),
            Arguments.of(new SaslAuthenticationException("no"), ErrorClass.UNAUTHORIZED),
            Arguments.of(new TopicAuthorizationException("no"), ErrorClass.FORBIDDEN),
            Arguments.of(new UnknownTopicOrPartitionException("no"), ErrorClass.NOT_FOUND),
            Arguments.of(new TimeoutException("no"), ErrorClass.TIMEOUT_TOTAL),
            Arguments.of(new NetworkException("no"), ErrorClass.RESET),
            Arguments.of(new IllegalStateException("no"), ErrorClass.RESET),
            Arguments.of(new ThrottlingQuotaExceededException("no"), ErrorClass.RATE_LIMIT),
            Arguments.of(new RecordTooLargeException("no"), ErrorClass.CLIENT_ERROR),
            Arguments.of(new NotEnoughReplicasException("no"), ErrorClass.SERVER_ERROR))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void exception_ofTheClient_tellsTheClass(Exception thrown, ErrorClass error) {
    StepException failure = KafkaErrors.of(new ExecutionException(new KafkaException(thrown)));
    assertThat(failure.error()).isEqualTo(error);
    assertThat(failure).hasMessage("no");
  }

  @Test
  void topic_thatNoBrokerKnows_isNotFound() {
    TimeoutException unknown =
        new TimeoutException("Topic orders not present in metadata after 5000 ms.");
    assertThat(KafkaErrors.of(unknown).error()).isEqualTo(ErrorClass.NOT_FOUND);
  }
}
