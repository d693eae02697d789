package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.TextPosition;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PdfReportTest {
  /** The margins beside the text: 15 mm, less a hair for the sides of letters. */
  private static final float MARGIN = 15 / 25.4f * 72 - 1.5f;

  private static final Pattern CELL = Pattern.compile(" \\| ");

  private static final RunResult MIXED = SampleRuns.mixed().result();
  private static final RunResult PROBED = SampleRuns.probed().result();
  private static final RunResult HOSTILE = SampleRuns.hostile().result();
  private static final RunResult STREAMS = AccessibilityIT.streams().result();

  /** Documents by the result that they are of, each made once. */
  private static final IdentityHashMap<RunResult, byte[]> DOCUMENTS = new IdentityHashMap<>();

  private static byte[] document(RunResult result) {
    return DOCUMENTS.computeIfAbsent(result, PdfReport::of);
  }

  private static Named<RunResult> named(RunResult result) {
    String name = result.start().name();
    return Named.of(name.substring(0, Math.min(20, name.length())), result);
  }

  private static final List<RunResult> RUNS =
      List.of(
          MIXED,
          SampleRuns.freeze().result(),
          PROBED,
          SampleRuns.cut().result(),
          SampleRuns.nothing().result(),
          HOSTILE,
          SampleRuns.longNames().result(),
          SampleRuns.times(new long[0], 5).result(),
          STREAMS);

  private static Stream<Named<RunResult>> runs() {
    return RUNS.stream().map(PdfReportTest::named);
  }

  private static String words(byte[] pdf) {
    return String.join(" ", PdfPages.text(pdf)).replaceAll("\\s+", " ");
  }

  private static long count(String words, String figure) {
    return Pattern.compile("(?<!\\S)" + Pattern.quote(figure) + "(?!\\S)")
        .matcher(words)
        .results()
        .count();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void figures_ofThePage_areAllInTheDocument(RunResult result) {
    String words = words(document(result));
    Map<String, Integer> shown = new HashMap<>();
    for (Element figure : Jsoup.parse(HtmlReport.of(result)).select("td.number, dd.number")) {
      if (!figure.text().isEmpty()) {
        shown.merge(figure.text(), 1, Integer::sum);
      }
    }

    assertThat(shown).isNotEmpty();
    shown.forEach((figure, times) ->
        assertThat(count(words, figure)).as(figure).isGreaterThanOrEqualTo(times));
  }

  @Test
  void times_ofAllSteps_areThoseOfTheResult() throws IOException {
    RunResult result = MIXED;
    List<String> lines = PdfPages.text(document(result)).stream().flatMap(String::lines).toList();

    for (JsonNode measure : Json.MAPPER.readTree(ResultJson.of(result)).get("measures")) {
      if (measure.get("name").asText().equals("response_time") && measure.get("tags").isEmpty()) {
        measure
            .get("percentiles")
            .properties()
            .forEach(percentile ->
                assertThat(lines)
                    .anyMatch(line ->
                        line.startsWith(
                            percentile.getKey()
                                + " "
                                + Figures.seconds(percentile.getValue().doubleValue())
                                + " ")));
        assertThat(lines)
            .anyMatch(line ->
                line.startsWith("mean " + Figures.seconds(measure.get("mean").doubleValue())));
      }
    }
  }

  @Test
  void figures_inMarkdown_areAllInTheDocument() {
    RunResult result = MIXED;
    String words = words(document(result));
    List<String> figures =
        MarkdownReport.of(result)
            .lines()
            .filter(line -> line.startsWith("| "))
            .flatMap(CELL::splitAsStream)
            .map(cell -> cell.replace(" |", ""))
            .filter(cell -> cell.matches("[0-9].*"))
            .toList();

    assertThat(figures).hasSizeGreaterThan(20).allMatch(words::contains);
  }

  @Test
  void summaryAndFindings_readAsOnThePage() {
    RunResult result = MIXED;
    String words = words(document(result));

    assertThat(words).contains(Narrative.headline(result));
    assertThat(words).contains(String.join(" ", Narrative.sentences(result)));
    assertThat(Findings.of(result))
        .isNotEmpty()
        .allSatisfy(finding ->
            assertThat(words)
                .contains(finding.kind().title(), finding.evidence(), finding.recommendation()));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void pages_areNumberedAndNothingRunsOffThem(RunResult result) {
    byte[] pdf = document(result);
    List<String> pages = PdfPages.text(pdf);

    assertThat(pages).hasSizeBetween(3, 14);
    for (int i = 0; i < pages.size(); i++) {
      assertThat(pages.get(i)).contains("Page " + (i + 1) + " of " + pages.size());
    }
    for (TextPosition letter : PdfPages.letters(pdf)) {
      float right = letter.getX() + letter.getWidth();
      assertThat(letter.getX()).as(letter.toString()).isGreaterThan(MARGIN);
      assertThat(right).as(letter.toString()).isLessThan(letter.getPageWidth() - MARGIN);
      assertThat(letter.getY()).as(letter.toString()).isBetween(20f, letter.getPageHeight() - 20);
    }
  }

  @Test
  void document_ofAnHour_staysSmall() {
    byte[] pdf = PdfReport.of(SampleRuns.hour().result());

    assertThat(pdf).hasSizeLessThan(1_000_000);
    assertThat(PdfPages.text(pdf)).hasSizeBetween(4, 14);
    assertThat(words(pdf)).contains("A point of a chart over time stands for 3 seconds");
  }

  @Test
  void document_ofTheSameResult_hasTheSameBytes() {
    assertThat(PdfReport.of(SampleRuns.mixed().result())).isEqualTo(document(MIXED));
  }

  @Test
  void names_thatLookLikeMarkup_areOnlyText() {
    String words = words(document(HOSTILE));

    assertThat(words).contains(SampleRuns.HOSTILE).contains("</script><b>&amp;'\"");
  }

  @Test
  void text_withCharactersThatXmlLacks_isRendered() {
    SyntheticRun run = SampleRuns.times(new long[] {1_000_000}, 2);
    run.endsWith(
        new RunEnd(
            RunEnd.Reason.ABORTED,
            "bell \u0007, half a pair \ud800, none \ufffe",
            2_000_000_000L,
            List.of()));

    assertThat(words(PdfReport.of(run.result()))).contains("aborted after 2.00 s");
  }

  @Test
  void document_isTaggedWithItsFontsInIt() throws IOException {
    RunResult result = PROBED;
    try (PDDocument document = Loader.loadPDF(document(result))) {
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(document.getDocumentInformation().getTitle())
          .isEqualTo(result.verdict().label() + " · probed");
      assertThat(document.getDocumentCatalog().getDocumentOutline().children())
          .extracting(item -> item.getTitle())
          .startsWith("Thresholds", "Findings", "Over time")
          .contains("Probes");
      List<PDStructureElement> elements = new ArrayList<>();
      gather(document.getDocumentCatalog().getStructureTreeRoot(), elements);
      assertThat(elements)
          .extracting(PDStructureElement::getStructureType)
          .contains("H1", "H2", "H3", "P", "Table", "TR", "TH", "TD", "Figure");
      assertThat(elements)
          .filteredOn(element -> element.getStructureType().equals("Figure"))
          .hasSizeGreaterThanOrEqualTo(10)
          .extracting(PDStructureElement::getAlternateDescription)
          .contains(
              "Percentiles of response time over time",
              "queue_age over time",
              HeatMap.of(result).summary());
      for (PDPage page : document.getPages()) {
        for (COSName font : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
        }
      }
    }
  }

  private static void gather(PDStructureNode node, List<PDStructureElement> elements) {
    for (Object kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        elements.add(element);
        gather(element, elements);
      }
    }
  }

  @Test
  void headings_areNeverLastOnAPage() {
    RunResult result = PROBED;
    List<String> headings =
        Jsoup.parse(HtmlReport.of(result)).select("main h2, main h3").eachText();

    assertThat(PdfPages.text(document(result)))
        .allSatisfy(page -> {
          List<String> lines = page.lines().filter(line -> !line.isBlank()).toList();
          assertThat(headings).doesNotContain(lines.get(lines.size() - 2));
        });
  }

  @Test
  void figures_ofTheResult_areInTheDocument() throws IOException {
    JsonNode json = Json.MAPPER.readTree(ResultJson.of(MIXED));
    List<String> lines = PdfPages.text(document(MIXED)).stream().flatMap(String::lines).toList();

    int steps = 0;
    for (JsonNode measure : json.get("measures")) {
      String step = measure.at("/tags/step").asText();
      if (measure.get("name").asText().equals("response_time")
          && measure.get("tags").size() == 1
          && !step.isEmpty()
          && !step.startsWith("GET ")) {
        steps++;
        assertLine(lines, step, stepFigures(measure));
      }
    }
    assertThat(steps).isEqualTo(3);
    for (JsonNode error : json.get("errors")) {
      assertLine(
          lines,
          error.get("class").asText(),
          List.of(
              error.get("step").asText(),
              Figures.count(error.get("count").asLong()),
              error.get("sample").asText()));
    }
    String words = words(document(MIXED));
    assertThat(words)
        .contains(Figures.rate(json.at("/load/achieved_rate").asDouble()))
        .contains(Figures.ratio(json.at("/generator/cpu_ratio").asDouble()))
        .contains(Figures.seconds(json.at("/generator/start_delay_p99").asDouble()));
    for (JsonNode threshold : json.get("thresholds")) {
      assertThat(words).contains(threshold.get("expression").asText());
    }
  }

  private static List<String> stepFigures(JsonNode measure) {
    List<String> figures = new ArrayList<>();
    figures.add(Figures.count(measure.get("count").asLong()));
    figures.add(Figures.seconds(measure.get("mean").asDouble()));
    for (String percentile : List.of("p50", "p90", "p95", "p99", "p99.9")) {
      figures.add(Figures.seconds(measure.get("percentiles").get(percentile).asDouble()));
    }
    figures.add(Figures.seconds(measure.get("max").asDouble()));
    return figures;
  }

  /** One line begins with a word and has all these figures. */
  private static void assertLine(List<String> lines, String start, List<String> figures) {
    assertThat(lines)
        .as(start + " " + figures)
        .anyMatch(
            line -> line.startsWith(start + " ") && figures.stream().allMatch(line::contains));
  }

  @Test
  void series_ofProbes_areThoseOfTheResult() throws IOException {
    String words = words(document(PROBED));

    for (JsonNode series : Json.MAPPER.readTree(ResultJson.of(PROBED)).get("series")) {
      assertThat(words).contains(series.get("name").asText());
    }
    PROBED
        .series()
        .forEach(
            summary -> assertThat(words).contains(Figures.series(summary.series(), summary.max())));
  }

  @Test
  void map_ofResponseTimes_isDrawnWithLegendAndAxes() {
    String words = words(document(MIXED));

    assertThat(words)
        .contains("Operations: ")
        .doesNotContain("1 ms3 ms")
        .doesNotContain("0:000:30");
    HeatMap map = HeatMap.of(MIXED);
    assertThat(map.legend()).isNotEmpty().allSatisfy(key -> assertThat(words).contains(key.text()));
    assertThat(map.lengths())
        .isNotEmpty()
        .allSatisfy(label -> assertThat(words).contains(label.text()));
  }

  @Test
  void charts_areDrawnAsVectors() throws IOException {
    try (PDDocument document = Loader.loadPDF(document(MIXED))) {
      for (PDPage page : document.getPages()) {
        for (COSName name : page.getResources().getXObjectNames()) {
          assertThat(page.getResources().isImageXObject(name)).as(name.getName()).isFalse();
        }
      }
    }
  }

  @Test
  void streams_haveTheirCharts() throws IOException {
    try (PDDocument document = Loader.loadPDF(document(STREAMS))) {
      List<PDStructureElement> elements = new ArrayList<>();
      gather(document.getDocumentCatalog().getStructureTreeRoot(), elements);
      assertThat(elements)
          .filteredOn(element -> element.getStructureType().equals("Figure"))
          .extracting(PDStructureElement::getAlternateDescription)
          .contains("Streams over time", "Time to the first token over time");
    }
  }

  @Test
  void whatOnlyAScreenCanDo_isLeftOut() {
    assertThat(words(document(MIXED)))
        .doesNotContain("Values at one moment")
        .doesNotContain("As a table")
        .doesNotContain("Median, and up to p95")
        .doesNotContain("dark page");
  }
}
