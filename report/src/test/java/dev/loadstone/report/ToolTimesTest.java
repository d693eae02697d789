package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** What is told of tools. */
final class ToolTimesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Tags STEP = Tags.of(Tag.STEP, "order");

  private static Histogram times(long... millis) {
    Histogram histogram = Histograms.empty();
    for (long time : millis) {
      histogram.recordValue(time * 1_000_000);
    }
    return histogram;
  }

  private static RunResult result(Map<SeriesKey, Histogram> series, Map<CounterKey, Long> counts) {
    RunAccumulator seen = new RunAccumulator();
    seen.started(
        new RunStart(
            "tools",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            "closed",
            0,
            SECOND,
            List.of(),
            List.of(),
            Optional.empty(),
            List.of("order")));
    seen.interval(
        new IntervalSnapshot(0, 0, SECOND, series, counts, 0, 1, 1, GeneratorSample.UNKNOWN));
    seen.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", SECOND, List.of()));
    return seen.result();
  }

  private static RunResult withTools() {
    return result(
        Map.of(
            new SeriesKey(Measure.SESSION_TIME, STEP), times(7),
            new SeriesKey(Measure.TOOL_TIME, STEP.with(Tag.TOOL, "look<up>")), times(10, 10),
            new SeriesKey(Measure.TOOL_TIME, STEP.with(Tag.TOOL, "quote")), times(300),
            new SeriesKey(Measure.PROGRESS_GAP, STEP), times(50)),
        Map.of(new CounterKey(CounterKey.TOOL_ERRORS, STEP.with(Tag.TOOL, "quote")), 3L));
  }

  @Test
  void text_ofRunWithTools_hasALineForEach() {
    assertThat(SummaryText.of(withTools(), 100, false).lines())
        .contains("Tools")
        .anyMatch(line -> line.matches("\\s*session_time\\s+1\\s+7\\.\\d+ ms.*"))
        .anyMatch(line -> line.matches("\\s*tool_time look<up>\\s+2\\s+10\\.\\d+ ms.*"))
        .anyMatch(line -> line.matches("\\s*tool_time quote\\s+1\\s+300 ms.*"))
        .anyMatch(line -> line.matches("\\s*progress_gap\\s+1\\s+50\\.\\d+ ms.*"));
  }

  @Test
  void page_ofRunWithTools_hasTheirTimesAndFailures() {
    String table = HtmlTools.of(withTools());

    assertThat(table).contains("<td>look&lt;up&gt;</td>").doesNotContain("<up>");
    assertThat(table)
        .contains(
            "data-measure=\"tool_errors\" data-step=\"quote\" data-statistic=\"count\" data-value=\"3\"");
  }

  @Test
  void run_withoutTools_isToldWithoutThem() {
    RunResult result =
        result(Map.of(new SeriesKey(Measure.RESPONSE_TIME, STEP), times(10)), Map.of());

    assertThat(HtmlTools.of(result)).isEmpty();
    assertThat(SummaryText.of(result, 100, false)).doesNotContain("Tools");
  }
}
