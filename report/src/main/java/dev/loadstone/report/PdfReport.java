package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.pdf.PdfDocument;
import dev.loadstone.report.pdf.Plot;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A result as a document of A4 pages: what the page says, word for word and figure for figure, with
 * its charts drawn as vectors.
 */
final class PdfReport {
  private static final Map<String, String> NOTHING =
      Map.of(
          "chart-errors", "No errors.",
          "chart-response", "Nothing succeeded.",
          "chart-distribution", "Nothing succeeded.");

  /** Characters of the run's name that fit on one line at the head of a page. */
  private static final int NAME_LENGTH = 70;

  private static final int TALL = 190;
  private static final int NORMAL = 130;
  private static final int SHORT = 100;

  private PdfReport() {}

  /** Returns the document, the same bytes for the same result. */
  static byte[] of(RunResult result) {
    Palette palette = new Palette(HtmlReport.resource("report.css"));
    Document page = Jsoup.parse(html(result, palette));
    forPaper(page);
    Map<String, Plot> plots = charts(page, PdfCharts.of(result, palette), palette);
    PdfHeatMap.into(page, result, palette, plots);
    PdfFlame.into(page, result, palette);
    page.select("table").forEach(PdfTables::fit);
    outline(page, HtmlReport.sections(result));
    return PdfDocument.of(page, plots, result.start().started().plusNanos(result.end().atNanos()));
  }

  private static String html(RunResult result, Palette palette) {
    Map<String, String> parts = HtmlReport.parts(result);
    parts.put("style", palette.inline(HtmlReport.resource("pdf.css")));
    parts.put("name", Html.escape(TextTable.shorten(result.start().name(), NAME_LENGTH)));
    parts.put("summary", Html.escape(Narrative.headline(result)));
    parts.put("content", filled(HtmlReport.TEMPLATE, parts));
    return filled("pdf.html", parts);
  }

  private static String filled(String template, Map<String, String> parts) {
    return new String(
        HtmlReport.fill(HtmlReport.resource(template), parts), StandardCharsets.UTF_8);
  }

  /** Takes away what only a screen can do, and what would be read aloud in place of figures. */
  private static void forPaper(Document page) {
    page.select(".screen, .readout, select, button.scale, .sample, .heat-table > summary, .fall")
        .remove();
    page.select("button, details").unwrap();
    page.select("summary").tagName("div");
    // At its end only: the foot of a table would be told again on each of its pages.
    page.select("tfoot").tagName("tbody").addClass("total");
    for (Element element : page.body().getAllElements()) {
      List.copyOf(element.dataset().keySet()).forEach(name -> element.removeAttr("data-" + name));
      element.removeAttr("title");
    }
  }

  private static Map<String, Plot> charts(
      Document page, Map<String, PdfChart> charts, Palette palette) {
    Map<String, Plot> plots = new HashMap<>();
    for (Element place : page.select("div.chart")) {
      PdfChart chart = charts.get(place.id());
      if (chart != null) {
        int height = place.hasClass("tall") ? TALL : place.hasClass("short") ? SHORT : NORMAL;
        chart.into(place, height, palette.of("line"), plots);
      } else {
        String nothing = NOTHING.getOrDefault(place.id(), "No data.");
        place.clearAttributes().addClass("empty").text(nothing);
      }
    }
    return plots;
  }

  private static void outline(Document page, Map<String, String> sections) {
    Element bookmarks = page.head().appendElement("bookmarks");
    sections.forEach((id, title) ->
        bookmarks.appendElement("bookmark").attr("name", title).attr("href", "#" + id));
  }
}
