package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.loadstone.core.finding.Finding;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.finding.Kind;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every report tells the same findings; here of a limit of connections that makes waits. */
final class FindingsReportTest {
  private static RunResult run(long waitMillis, long serviceMillis) {
    return new ModelRuns()
        .time(Measure.RESPONSE_TIME, waitMillis + serviceMillis, 100, "step=query")
        .time(Measure.SERVICE_TIME, serviceMillis, 100, "step=query")
        .time(Measure.START_DELAY_CONNECTION, waitMillis, 100, "step=query")
        .result();
  }

  private static boolean blamesTheLimit(RunResult result) {
    return Findings.of(result).stream()
        .anyMatch(finding -> finding.kind() == Kind.CONNECTION_LIMIT);
  }

  @Test
  void wait_thatIsMostOfTheResponse_isBlamedOnTheLimitByEveryReport() throws IOException {
    RunResult result = run(90, 10);
    Finding finding =
        Findings.of(result).stream()
            .filter(one -> one.kind() == Kind.CONNECTION_LIMIT)
            .findFirst()
            .orElseThrow();
    String evidence =
        "Operations of query waited 90.0 ms on average for one of the allowed connections, 90.0 % of"
            + " their response time, and were then served in 10.0 ms: the limit of connections"
            + " (maxConnections) is what held them up, not the target.";

    assertThat(finding.evidence()).isEqualTo(evidence);
    assertThat(Narrative.sentences(result)).contains(evidence);
    assertThat(SummaryText.of(result, 160, false).replaceAll("\\s+", " "))
        .contains("! MEDIUM Too few connections are allowed. " + evidence + " Allow more ");
    assertThat(HtmlReport.of(result))
        .contains(
            "<a href=\"#findings\">Findings</a>",
            evidence,
            finding.recommendation(),
            finding.next());
    JsonNode json = new ObjectMapper().readTree(ResultJson.of(result)).get("findings");
    assertThat(json.findValuesAsText("evidence")).contains(evidence);
    assertThat(json.findValuesAsText("kind")).contains("connection_limit");
  }

  @Test
  void wait_thatIsShortOrASmallPart_isNoFinding() {
    assertThat(blamesTheLimit(run(4, 1))).isFalse();
    assertThat(blamesTheLimit(run(20, 100))).isFalse();
  }
}
