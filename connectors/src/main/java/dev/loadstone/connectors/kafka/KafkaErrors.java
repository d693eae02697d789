package dev.loadstone.connectors.kafka;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.step.StepException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Of what class the errors of Kafka are.
 *
 * <p><b>Source:</b> Apache Kafka protocol guide, "Error Codes", by the exceptions that its client
 * has for them.
 */
final class KafkaErrors {
  /** What the client says when no broker knows a topic or a partition. */
  private static final String UNKNOWN = "not present in metadata";

  private KafkaErrors() {}

  /** Returns the failure of an operation. */
  static StepException of(@Nullable Throwable thrown) {
    Throwable told = thrown;
    while (told != null && told.getCause() != null && isWrapper(told)) {
      told = told.getCause();
    }
    if (told instanceof StepException known) {
      return known;
    }
    String message =
        told == null || told.getMessage() == null ? String.valueOf(told) : told.getMessage();
    return new StepException(classOf(told, message), message);
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof ExecutionException || thrown.getClass() == KafkaException.class;
  }

  private static ErrorClass classOf(@Nullable Throwable thrown, String message) {
    return switch (thrown) {
      case SslAuthenticationException ignored -> ErrorClass.TLS;
      case AuthenticationException ignored -> ErrorClass.UNAUTHORIZED;
      case AuthorizationException ignored -> ErrorClass.FORBIDDEN;
      case UnknownTopicOrPartitionException ignored -> ErrorClass.NOT_FOUND;
      case TimeoutException ignored when message.contains(UNKNOWN) -> ErrorClass.NOT_FOUND;
      case TimeoutException ignored -> ErrorClass.TIMEOUT_TOTAL;
      case DisconnectException ignored -> ErrorClass.RESET;
      case NetworkException ignored -> ErrorClass.RESET;
      case IllegalStateException ignored -> ErrorClass.RESET; // the client is closed
      case ThrottlingQuotaExceededException ignored -> ErrorClass.RATE_LIMIT;
      case RecordTooLargeException ignored -> ErrorClass.CLIENT_ERROR;
      case RecordBatchTooLargeException ignored -> ErrorClass.CLIENT_ERROR;
      case InvalidTopicException ignored -> ErrorClass.CLIENT_ERROR;
      case InvalidRecordException ignored -> ErrorClass.CLIENT_ERROR;
      case PolicyViolationException ignored -> ErrorClass.CLIENT_ERROR;
      case null, default -> ErrorClass.SERVER_ERROR;
    };
  }
}
