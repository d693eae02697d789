package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.verdict.Verdict;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of benchmarks as one self-contained page, made like {@link HtmlReport}. */
public final class BenchmarkPage {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("targets", "Targets");
    SECTIONS.put("times", "Times");
    SECTIONS.put("steadiness", "Steady state");
    SECTIONS.put("benchmarks", "Benchmarks");
    SECTIONS.put("resources", "Resources");
    SECTIONS.put("background", "Plan and method");
  }

  private BenchmarkPage() {}

  /**
   * Returns the page in UTF-8.
   *
   * @param plan the text of the plan that they are of; empty if there is none
   */
  public static byte[] of(BenchmarkReport report, String plan) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(report.verdict().label() + " · " + report.name()));
    parts.put("verdict", report.verdict().label());
    parts.put("hero", hero(report));
    parts.put("targets", BenchmarkTables.targets(report));
    parts.put("notes", notes(report));
    parts.put("times", BenchmarkTables.times(report));
    parts.put("steadiness", BenchmarkTables.steadiness(report));
    parts.put("benchmarks", benchmarks(report));
    parts.put("resources", BenchmarkTables.resources(report));
    parts.put("environment", environment(report));
    parts.put("plan", plan.isEmpty() ? "" : plan(plan));
    parts.put("data", BenchmarkCharts.of(report));
    return HtmlReport.page("benchmarks.html", SECTIONS, "bench.js", parts);
  }

  private static String hero(BenchmarkReport report) {
    Html html = new Html();
    String verdict = report.verdict().label();
    html.start("p", "class", "verdict")
        .element("span", verdict, "class", "pill " + verdict, "id", "verdict")
        .end("p")
        .line();
    html.element("h1", report.name()).line();
    html.element("p", headline(report), "class", "headline").line();
    html.start("p", "class", "meta")
        .element(
            "time",
            WHEN.format(report.started().atOffset(ZoneOffset.UTC)),
            "datetime",
            report.started().toString())
        .text(" · " + Figures.count(report.results().size(), "benchmark"))
        .end("p")
        .line();
    tiles(html, report);
    return html.toString();
  }

  private static String headline(BenchmarkReport report) {
    String counts =
        Arrays.stream(Verdict.values())
            .map(verdict -> Map.entry(verdict, count(report, verdict)))
            .filter(entry -> entry.getValue() > 0)
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(Collectors.joining(", "));
    return "Components measured by warm-up and samples: "
        + (counts.isEmpty() ? "none" : counts)
        + ".";
  }

  private static long count(BenchmarkReport report, Verdict verdict) {
    return report.results().stream().filter(result -> result.verdict() == verdict).count();
  }

  private static void tiles(Html html, BenchmarkReport report) {
    long samples = report.results().stream().mapToLong(result -> result.times().count()).sum();
    long failed =
        report.results().stream()
            .flatMap(result -> result.errors().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    long unsteady = report.results().stream().filter(BenchmarkResult::isNeverSteady).count();
    html.start("dl", "class", "tiles").line();
    tile(html, "Benchmarks", report.results().size(), "levels of concurrency apart");
    tile(html, "Passed", count(report, Verdict.PASS), "targets met, or none set");
    tile(html, "Failed", count(report, Verdict.FAIL), "a target missed, or ended early");
    tile(html, "Samples", samples, "successful, after the warm-up");
    tile(html, "Failed iterations", failed, "counted, and not in the times");
    tile(html, "Never steady", unsteady, "figures depend on when they were taken");
    html.end("dl").line();
  }

  private static void tile(Html html, String name, long count, String note) {
    html.start("div", "class", "tile")
        .element("dt", name)
        .element("dd", Figures.count(count), "class", "number")
        .element("dd", note, "class", "note")
        .end("div")
        .line();
  }

  private static String notes(BenchmarkReport report) {
    List<String> notes =
        report.results().stream().flatMap(result -> BenchmarkText.notes(result).stream()).toList();
    if (notes.isEmpty()) {
      return "";
    }
    Html html = new Html();
    html.start("aside", "class", "warnings").element("h2", "To know");
    html.start("ul", "class", "plain");
    notes.forEach(note -> html.element("li", note));
    return html.end("ul").end("aside").line().toString();
  }

  private static String benchmarks(BenchmarkReport report) {
    Html html = new Html();
    html.start("div", "class", "charts").line();
    for (int i = 0; i < report.results().size(); i++) {
      BenchmarkResult result = report.results().get(i);
      String title = BenchmarkTables.title(report, result);
      String labels = BenchmarkText.labels(result.labels());
      String figures =
          Figures.count(result.times().count(), "sample")
              + ", median "
              + Figures.seconds(result.times().median())
              + (labels.isEmpty() ? "" : " · " + labels);
      html.chart("samples" + i, title, figures, title + ", every iteration");
      html.chart("quantiles" + i, title, "Distribution", title + ", distribution");
    }
    return html.end("div").line().toString();
  }

  private static String environment(BenchmarkReport report) {
    Html html = new Html();
    html.start("div", "class", "scroll").start("table", "class", "facts").start("tbody").line();
    report
        .environment()
        .forEach((name, value) ->
            html.start("tr")
                .element("th", name, "scope", "row")
                .element("td", value)
                .end("tr")
                .line());
    return html.end("tbody").end("table").end("div").toString();
  }

  private static String plan(String text) {
    return new Html()
        .start("div", "class", "card")
        .element("h3", "Plan")
        .element("pre", text, "class", "plan", "id", "plan-text")
        .end("div")
        .toString();
  }
}
