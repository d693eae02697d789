package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a second's recordings that are spread over two seconds. */
final class ObservationTest {
  private static final String STEP_A = "step=a";

  private final Seen seen =
      new Seen()
          .times(Measure.RESPONSE_TIME, 10, 300, STEP_A)
          .times(Measure.RESPONSE_TIME, 30, 100, "step=b")
          .times(Measure.RESPONSE_TIME, 900, 50, STEP_A, "outcome=failed")
          .times(Measure.RESPONSE_TIME, 900, 50, STEP_A, "phase=warm-up")
          .count(CounterKey.OPERATIONS, 300, STEP_A, "outcome=ok")
          .count(CounterKey.OPERATIONS, 100, "step=b", "outcome=ok")
          .count(CounterKey.OPERATIONS, 75, STEP_A, "outcome=failed", "error=reset")
          .count(CounterKey.OPERATIONS, 25, STEP_A, "outcome=timed_out", "error=timeout_total")
          .count(CounterKey.OPERATIONS, 1_000, STEP_A, "outcome=cancelled")
          .count(CounterKey.ITERATIONS, 200, "outcome=ok")
          .count(CounterKey.ITERATIONS, 50, "outcome=failed")
          .count(CounterKey.OFFERED, 260)
          .count(CounterKey.CHECKS, 90, STEP_A, "outcome=passed")
          .count(CounterKey.CHECKS, 10, STEP_A, "outcome=failed")
          .count(CounterKey.OBJECTIVES, 3, STEP_A, "outcome=met")
          .count(CounterKey.OBJECTIVES, 1, STEP_A, "outcome=missed")
          .count(CounterKey.BYTES_SENT, 4_000, STEP_A)
          .count(CounterKey.COST, 5_000_000_000_000L, STEP_A, "currency=USD")
          .count(CounterKey.PRICED_OPERATIONS, 50, STEP_A)
          .count(CounterKey.PRICED_TOKENS, 2_000, STEP_A)
          .inFlight(12);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "response_time.mean < 1s; 0.015; 400",
        "response_time.max < 1s; 0.030; 400",
        "response_time{step=a}.max < 1s; 0.010; 300",
        "response_time{outcome=failed}.min < 1s; 0.9; 50",
        "response_time.count > 1; 400; 400",
        "response_time.rate > 1/s; 200; 400",
        "error_ratio < 1; 0.2; 500",
        "error_ratio{step=b} < 1; 0; 100",
        "error_ratio{step=a} < 1; 0.25; 400",
        "error_ratio{error=reset} < 1; 0.15; 500",
        "error_ratio{outcome=timed_out} < 1; 0.05; 500",
        "check_ratio > 0; 0.9; 100",
        "goodput_ratio > 0; 0.75; 4",
        "achieved_rate > 1/s; 100; 250",
        "achieved_rate{step=a} > 1/s; 150; 1400",
        "achieved_rate > 90% of offered; 100; 260",
        "offered_rate > 1/s; 130; 260",
        "operation_rate > 1/s; 200; 1500",
        "in_flight.max < 20; 12; 1",
        "bytes_sent.count < 1MB; 4000; 1",
        "cost < 6; 5; 50",
        "cost{step=a} < 6; 5; 50",
        "cost_per_operation < 1; 0.1; 50",
        "cost_per_1k_output_tokens < 3; 2.5; 50"
      })
  void of_eachKind_isItsFigure(String threshold, double value, long samples) {
    Observation observation = seen.observe(threshold);

    assertThat(observation.value()).isCloseTo(value, Percentage.withPercentage(0.2));
    assertThat(observation.samples()).isEqualTo(samples);
    assertThat(observation.enough()).isTrue();
    assertThat(observation.interval()).isEmpty();
  }

  @Test
  void of_percentileOfFewIntervals_hasNoConfidenceInterval() {
    Observation observation = seen.observe("response_time.p75 < 1s");

    assertThat(observation.value()).isCloseTo(0.010, Percentage.withPercentage(0.2));
    assertThat(observation.interval()).isEmpty();
  }

  @Test
  void of_percentileOfTooFew_isNotEnough() {
    Observation observation = seen.observe("response_time.p99 < 1s");

    assertThat(observation.enough()).isFalse();
    assertThat(observation.interval()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "response_time.p95 < 1s",
        "error_ratio < 1",
        "check_ratio > 0",
        "goodput_ratio > 0",
        "achieved_rate > 1/s",
        "achieved_rate > 90% of offered",
        "offered_rate > 1/s",
        "operation_rate > 1/s"
      })
  void of_nothing_isUnknown(String threshold) {
    Observation observation = new Seen().observe(threshold);

    assertThat(observation.value()).isNaN();
    assertThat(observation.samples()).isZero();
  }

  @Test
  void of_countOfNothing_isZero() {
    assertThat(new Seen().observe("dropped.count < 1").value()).isZero();
  }

  @Test
  void of_costThatIsKnownOnlyInPart_isNotEnough() {
    Observation partly = seen.count(CounterKey.UNPRICED_OPERATIONS, 1, STEP_A).observe("cost < 6");

    assertThat(partly.value()).isEqualTo(5);
    assertThat(partly.enough()).isFalse();
    assertThat(seen.observe("cost{step=b} < 6").value()).isNaN();
  }
}
