package dev.loadstone.engine.loop;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.http.Exchange;
import dev.loadstone.engine.record.StepRecorder;
import org.jspecify.annotations.Nullable;

/** What is recorded of every operation, whatever its kind. */
final class Recordings {
  private Recordings() {}

  /** Records how an operation ended. */
  static void ending(
      Step.Operation what,
      StepRecorder step,
      @Nullable ErrorClass error,
      long response,
      long service) {
    if (what.slo().isPresent()) {
      step.objective(error == null && response <= what.slo().get().toNanos());
    }
    if (error == null) {
      step.ok();
      step.time(Measure.RESPONSE_TIME, response);
      step.time(Measure.SERVICE_TIME, service);
    } else {
      step.failed(error, response);
    }
  }

  /** Records how long the parts of an exchange took. */
  static void parts(StepRecorder step, Exchange ended) {
    if (ended.connectNanos() != Exchange.NEVER) {
      step.time(Measure.CONNECT_TIME, ended.connectNanos());
    }
    if (ended.tlsNanos() != Exchange.NEVER) {
      step.time(Measure.TLS_TIME, ended.tlsNanos());
    }
    long firstByte = ended.firstByteTimeNanos();
    if (firstByte != Exchange.NEVER && ended.error() == null) {
      step.time(Measure.FIRST_BYTE_TIME, firstByte);
    }
  }

  /** Records how late an operation started, and why. */
  static void delays(StepRecorder step, long delay, long connectionWait, long limitWait) {
    step.time(Measure.START_DELAY, delay);
    step.time(Measure.START_DELAY_GENERATOR, Math.max(0, delay - limitWait - connectionWait));
    if (limitWait > 0) {
      step.time(Measure.START_DELAY_MAX_IN_FLIGHT, limitWait);
    }
    if (connectionWait > 0) {
      step.time(Measure.START_DELAY_CONNECTION, connectionWait);
    }
  }
}
