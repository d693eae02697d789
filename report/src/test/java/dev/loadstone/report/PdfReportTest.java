package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.finding.Findings;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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

  private static Named<RunResult> named(SyntheticRun run) {
    String name = run.start().name();
    return Named.of(name.substring(0, Math.min(20, name.length())), run.result());
  }

  private static Stream<Named<RunResult>> runs() {
    return Stream.of(
            SampleRuns.mixed(),
            SampleRuns.freeze(),
            SampleRuns.probed(),
            SampleRuns.cut(),
            SampleRuns.nothing(),
            SampleRuns.hostile(),
            SampleRuns.longNames(),
            SampleRuns.times(new long[0], 5))
        .map(PdfReportTest::named);
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
    String words = words(PdfReport.of(result));
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
    RunResult result = SampleRuns.mixed().result();
    List<String> lines =
        PdfPages.text(PdfReport.of(result)).stream().flatMap(String::lines).toList();

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
    RunResult result = SampleRuns.mixed().result();
    String words = words(PdfReport.of(result));
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
    RunResult result = SampleRuns.mixed().result();
    String words = words(PdfReport.of(result));

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
    byte[] pdf = PdfReport.of(result);
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
    assertThat(PdfReport.of(SampleRuns.mixed().result()))
        .isEqualTo(PdfReport.of(SampleRuns.mixed().result()));
  }

  @Test
  void names_thatLookLikeMarkup_areOnlyText() {
    String words = words(PdfReport.of(SampleRuns.hostile().result()));

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
    RunResult result = SampleRuns.probed().result();
    try (PDDocument document = Loader.loadPDF(PdfReport.of(result))) {
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
          .contains("Percentiles of response time over time", "queue_age over time");
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
    RunResult result = SampleRuns.probed().result();
    List<String> headings =
        Jsoup.parse(HtmlReport.of(result)).select("main h2, main h3").eachText();

    assertThat(PdfPages.text(PdfReport.of(result)))
        .allSatisfy(page -> {
          List<String> lines = page.lines().filter(line -> !line.isBlank()).toList();
          assertThat(headings).doesNotContain(lines.get(lines.size() - 2));
        });
  }
}
