package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Tags;
import java.util.Optional;

/**
 * A sample of JMeter's. One that a transaction controller made up of others is a group, not a
 * request.
 *
 * @param label the sampler's name
 * @param startMillis when it began, of the day's clock
 * @param elapsedMillis how long it took
 * @param success whether it succeeded
 * @param code the response's code; empty if there was none
 * @param message the failed assertion's or the response's
 */
record JmeterSample(
    String label,
    long startMillis,
    long elapsedMillis,
    boolean success,
    String code,
    String message) {
  private static final String TRANSACTION = "Number of samples in transaction";
  private static final String NO_RESPONSE = "Non HTTP response";

  /** Returns whether a response message is that of a transaction controller. */
  static boolean isTransaction(String responseMessage) {
    return responseMessage.startsWith(TRANSACTION);
  }

  /** Adds it to others. */
  void addTo(Samples samples) {
    long start = startMillis * Samples.MILLI;
    long nanos = elapsedMillis * Samples.MILLI;
    if (isTransaction(message)) {
      if (success) {
        samples.time(Measure.GROUP_TIME, Tags.of(Tag.GROUP, label), start + nanos, nanos);
      }
    } else if (success) {
      samples.ok(label, start, nanos);
    } else {
      samples.failed(label, start, nanos, failure());
    }
  }

  private Failure failure() {
    if (code.startsWith(NO_RESPONSE)) {
      String text = code + " " + message;
      return new Failure(FailureText.classOf(text), message.isBlank() ? code : message);
    }
    int status = status();
    if (status > 0 && FailureText.ofStatus(status).isEmpty()) {
      // The response was good, so that an assertion of the test's must have failed it.
      return new Failure(Optional.of(ErrorClass.CHECK), message);
    }
    return Failure.of(status, message);
  }

  private int status() {
    try {
      return Integer.parseInt(code);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Adds the bytes that it sent and received. */
  void addBytes(Samples samples, long received, long sent) {
    if (!isTransaction(message)) {
      long at = (startMillis + elapsedMillis) * Samples.MILLI;
      samples.count(CounterKey.BYTES_RECEIVED, Tags.of(Tag.STEP, label), at, received);
      samples.count(CounterKey.BYTES_SENT, Tags.of(Tag.STEP, label), at, sent);
    }
  }
}
