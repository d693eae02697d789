package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.result.LoadSummary;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.Html.Datum;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The top of the page: verdict, what happened in words, the few figures that matter, thresholds and
 * warnings.
 */
final class HtmlSummary {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

  private HtmlSummary() {}

  /** Returns the verdict and what happened. */
  static String hero(RunResult result) {
    RunStart start = result.start();
    Html html = new Html();
    html.start("p", "class", "verdict");
    html.element(
        "span",
        result.verdict().label(),
        "class",
        "pill " + result.verdict().label(),
        "id",
        "verdict");
    html.end("p").line();
    html.element("h1", start.name()).line();
    html.element("p", Narrative.headline(result), "class", "headline").line();
    if (!start.description().isEmpty()) {
      html.element("p", start.description(), "class", "description").line();
    }
    html.start("p", "class", "meta");
    html.element(
        "time",
        WHEN.format(start.started().atOffset(ZoneOffset.UTC)),
        "datetime",
        start.started().toString());
    facts(result).forEach(fact -> html.text(" · ").element("span", fact));
    html.end("p").line();
    html.element("p", String.join(" ", Narrative.sentences(result)), "class", "executive").line();
    list(html, "reasons", Narrative.otherReasons(result));
    tiles(html, result);
    return html.toString();
  }

  private static List<String> facts(RunResult result) {
    RunStart start = result.start();
    List<String> facts = new ArrayList<>();
    facts.add(start.model() + " load");
    facts.add(Figures.length(result.duration()) + " measured");
    if (start.warmUpNanos() > 0) {
      facts.add(Figures.length(start.warmUpNanos() / 1e9) + " of warm-up left out");
    }
    start.tier().ifPresent(tier -> facts.add("tier " + tier));
    if (result.end().reason() != RunEnd.Reason.COMPLETED) {
      facts.add(
          result.end().reason().name().toLowerCase(Locale.ROOT)
              + " after "
              + Figures.length(result.end().atNanos() / 1e9));
    }
    return facts;
  }

  private static void list(Html html, String type, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    html.start("ul", "class", type);
    items.forEach(item -> html.element("li", item));
    html.end("ul").line();
  }

  private static void tiles(Html html, RunResult result) {
    LoadSummary load = result.load();
    html.start("dl", "class", "tiles").line();
    tile(
        html, "Completed", Datum.rate("achieved_rate", "", "", load.achievedRate()), offered(load));
    MeasureSummary response = Narrative.total(result, Measure.RESPONSE_TIME).orElse(null);
    for (Statistic statistic : List.of(Statistic.P50, Statistic.P95, Statistic.P99)) {
      double value = response == null ? Double.NaN : response.percentile(statistic);
      tile(
          html,
          "Response time " + statistic.label(),
          Datum.seconds("response_time", "", statistic.label(), value),
          service(result, statistic));
    }
    double ratio =
        load.operations() == 0 ? Double.NaN : (double) load.failedOperations() / load.operations();
    String failed =
        Figures.count(load.failedOperations())
            + " of "
            + Figures.count(load.operations(), "operation");
    tile(html, "Failed", Datum.ratio("error_ratio", "", "", ratio), failed);
    tile(
        html,
        "Not started",
        Datum.count("dropped", "", "", load.dropped()),
        "of " + Figures.count(load.offered(), "iteration"));
    html.end("dl").line();
  }

  private static String offered(LoadSummary load) {
    return Double.isNaN(load.offeredRate())
        ? "iterations"
        : "of " + Figures.rate(load.offeredRate()) + " iterations";
  }

  private static String service(RunResult result, Statistic statistic) {
    return Narrative.total(result, Measure.SERVICE_TIME)
        .map(times -> "service " + Figures.seconds(times.percentile(statistic)))
        .orElse("no data");
  }

  private static void tile(Html html, String name, Datum datum, String note) {
    html.start("div", "class", "tile")
        .element("dt", name)
        .number("dd", datum)
        .element("dd", note, "class", "note")
        .end("div")
        .line();
  }

  /** Returns the thresholds as a table, or a sentence if there are none. */
  static String thresholds(RunResult result) {
    Html html = new Html();
    if (result.thresholds().isEmpty()) {
      return html.element("p", "The plan sets no thresholds.", "class", "empty").toString();
    }
    html.start("div", "class", "scroll")
        .start("table", "id", "threshold-table", "class", "sortable filterable");
    html.start("thead").start("tr");
    html.element("th", "Verdict")
        .element("th", "Threshold")
        .element("th", "Observed", "class", "number");
    html.element("th", "Limit", "class", "number")
        .element("th", "95 % interval", "class", "number optional")
        .end("tr")
        .end("thead")
        .line();
    html.start("tbody").line();
    result.thresholds().forEach(judged -> threshold(html, judged, result.load().offeredRate()));
    html.end("tbody").end("table").end("div");
    return html.toString();
  }

  private static void threshold(Html html, ThresholdResult judged, double offeredRate) {
    Threshold threshold = judged.threshold();
    String step = threshold.tags().getOrDefault(Tag.STEP, "");
    String statistic = threshold.statistic().map(Statistic::label).orElse("");
    html.start("tr", "data-expression", threshold.expression());
    html.start("td")
        .element(
            "span", judged.verdict().label(), "class", "pill small " + judged.verdict().label())
        .end("td");
    html.start("td", "class", "expression").element("code", threshold.expression());
    if (judged.verdict() == Verdict.INCONCLUSIVE || judged.verdict() == Verdict.FAIL) {
      html.element("div", judged.reason(), "class", "note");
    }
    html.end("td");
    String unit = threshold.unit();
    String observed = Figures.observed(judged);
    html.number(
        "td", new Datum(threshold.subject(), step, statistic, judged.observed(), observed, unit));
    String limit = Figures.limit(threshold, offeredRate);
    double exact =
        threshold.share().isPresent()
            ? threshold.share().getAsDouble()
            : threshold.ofOffered() ? threshold.limit() * offeredRate : threshold.limit();
    html.number("td", new Datum("limit", step, statistic, exact, limit, unit));
    html.element("td", interval(judged), "class", "number optional").end("tr").line();
  }

  private static String interval(ThresholdResult judged) {
    return judged
        .interval()
        .map(interval ->
            Figures.observed(judged.threshold(), interval.low())
                + " to "
                + Figures.observed(judged.threshold(), interval.high()))
        .orElse("");
  }

  /** Returns the warnings as a list; nothing if there are none. */
  static String warnings(RunResult result) {
    Html html = new Html();
    List<String> warnings = Narrative.otherWarnings(result);
    if (!warnings.isEmpty()) {
      html.start("aside", "class", "warnings").element("h2", "Warnings");
      list(html, "plain", warnings);
      html.end("aside");
    }
    return html.toString();
  }
}
