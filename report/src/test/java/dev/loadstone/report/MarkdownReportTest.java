package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.verdict.ThresholdResult;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownReportTest {
  @Test
  void report_ofAMixedRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches("mixed-summary.md", MarkdownReport.of(SampleRuns.mixed().result()));
  }

  @Test
  void report_ofARunWithoutData_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "nothing-summary.md", MarkdownReport.of(SampleRuns.nothing().result()));
  }

  @Test
  void thresholds_showWhatOtherReportsShow() {
    RunResult result = SampleRuns.mixed().result();
    String report = MarkdownReport.of(result);
    String terminal = SummaryText.of(result, 200, false);

    for (ThresholdResult judged : result.thresholds()) {
      assertThat(report).contains("| " + ThresholdText.observed(judged) + " | ");
      assertThat(terminal).contains(ThresholdText.observed(judged));
    }
  }

  @Test
  void names_thatLookLikeMarkup_areOnlyText() {
    String report = MarkdownReport.of(SampleRuns.hostile().result());

    assertThat(report).doesNotContain("<script", "<img").contains("&lt;script&gt;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '"',
      value = {
        "a|b@ a\\|b",
        "p95 < 5ms & more@ p95 &lt; 5ms &amp; more",
        "response_time{step=x}.p95@ response_time{step=x}.p95",
        "_x_@ \\_x\\_",
        "`code` *bold* [link](url)@ \\`code\\` \\*bold\\* \\[link\\](url)",
      })
  void escaped_text_isNoMarkup(String plain, String escaped) {
    assertThat(MarkdownReport.escape(plain)).isEqualTo(escaped);
    assertThat(MarkdownReport.escape("a\nb\u0000")).isEqualTo("a b ");
  }
}
