package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.testkit.Chromium;
import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Lets axe look at the pages in a real browser: nothing of serious or critical impact, light or
 * dark, on a screen or on a telephone.
 *
 * <p><b>Source:</b> axe-core by Deque, its rules for WCAG 2.2 A and AA and best practices, and its
 * levels of impact.
 */
final class AccessibilityIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  private static final RunResult MIXED = SampleRuns.mixed().result();
  private static final String AXE = "/axe.min.js";

  private static final String LOOK =
      """

      document.querySelectorAll('details').forEach(details => { details.open = true; });
      axe.run(document, {resultTypes: ['violations']}).then(result => say({
        passes: result.passes.length,
        violations: result.violations.filter(one => one.impact === 'serious' || one.impact === 'critical')
          .map(one => one.impact + ' ' + one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')),
      }));
      """;

  @TempDir private Path folder;

  private static String axe() throws IOException {
    try (InputStream in = Objects.requireNonNull(AccessibilityIT.class.getResourceAsStream(AXE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("</script", "<\\/script");
    }
  }

  private static String page(String name) {
    return switch (name) {
      case "run" -> HtmlReport.of(MIXED);
      case "runs" ->
          new String(OverlayPage.of(OverlayTest.slower(), Theme.NONE), StandardCharsets.UTF_8);
      case "trend" -> new String(TrendPage.of(TrendPageIT.trend()), StandardCharsets.UTF_8);
      case "probed" -> HtmlReport.of(SampleRuns.probed().result());
      case "nothing" -> HtmlReport.of(SampleRuns.nothing().result());
      case "streams" -> HtmlReport.of(streams().result());
      default ->
          new String(
              BenchmarkPage.of(SampleBenchmarks.components(), "name: a\n"), StandardCharsets.UTF_8);
    };
  }

  /** A run that streamed, with the parts of its requests. */
  static ModelRuns streams() {
    return new ModelRuns()
        .count(CounterKey.OPERATIONS, 100, "step=chat", "outcome=ok")
        .count(CounterKey.EVENTS, 4_000, "step=chat", "event=delta")
        .count(CounterKey.EVENT_BYTES, 160_000, "step=chat", "event=delta")
        .count(CounterKey.TOKENS, 3_900, "step=chat", "source=chunks")
        .time(Measure.RESPONSE_TIME, 500, 100, "step=chat")
        .time(Measure.SERVICE_TIME, 498, 100, "step=chat")
        .time(Measure.FIRST_BYTE_TIME, 30, 100, "step=chat")
        .time(Measure.TIME_TO_FIRST_EVENT, 32, 100, "step=chat")
        .time(Measure.TIME_TO_FIRST_TOKEN, 40, 100, "step=chat");
  }

  @ParameterizedTest
  @CsvSource({
    "run,light,1280",
    "run,dark,1280",
    "run,light,390",
    "run,dark,390",
    "streams,light,1280",
    "streams,dark,1280",
    "probed,light,1280",
    "nothing,dark,1280",
    "benchmarks,light,1280",
    "benchmarks,dark,1280",
    "runs,light,1280",
    "runs,dark,390",
    "trend,light,1280",
    "trend,dark,390"
  })
  void page_lookedAtByAxe_hasNothingSerious(String name, String theme, int width)
      throws IOException {
    JsonNode said =
        ScriptedPage.said(
            BROWSER.get(),
            page(name),
            folder,
            new Chromium.View(width, 900, theme.equals("dark")),
            axe() + LOOK);

    assertThat(said.get("passes").asInt()).as("rules that hold").isGreaterThan(15);
    assertThat(said.get("violations")).isEmpty();
  }
}
