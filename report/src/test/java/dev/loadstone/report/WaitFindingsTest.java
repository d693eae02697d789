package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.RunResult;
import org.junit.jupiter.api.Test;

/** The report blames the limit of connections for the waits that it causes. */
final class WaitFindingsTest {
  private static RunResult run(long waitMillis, long serviceMillis) {
    return new ModelRuns()
        .time(Measure.RESPONSE_TIME, waitMillis + serviceMillis, 100, "step=query")
        .time(Measure.SERVICE_TIME, serviceMillis, 100, "step=query")
        .time(Measure.START_DELAY_CONNECTION, waitMillis, 100, "step=query")
        .result();
  }

  @Test
  void wait_thatIsMostOfTheResponse_isBlamedOnTheLimit() {
    RunResult result = run(90, 10);
    String finding =
        "Operations of query waited 90.0 ms on average for one of the allowed connections, 90.0 % of"
            + " their response time, and were then served in 10.0 ms: the limit of connections"
            + " (maxConnections) is what held them up, not the target.";

    assertThat(WaitFindings.of(result)).containsExactly(finding);
    assertThat(SummaryText.of(result, 160, false).replaceAll("\\s+", " "))
        .contains("What kept operations waiting ! " + finding);
    assertThat(Narrative.sentences(result)).contains(finding);
  }

  @Test
  void wait_thatIsShortOrASmallPart_isNoFinding() {
    assertThat(WaitFindings.of(run(4, 1))).isEmpty();
    assertThat(WaitFindings.of(run(20, 100))).isEmpty();
  }
}
