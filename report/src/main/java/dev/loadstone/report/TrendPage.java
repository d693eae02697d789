package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.change.ChangeDetector;
import dev.loadstone.report.Html.Datum;
import dev.loadstone.report.Trend.Change;
import dev.loadstone.report.Trend.Run;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A figure over runs as one self-contained page, made like {@link HtmlReport}. */
public final class TrendPage {
  private TrendPage() {}

  /** Returns the page in UTF-8. */
  public static byte[] of(Trend trend) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("over-runs", "Over runs");
    sections.put("changes", "Changes");
    sections.put("runs", "Runs");
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", Html.escape(trend.figure() + " of " + trend.plan()));
    parts.put("verdict", "overlay");
    parts.put("hero", hero(trend));
    parts.put("figure", Html.escape(trend.figure()));
    boolean open = trend.runs().stream().anyMatch(run -> run.folder().isPresent());
    parts.put("open", open ? " A point leads to the report of its run." : "");
    parts.put("changes", changes(trend));
    parts.put("runs", runs(trend));
    parts.put("data", ChartData.harmless(Json.line(out -> data(out, trend))));
    return HtmlReport.page("trend.html", sections, "trend.js", parts);
  }

  private static String hero(Trend trend) {
    Html html = new Html();
    html.element("h1", trend.figure()).line();
    html.element("p", headline(trend), "class", "headline").line();
    trend.notes().forEach(note -> html.element("p", note, "class", "meta").line());
    return html.toString();
  }

  private static String headline(Trend trend) {
    String of = Figures.count(trend.runs().size(), "run") + " of " + trend.plan();
    if (trend.changes().isEmpty()) {
      return tooFew(trend) ? of + "." : of + ", no change.";
    }
    Change last = trend.changes().getLast();
    Run first = trend.first(last);
    return "%s, %s; the last from %s on, for the %s: %s instead of %s."
        .formatted(
            of,
            Figures.count(trend.changes().size(), "change"),
            first.started(),
            last.word(),
            last.shownAfter(),
            last.shownBefore());
  }

  private static boolean tooFew(Trend trend) {
    return trend.runs().size() < ChangeDetector.RUNS_MIN;
  }

  private static Html head(String id, List<String> columns, List<String> numbers) {
    Html html = new Html();
    html.start("div", "class", "scroll");
    html.start("table", "id", id, "class", "wide sortable filterable").start("thead").start("tr");
    for (String column : columns) {
      html.element("th", column, "scope", "col", "class", numbers.contains(column) ? "number" : "");
    }
    return html.end("tr").end("thead").line().start("tbody").line();
  }

  private static String foot(Html html) {
    return html.end("tbody").end("table").end("div").toString();
  }

  private static String changes(Trend trend) {
    if (trend.changes().isEmpty()) {
      String none =
          tooFew(trend)
              ? "Too few runs to tell: " + ChangeDetector.RUNS_MIN + " are needed."
              : "None was found.";
      return new Html().element("p", none, "class", "empty").toString();
    }
    List<String> numbers = List.of("Before", "After");
    Html html =
        head(
            "change-table",
            List.of("From", "Run", "Commit", "Before", "After", "Size", "For the", "Confidence"),
            numbers);
    for (Change change : trend.changes()) {
      Run run = trend.first(change);
      html.start("tr").element("th", run.started(), "scope", "row");
      html.element("td", run.id()).start("td").element("code", run.commit()).end("td");
      number(html, trend, run, "before", change.before(), change.shownBefore());
      number(html, trend, run, "after", change.after(), change.shownAfter());
      html.element("td", change.size()).start("td");
      html.element(
          "span", change.word(), "class", "pill small " + (change.better() ? "pass" : "fail"));
      html.end("td").element("td", change.confidence()).end("tr").line();
    }
    return foot(html);
  }

  private static void number(
      Html html, Trend trend, Run run, String statistic, double value, String shown) {
    html.number("td", new Datum(trend.figure(), run.id(), statistic, value, shown, trend.unit()));
  }

  private static String runs(Trend trend) {
    Html html =
        head(
            "run-table",
            List.of("Started", "Run", "Branch", "Commit", "Verdict", "Value", "Note"),
            List.of("Value"));
    for (int i = 0; i < trend.runs().size(); i++) {
      Run run = trend.runs().get(i);
      html.start("tr").start("th", "scope", "row");
      started(html, run);
      html.end("th").element("td", run.id()).element("td", run.branch());
      html.start("td").element("code", run.commit()).end("td").start("td");
      html.element("span", run.verdict(), "class", "pill small " + run.verdict()).end("td");
      number(html, trend, run, "value", run.value(), run.shown());
      html.element("td", note(trend, i)).end("tr").line();
    }
    return foot(html);
  }

  /** A run that the live page knows leads to its report there. */
  private static void started(Html html, Run run) {
    run.folder()
        .ifPresentOrElse(
            folder ->
                html.element(
                    "a", run.started(), "href", "/#/run/" + component(folder), "data-run", folder),
            () -> html.text(run.started()));
  }

  /** Returns a text as the page's {@code decodeURIComponent} reads it. */
  private static String component(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String note(Trend trend, int index) {
    if (trend.runs().get(index).outlier()) {
      return "outlier";
    }
    return trend.changes().stream()
        .filter(change -> change.index() == index)
        .map(change -> "change for the " + change.word())
        .findFirst()
        .orElse("");
  }

  private static void data(JsonGenerator json, Trend trend) throws IOException {
    json.writeStartObject();
    json.writeStringField("unit", trend.unit());
    json.writeArrayFieldStart("runs");
    for (Run run : trend.runs()) {
      json.writeStartObject();
      json.writeNumberField("value", run.value());
      json.writeStringField("label", run.started() + " · " + run.commit());
      json.writeBooleanField("outlier", run.outlier());
      json.writeStringField("folder", run.folder().orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("changes");
    for (Change change : trend.changes()) {
      json.writeStartObject();
      json.writeNumberField("index", change.index());
      json.writeBooleanField("better", change.better());
      json.writeNumberField("before", change.before());
      json.writeNumberField("after", change.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
