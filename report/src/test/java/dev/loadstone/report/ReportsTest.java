package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsTest {
  @TempDir private Path folder;

  private final RunResult result = SampleRuns.nothing().result();

  @Test
  void write_ofAllFormats_writesTheirFiles() throws IOException {
    Path reports = folder.resolve("new/reports");

    assertThat(Reports.write(result, reports, EnumSet.allOf(Format.class)))
        .extracting(file -> reports.relativize(file).toString())
        .containsExactly(
            "result.json",
            "summary.csv",
            "intervals.csv",
            "report.html",
            "summary.txt",
            "summary.md",
            "junit.xml",
            "report.pdf",
            "badge.svg");
    assertThat(reports).isDirectoryContaining(file -> file.endsWith("result.json"));
    assertThat(reports.resolve("result.json")).hasContent(ResultJson.of(result));
  }

  @Test
  void writeOne_ofAFormat_writesExactlyThatFile() throws IOException {
    Path file = folder.resolve("figures");

    Reports.writeOne(result, Format.CSV, file);

    assertThat(file).hasContent(CsvReport.summary(result));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writeOne_intoAMissingFolder_saysSo() {
    Path file = folder.resolve("missing/report.html");

    assertThatThrownBy(() -> Reports.writeOne(result, Format.HTML, file))
        .isInstanceOf(RunDirectoryException.class)
        .hasMessage(
            file + " cannot be written: no such file or folder. Choose another place with --out.");
  }

  @Test
  void text_ofAFormatThatIsNone_isRefused() {
    assertThatThrownBy(() -> Reports.text(result, Format.PDF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a PDF document is no text");
  }

  @Test
  void formats_byName_areFound() {
    assertThat(Format.labels())
        .containsExactly("json", "csv", "html", "text", "md", "junit", "pdf", "badge");
    assertThat(Format.of("html")).contains(Format.HTML);
    assertThat(Format.of("docx")).isEmpty();
  }
}
