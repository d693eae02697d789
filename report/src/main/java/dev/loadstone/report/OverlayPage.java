package dev.loadstone.report;

import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.report.Html.Datum;
import dev.loadstone.report.Overlay.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several runs side by side as one self-contained page, made like {@link HtmlReport}. */
final class OverlayPage {
  private OverlayPage() {}

  /** Returns the page in UTF-8. */
  static byte[] of(Overlay overlay, Theme theme) {
    Map<String, List<String>> findings = OverlayFacts.findings(overlay);
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("thresholds", "Thresholds");
    if (!findings.isEmpty()) {
      sections.put("findings", "Findings");
    }
    sections.put("over-time", "Over time");
    sections.put("figures", "Figures");
    sections.put("environment", "What is not the same");
    Map<String, String> parts = new LinkedHashMap<>();
    String title = overlay.runs().size() + " runs · " + overlay.name();
    parts.put("title", Html.escape(title));
    parts.put("verdict", "overlay");
    parts.put("hero", hero(overlay));
    parts.put("thresholds", thresholds(overlay));
    parts.put("findings", findings.isEmpty() ? "" : findings(overlay, findings));
    parts.put("points", points(overlay));
    parts.put("caution", Html.escape(OverlayFacts.CAUTION));
    parts.put("figures", figures(overlay));
    parts.put("environment", environment(overlay));
    parts.put("data", OverlayData.of(overlay));
    return HtmlReport.page("runs.html", sections, "runs.js", theme, parts);
  }

  private static String points(Overlay overlay) {
    int most =
        overlay.runs().stream()
            .mapToInt(run -> TimelineColumns.of(run.result().timeline()).intervalsPerPoint())
            .max()
            .orElse(1);
    return most == 1
        ? ""
        : " A point stands for up to "
            + most
            + " seconds: a rate is their mean, anything else the highest of them.";
  }

  private static String hero(Overlay overlay) {
    Html html = new Html();
    html.element("h1", overlay.name()).line();
    html.element(
            "p", overlay.runs().size() + " runs of this plan, side by side.", "class", "headline")
        .line();
    head(html, "run-table", "Run", List.of("Verdict", "Began", "Measured", "Directory"), "");
    for (Run run : overlay.runs()) {
      html.start("tr").element("th", run.letter(), "scope", "row").start("td");
      pill(html, run.result().verdict().label());
      html.end("td").element("td", OverlayFacts.when(run));
      html.element("td", Figures.length(run.result().duration()));
      html.start("td").element("code", run.directory()).end("td").end("tr").line();
    }
    return foot(html);
  }

  private static void pill(Html html, String word) {
    html.element("span", word, "class", "pill small " + word);
  }

  private static void head(
      Html html, String id, String first, List<String> columns, String columnClass) {
    html.start("div", "class", "scroll").start("table", "id", id).start("thead").start("tr");
    html.element("th", first, "scope", "col");
    columns.forEach(column -> html.element("th", column, "scope", "col", "class", columnClass));
    html.end("tr").end("thead").line().start("tbody").line();
  }

  private static String foot(Html html) {
    return html.end("tbody").end("table").end("div").toString();
  }

  private static List<String> letters(Overlay overlay) {
    return overlay.runs().stream().map(Run::letter).toList();
  }

  private static String thresholds(Overlay overlay) {
    Map<String, List<Optional<ThresholdResult>>> all = OverlayFacts.thresholds(overlay);
    Html html = new Html();
    if (all.isEmpty()) {
      return html.element("p", "The plan sets no thresholds.", "class", "empty").toString();
    }
    head(html, "judgement-table", "Threshold", letters(overlay), "number");
    all.forEach((expression, judged) -> {
      html.start("tr").start("th", "scope", "row").element("code", expression).end("th");
      judged.forEach(one -> judgement(html, one));
      html.end("tr").line();
    });
    return foot(html);
  }

  private static void judgement(Html html, Optional<ThresholdResult> judged) {
    html.start("td", "class", "number");
    if (judged.isEmpty()) {
      html.text(Figures.UNKNOWN);
    } else {
      html.text(ThresholdText.observed(judged.get()) + " ");
      pill(html, judged.get().verdict().label());
    }
    html.end("td");
  }

  private static String findings(Overlay overlay, Map<String, List<String>> findings) {
    Html html = new Html();
    html.start("section", "id", "findings", "class", "card").element("h2", "Findings").line();
    head(html, "finding-table", "Finding", letters(overlay), "number");
    findings.forEach((title, severities) -> {
      html.start("tr").element("th", title, "scope", "row");
      for (String severity : severities) {
        html.start("td", "class", "number");
        if (severity.isEmpty()) {
          html.text(Figures.UNKNOWN);
        } else {
          pill(html, severity);
        }
        html.end("td");
      }
      html.end("tr").line();
    });
    return foot(html) + "</section>\n";
  }

  private static String figures(Overlay overlay) {
    List<OverlayRow> rows = OverlayRow.of(overlay).stream().filter(OverlayRow::isKnown).toList();
    Html html = new Html();
    html.start("div", "class", "scroll").start("table", "id", "figure-table", "class", "wide");
    html.start("thead").start("tr").element("th", "Figure", "scope", "col");
    html.element("th", "A", "scope", "col", "class", "number");
    for (Run run : overlay.runs().subList(1, overlay.runs().size())) {
      html.element("th", run.letter(), "scope", "col", "class", "number");
      html.element("th", run.letter() + " to A", "scope", "col", "class", "number");
    }
    html.end("tr").end("thead").line();
    for (int i = 0; i < rows.size(); i++) {
      boolean begins = i == 0 || !rows.get(i - 1).step().equals(rows.get(i).step());
      if (begins) {
        html.start("tbody").line().start("tr", "class", "step");
        String columns = Integer.toString(2 * overlay.runs().size());
        html.element("th", rows.get(i).stepName(), "scope", "rowgroup", "colspan", columns);
        html.end("tr").line();
      }
      figure(html, overlay, rows.get(i));
      boolean ends = i + 1 == rows.size() || !rows.get(i + 1).step().equals(rows.get(i).step());
      if (ends) {
        html.end("tbody").line();
      }
    }
    return html.end("table").end("div").toString();
  }

  private static void figure(Html html, Overlay overlay, OverlayRow row) {
    html.start("tr").element("th", row.name(), "scope", "row");
    for (int i = 0; i < overlay.runs().size(); i++) {
      String letter = overlay.runs().get(i).letter();
      html.number(
          "td",
          new Datum(
              row.name(),
              row.step(),
              letter,
              row.values().get(i),
              row.shown(i),
              row.unit().label()));
      if (i > 0) {
        html.element("td", row.shownDifference(i), "class", "number muted");
      }
    }
    html.end("tr").line();
  }

  private static String environment(Overlay overlay) {
    Map<String, List<String>> differences = OverlayFacts.differences(overlay);
    Html html = new Html();
    html.start("div", "class", "card");
    if (differences.isEmpty()) {
      html.element("p", "Plan, load and environment are the same in all runs.", "class", "empty");
      return html.end("div").toString();
    }
    head(html, "difference-table", "", letters(overlay), "");
    differences.forEach((name, values) -> {
      html.start("tr").element("th", name, "scope", "row");
      values.forEach(value -> html.element("td", value.isEmpty() ? Figures.UNKNOWN : value));
      html.end("tr").line();
    });
    html.end("tbody").end("table").end("div").end("div").line();
    for (Run run : overlay.runs().subList(1, overlay.runs().size())) {
      List<String> lines = OverlayFacts.planDifferences(overlay, run);
      if (!lines.isEmpty()) {
        html.start("div", "class", "card");
        html.element("h3", "The plan of " + run.letter() + " against that of A");
        html.element("pre", String.join("\n", lines)).end("div").line();
      }
    }
    return html.toString();
  }
}
