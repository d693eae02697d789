package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testkit.SharedChromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Opens a page of several runs in a real browser and reads back what it shows. */
final class OverlayPageIT {
  @RegisterExtension static final SharedChromium BROWSER = new SharedChromium();

  @TempDir private Path folder;

  @Test
  void page_ofTwoRuns_drawsEachAndShowsTheirFigures() throws IOException {
    Overlay overlay = OverlayTest.slower();
    Path file = folder.resolve("runs.html");
    Files.write(file, OverlayPage.of(overlay, Theme.NONE));

    Document page = Jsoup.parse(BROWSER.get().dom(file));

    Element root = page.selectFirst("html");
    assertThat(root).isNotNull();
    assertThat(root.attr("data-error")).as("errors of scripts").isEmpty();
    assertThat(root.attr("data-ready")).isEqualTo("true");
    assertThat(root.attr("data-charts")).isEqualTo("4");
    assertThat(page.select("#chart-failed").text()).isEqualTo("No errors.");
    assertThat(page.select("#chart-p99 svg text").eachText()).contains("A", "B");
    for (OverlayRow row : OverlayRow.of(overlay)) {
      for (int i = 0; row.isKnown() && i < 2; i++) {
        Element cell =
            page.selectFirst(
                "#figure-table [data-measure=\"%s\"][data-step=\"%s\"][data-statistic=%s]"
                    .formatted(row.name(), row.step(), overlay.runs().get(i).letter()));
        assertThat(cell).as(row + " of run " + i).isNotNull();
        assertThat(cell.text()).isEqualTo(row.shown(i));
        assertThat(cell.attr("data-value")).isEqualTo(Html.exact(row.values().get(i)));
      }
    }
  }
}
