package dev.loadstone.benchmarks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TablesTest {
  @TempDir private Path directory;

  @Test
  void text_ofATable_isMarkdown() {
    Markdown table = new Markdown("generator", "ms");
    table.row("wrk", "1.00");
    assertThat(table.text()).isEqualTo("| generator | ms |\n|---|---:|\n| wrk | 1.00 |\n");
  }

  @Test
  void row_cellMissing_isRefused() {
    assertThatThrownBy(() -> new Markdown("generator", "ms").row("wrk"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row must have 2 cells, got: [wrk]");
  }

  @Test
  void number_bySize_hasAboutThreeDigits() {
    assertThat(List.of(0.123, 9.876, 12.34, 345.6, 12_345.6))
        .extracting(Markdown::number)
        .containsExactly("0.12", "9.88", "12.3", "346", "12,346");
    assertThat(Markdown.number(Double.NaN)).isEqualTo("–");
    assertThat(Markdown.whole(Double.NaN)).isEqualTo("–");
    assertThat(Markdown.whole(600_000)).isEqualTo("600,000");
  }

  @Test
  void of_values_isMedianAndEnds() {
    assertThat(Spread.of(List.of(3.0, 1.0, Double.NaN, 2.0))).isEqualTo(new Spread(2, 1, 3, 3));
    assertThat(Spread.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    assertThat(Spread.of(List.of()).text()).isEqualTo("–");
    assertThat(Spread.of(List.of(0.456)).text()).isEqualTo("0.46");
    assertThat(Spread.of(List.of(1.0, 3.0, 1.5)).text()).isEqualTo("1.50 (1.00–3.00)");
  }

  @Test
  void add_numbers_areLinesOfCsv() throws IOException {
    Path file = directory.resolve("raw.csv");
    RawNumbers raw = new RawNumbers(file);
    raw.add("closed", 1, 2, "Loadstone, JSON", "cpu_seconds", 1.5);
    raw.add("closed", 1, 3, "wrk", "reported_p99.9_ms", Double.NaN);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            scenario,round,run,generator,measure,value
            closed,1,2,"Loadstone, JSON",cpu_seconds,1.5
            closed,1,3,wrk,reported_p99.9_ms,
            """);
  }

  @Test
  void put_betweenMarks_replacesOnlyThat() throws IOException {
    Path file = directory.resolve("page.md");
    Files.writeString(file, "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n");
    new Page(file).put("x", "new\n");
    assertThat(Files.readString(file)).isEqualTo("a\n<!-- begin x -->\nnew\n<!-- end x -->\nb\n");
  }

  @Test
  void put_marksMissing_isRefused() {
    assertThatThrownBy(() -> Page.replaced("a\n", "x", "new\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the page must have a line \"<!-- begin x -->\" and after it \"<!-- end x -->\"; add both");
  }
}
