package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.ConfidenceInterval;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every verdict and margin; the offered rate is 100 per second. */
final class JudgeTest {
  private static ThresholdResult judged(String threshold, double value, long samples) {
    Observation seen = new Observation(value, samples, true, Optional.empty());
    return Judge.judge(Seen.threshold(threshold), seen, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "response_time.mean < 500ms, 0.4, PASS",
    "response_time.mean < 500ms, 0.45, WARN",
    "response_time.mean < 500ms, 0.499, WARN",
    "response_time.mean < 500ms, 0.5, FAIL",
    "response_time.mean <= 500ms, 0.5, WARN",
    "response_time.mean < 500ms warn 200ms, 0.199, PASS",
    "response_time.mean < 500ms warn 200ms, 0.2, WARN",
    "error_ratio <= 0, 0, PASS",
    "error_ratio <= 0, 0.001, FAIL",
    "check_ratio >= 90%, 0.92, PASS",
    "check_ratio >= 90%, 0.905, WARN",
    "check_ratio >= 90%, 0.89, FAIL",
    "check_ratio >= 100%, 1, PASS",
    "achieved_rate >= 50/s, 56, PASS",
    "achieved_rate >= 50/s, 54, WARN",
    "achieved_rate >= 50/s, 49, FAIL",
    "achieved_rate >= 90% of offered, 91.5, PASS",
    "achieved_rate >= 90% of offered, 90.5, WARN",
    "achieved_rate >= 90% of offered, 89.5, FAIL",
    "achieved_rate >= 90% of offered warn 95%, 94.5, WARN",
    "achieved_rate >= 90% of offered warn 95%, 95.5, PASS",
    "dropped.count == 0, 0, PASS",
    "dropped.count == 0, 1, FAIL",
    "dropped.count != 0, 1, PASS"
  })
  void judge_value_isItsVerdict(String threshold, double value, Verdict verdict) {
    ThresholdResult result = judged(threshold, value, 10);

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.observed()).isEqualTo(value);
    assertThat(result.reason()).isEqualTo(verdict == Verdict.WARN ? "close to the limit" : "");
  }

  @Test
  void judge_noData_fails() {
    for (ThresholdResult result :
        new ThresholdResult[] {
          judged("error_ratio < 1%", Double.NaN, 10), judged("error_ratio < 1%", 0, 0)
        }) {
      assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
      assertThat(result.reason()).isEqualTo("there are no data");
    }
  }

  @Test
  void judge_shareOfAnUnknownRate_fails() {
    Observation seen = new Observation(5, 5, true, Optional.empty());
    assertThat(
            Judge.judge(Seen.threshold("achieved_rate > 90% of offered"), seen, Double.NaN)
                .verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @ParameterizedTest
  @CsvSource({"p50, 10", "p95, 100", "p99, 500", "p99.9, '5,000'"})
  void judge_tooFewSamples_isInconclusiveEvenIfMissed(String percentile, String needed) {
    Observation seen = new Observation(9, 3, false, Optional.empty());
    ThresholdResult result =
        Judge.judge(Seen.threshold("response_time." + percentile + " < 1s"), seen, 100);

    assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(result.reason())
        .isEqualTo("too few samples: 3 of the " + needed + " that " + percentile + " needs");
  }

  @Test
  void judge_interval_isKept() {
    Observation seen =
        new Observation(0.1, 900, true, Optional.of(new ConfidenceInterval(0.09, 0.2)));
    ThresholdResult result = Judge.judge(Seen.threshold("response_time.p95 < 1s"), seen, 100);

    assertThat(result.interval()).contains(new ConfidenceInterval(0.09, 0.2));
  }

  @ParameterizedTest
  @CsvSource({
    "cost < 5, 4, INCONCLUSIVE",
    "cost < 5, 6, FAIL",
    "cost > 5, 6, INCONCLUSIVE",
    "cost_per_operation < 5, 6, INCONCLUSIVE",
    "cost_per_operation < 5, 4, INCONCLUSIVE"
  })
  void judge_costThatIsKnownOnlyInPart_isInconclusiveUnlessItIsTooMuchAlready(
      String threshold, double value, Verdict verdict) {
    Observation partly = new Observation(value, 10, false, Optional.empty());
    ThresholdResult result = Judge.judge(Seen.threshold(threshold), partly, 100);

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.reason())
        .isEqualTo(
            verdict == Verdict.FAIL ? "" : "the target did not tell the tokens of every operation");
  }
}
