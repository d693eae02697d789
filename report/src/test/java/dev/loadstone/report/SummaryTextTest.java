package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class SummaryTextTest {
  @Test
  void summary_ofAMixedRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "mixed-summary.txt", SummaryText.of(SampleRuns.mixed().result(), 100, false));
  }

  @Test
  void summary_ofAFreezeRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "freeze-summary.txt", SummaryText.of(SampleRuns.freeze().result(), 120, false));
  }

  @Test
  void summary_ofARunWithoutData_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "nothing-summary.txt", SummaryText.of(SampleRuns.nothing().result(), 80, false));
  }

  @Test
  void summary_ofACutRun_isTheGoldenOne() throws IOException {
    GoldenFiles.assertMatches(
        "cut-summary.txt", SummaryText.of(SampleRuns.cut().result(), 100, false));
  }

  @Test
  void summary_inANarrowTerminal_keepsToItsWidth() {
    assertThat(SummaryText.of(SampleRuns.mixed().result(), 100, false).lines())
        .allMatch(line -> line.length() <= 100);
  }

  @Test
  void summary_withColour_differsOnlyByEscapeSequences() {
    String plain = SummaryText.of(SampleRuns.mixed().result(), 100, false);

    String coloured = SummaryText.of(SampleRuns.mixed().result(), 100, true);

    assertThat(coloured).contains("\u001b[31mFAIL\u001b[0m");
    assertThat(coloured.replaceAll("\u001b\\[\\d*m", "")).isEqualTo(plain);
  }

  @Test
  void printable_ofEscapeSequences_cannotSteerTheTerminal() {
    assertThat(Ink.printable("a\u001b[2Jb\nc\u202ed")).isEqualTo("a·[2Jb·c·d");
  }
}
