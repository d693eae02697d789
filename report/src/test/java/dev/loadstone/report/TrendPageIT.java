package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opens a page of a figure over runs in a real browser and reads back what it shows. */
final class TrendPageIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  private static final int RUNS = 20;
  private static final int CHANGE = 12;
  private static final int OUTLIER = 5;

  @TempDir private Path folder;

  /** Twenty runs, from the thirteenth on slower, the sixth an outlier. */
  static Trend trend() {
    List<Trend.Run> runs = IntStream.range(0, RUNS).mapToObj(TrendPageIT::run).toList();
    Trend.Change change =
        new Trend.Change(
            CHANGE, false, 0.1, 0.12, "100 ms", "120 ms", "+20.0 % (+19 % to +21 %)", "> 99.99 %");
    return new Trend(
        "chat <mixed>",
        "response_time.p95",
        "s",
        runs,
        List.of(change),
        List.of("Invalid runs left out: 1."));
  }

  private static Trend.Run run(int index) {
    double value = (index < CHANGE ? 0.1 : 0.12) + (index == OUTLIER ? 0.2 : index % 3 * 1e-4);
    return new Trend.Run(
        "run-" + index,
        "2026-11-%02d 12:00:00Z".formatted(index + 1),
        "main",
        "c0ffee" + index,
        "pass",
        value,
        Figures.seconds(value),
        index == OUTLIER,
        index == 0 ? Optional.of("20261101-first") : Optional.empty());
  }

  @Test
  void page_ofAChange_drawsItAndShowsEveryRun() throws IOException {
    Path file = folder.resolve("trend.html");
    Files.write(file, TrendPage.of(trend()));

    Document page = Jsoup.parse(BROWSER.get().dom(file));

    Element root = page.selectFirst("html");
    assertThat(root).isNotNull();
    assertThat(root.attr("data-error")).as("errors of scripts").isEmpty();
    assertThat(root.attr("data-ready")).isEqualTo("true");
    assertThat(root.attr("data-charts")).isEqualTo("1");
    assertThat(page.select("#chart-trend svg")).hasSize(1);
    assertThat(page.select("h1").text()).isEqualTo("response_time.p95");
    assertThat(page.select(".headline").text())
        .isEqualTo(
            "20 runs of chat <mixed>, 1 change; the last from 2026-11-13 12:00:00Z on, for the"
                + " worse: 120 ms instead of 100 ms.");
    for (Trend.Run run : trend().runs()) {
      Element cell = page.selectFirst("#run-table [data-step=%s]".formatted(run.id()));
      assertThat(cell).as(run.id()).isNotNull();
      assertThat(cell.attr("data-value")).isEqualTo(Html.exact(run.value()));
      assertThat(cell.text()).isEqualTo(run.shown());
    }
    assertThat(page.select("#run-table a").eachAttr("href"))
        .containsExactly("/#/run/20261101-first");
    assertThat(page.select("#chart-trend text").eachText())
        .as("the size of the change, a unit, and days")
        .contains("+20.0 %", "150 ms")
        .anyMatch(text -> text.endsWith("2026-11-01"));
    assertThat(page.select("#run-table tbody tr").get(OUTLIER).text()).endsWith("outlier");
    assertThat(page.select("#run-table tbody tr").get(CHANGE).text())
        .endsWith("change for the worse");
  }

  @Test
  void link_toAFolderWithASpace_isAsThePageDecodesIt() {
    Trend.Run run = run(1);
    Trend.Run spaced =
        new Trend.Run(
            run.id(),
            run.started(),
            run.branch(),
            run.commit(),
            run.verdict(),
            run.value(),
            run.shown(),
            run.outlier(),
            Optional.of("first run+1"));
    Trend trend = new Trend("chat", "error_ratio", "ratio", List.of(spaced), List.of(), List.of());

    Document page = Jsoup.parse(new String(TrendPage.of(trend), StandardCharsets.UTF_8));

    assertThat(page.select("#run-table a").eachAttr("href"))
        .containsExactly("/#/run/first%20run%2B1");
  }

  @Test
  void page_withoutChange_saysSo() {
    Trend calm =
        new Trend(
            "chat", "error_ratio", "ratio", trend().runs().subList(0, 10), List.of(), List.of());

    Document page = Jsoup.parse(new String(TrendPage.of(calm), StandardCharsets.UTF_8));

    assertThat(page.select(".headline").text()).isEqualTo("10 runs of chat, no change.");
    assertThat(page.select("#changes .empty").text()).isEqualTo("None was found.");
  }

  @Test
  void page_ofTooFewRuns_tellsOfNoChange() {
    Trend young =
        new Trend(
            "chat", "error_ratio", "ratio", trend().runs().subList(0, 4), List.of(), List.of());

    Document page = Jsoup.parse(new String(TrendPage.of(young), StandardCharsets.UTF_8));

    assertThat(page.select(".headline").text()).isEqualTo("4 runs of chat.");
    assertThat(page.select("#changes .empty").text())
        .isEqualTo("Too few runs to tell: 8 are needed.");
  }
}
