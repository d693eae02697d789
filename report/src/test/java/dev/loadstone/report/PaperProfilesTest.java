package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.profile.FlameFrame;
import dev.loadstone.core.profile.Profile;
import dev.loadstone.core.profile.ProfileEvent;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/** Profiles where nothing can be pointed at: in Markdown, and on paper. */
final class PaperProfilesTest {
  private static final RunResult PROFILED =
      HtmlProfilesTest.result(HtmlProfilesTest.CPU, HtmlProfilesTest.FAILED);

  private static String words(RunResult result) {
    return String.join(" ", PdfPages.text(PdfReport.of(result))).replaceAll("\\s+", " ");
  }

  private static RunResult flame(List<FlameFrame> frames) {
    return HtmlProfilesTest.result(
        new Profile(
            "deep", ProfileEvent.LOCK, 0, 1, "at 0s", "jfr", 5, List.of(), frames, "", "", ""));
  }

  @Test
  void profiles_inMarkdown_haveTheirTables() throws IOException {
    GoldenFiles.assertMatches("profiled-summary.md", MarkdownReport.of(PROFILED));
  }

  @Test
  void profiles_inADocument_haveTablesAndFiles() {
    assertThat(words(PROFILED))
        .contains(
            "Processor time: shop",
            "second 1 to 3 (at 1s), by async-profiler: 1,234 samples. Page of its own:"
                + " profiles/shop-cpu-1s.html JFR recording: profiles",
            "shop.Cart.add 75.0 % 81.3 %",
            "Not taken (at 2s): it has ended.");
  }

  @Test
  void flameGraph_inADocument_hasCallersBelowWhatTheyCalled() {
    assertThat(words(PROFILED)).contains("shop.<init> 0 % 100 % Cart.add shop.<init> ");
  }

  @Test
  void flameGraph_ofADeepStack_staysOnOnePage() {
    List<FlameFrame> frames =
        IntStream.range(0, 90)
            .mapToObj(depth -> new FlameFrame("call" + depth, depth, 0, 1 - depth * 0.005))
            .toList();

    List<TextPosition> letters = PdfPages.letters(PdfReport.of(flame(frames)));

    assertThat(letters)
        .allSatisfy(
            letter -> assertThat(letter.getY()).isBetween(20f, letter.getPageHeight() - 20));
    assertThat(
            PdfPages.text(PdfReport.of(flame(frames))).stream()
                .filter(page -> page.contains("call0") || page.contains("call89")))
        .singleElement()
        .satisfies(
            page -> assertThat(page.indexOf("call89")).isBetween(0, page.indexOf("call0\n") - 1));
  }

  @Test
  void flameGraph_withNarrowFrames_namesWhatHasRoom() {
    String words =
        words(
            flame(
                List.of(
                    new FlameFrame("outermost", 0, 0, 1),
                    new FlameFrame("zyxwv", 1, 0, 0.01),
                    new FlameFrame("qwertzuiop", 1, 0.5, 0.04))));

    assertThat(words).contains("qwer… outermost").doesNotContain("zyx", "qwertz");
  }
}
