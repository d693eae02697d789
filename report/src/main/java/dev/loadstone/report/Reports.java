package dev.loadstone.report;

import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes results as files. A file is either wholly there or not at all; an existing one is
 * replaced.
 */
public final class Reports {
  /** The file of {@link Format#CSV} with one row per second. */
  static final String INTERVALS_CSV = "intervals.csv";

  /** Columns of a summary in a file. */
  private static final int TEXT_WIDTH = 120;

  private Reports() {}

  /**
   * Writes reports under their usual names into a folder, and creates it if it does not exist.
   *
   * @param formats which ones
   * @return the files written, in the order of {@link Format}
   * @throws RunDirectoryException if one cannot be written
   */
  public static List<Path> write(RunResult result, Path folder, Set<Format> formats)
      throws RunDirectoryException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(folder, e);
    }
    List<Path> written = new ArrayList<>();
    for (Format format : Format.values()) {
      if (formats.contains(format)) {
        written.add(write(folder.resolve(format.fileName()), content(result, format)));
      }
      if (format == Format.CSV && formats.contains(format)) {
        written.add(write(folder.resolve(INTERVALS_CSV), utf8(CsvReport.intervals(result))));
      }
    }
    return List.copyOf(written);
  }

  /**
   * Writes one report as exactly one file. For {@link Format#CSV} that is the table of figures.
   *
   * @throws RunDirectoryException if it cannot be written
   */
  public static void writeOne(RunResult result, Format format, Path file)
      throws RunDirectoryException {
    write(file, content(result, format));
  }

  /**
   * Returns a report as text; for {@link Format#CSV} the table of figures.
   *
   * @throws IllegalArgumentException if the format is {@linkplain Format#isText() no text}
   */
  public static String text(RunResult result, Format format) {
    return switch (format) {
      case JSON -> ResultJson.of(result);
      case CSV -> CsvReport.summary(result);
      case HTML -> HtmlReport.of(result);
      case TEXT -> SummaryText.of(result, TEXT_WIDTH, false);
      case MD -> MarkdownReport.of(result);
      case JUNIT -> JUnitReport.of(result);
      case PDF -> throw new IllegalArgumentException("a PDF document is no text");
    };
  }

  private static byte[] content(RunResult result, Format format) {
    return switch (format) {
      case HTML -> HtmlReport.bytes(result);
      case PDF -> PdfReport.of(result);
      default -> utf8(text(result, format));
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Path write(Path file, byte[] content) throws RunDirectoryException {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(file, e);
    }
    return file;
  }
}
