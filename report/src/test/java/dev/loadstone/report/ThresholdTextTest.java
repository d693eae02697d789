package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThresholdTextTest {
  private static final Threshold LIMIT =
      SampleRuns.limit(
          "response_time.p95 < 100ms",
          Measure.RESPONSE_TIME,
          Optional.of(Statistic.P95),
          Operator.LESS,
          0.1);

  @ParameterizedTest
  @CsvSource({
    "0.1004, FAIL, above 100 ms",
    "0.0996, WARN, 99.6 ms",
    "0.09997, WARN, below 100 ms",
    "0.1, FAIL, 100 ms",
    "0.101, FAIL, 101 ms",
    "NaN, FAIL, no data"
  })
  void observed_thatLooksLikeTheLimit_saysOnWhichSideItIs(
      double observed, Verdict verdict, String shown) {
    ThresholdResult judged = new ThresholdResult(LIMIT, verdict, observed, Optional.empty(), "");

    assertThat(ThresholdText.observed(judged)).isEqualTo(shown);
  }
}
