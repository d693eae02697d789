package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.pdf.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PdfTimesTest {
  private static final RunResult MIXED = SampleRuns.mixed().result();
  private static final PdfTimes TIMES =
      new PdfTimes(MIXED, new Palette(HtmlReport.resource("report.css")));

  @Test
  void uprights_areTheBeginningsOfPhasesAndTheMoments() {
    List<Moments.Moment> moments = Moments.of(MIXED);

    List<Mark> uprights = TIMES.uprights();

    assertThat(uprights).hasSize(MIXED.start().phases().size() - 1 + moments.size());
    for (Moments.Moment moment : moments) {
      assertThat(uprights)
          .anyMatch(mark ->
              mark instanceof Mark.Upright upright
                  && upright.dashed()
                  && upright.at() == moment.at());
    }
  }

  @Test
  void numbers_ofMoments_doNotOverlapAndCountAll() {
    List<PdfStrip.Word> numbers = TIMES.numbers();

    assertThat(numbers).isNotEmpty();
    assertThat(numbers.getFirst().text()).startsWith("1");
    assertThat(numbers.getLast().text()).endsWith(Integer.toString(Moments.of(MIXED).size()));
    for (int i = 1; i < numbers.size(); i++) {
      assertThat(numbers.get(i).left()).isGreaterThanOrEqualTo(numbers.get(i - 1).right() - 1e-9);
    }
  }
}
