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
    return write(result, folder, formats, Theme.NONE);
  }

  /**
   * Writes reports as {@link #write(RunResult, Path, Set)} does.
   *
   * @param theme of the page
   * @throws RunDirectoryException if one cannot be written
   */
  public static List<Path> write(RunResult result, Path folder, Set<Format> formats, Theme theme)
      throws RunDirectoryException {
    create(folder);
    List<Path> written = new ArrayList<>();
    for (Format format : Format.values()) {
      if (formats.contains(format)) {
        written.add(write(folder.resolve(format.fileName()), content(result, format, theme)));
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
    writeOne(result, format, file, Theme.NONE);
  }

  /**
   * Writes one report as {@link #writeOne(RunResult, Format, Path)} does.
   *
   * @param theme of a page
   * @throws RunDirectoryException if it cannot be written
   */
  public static void writeOne(RunResult result, Format format, Path file, Theme theme)
      throws RunDirectoryException {
    write(file, content(result, format, theme));
  }

  /**
   * Writes reports of several runs side by side into a folder, and creates it if it does not exist:
   * {@code runs.html}, {@code runs.md}, {@code runs.csv}.
   *
   * @param formats some of {@link Overlay#FORMATS}
   * @param theme of the page
   * @return the files written, in the order of {@link Format}
   * @throws RunDirectoryException if one cannot be written
   */
  public static List<Path> write(Overlay overlay, Path folder, Set<Format> formats, Theme theme)
      throws RunDirectoryException {
    create(folder);
    List<Path> written = new ArrayList<>();
    for (Format format : Format.values()) {
      if (formats.contains(format)) {
        written.add(write(folder.resolve(Overlay.fileName(format)), overlay.report(format, theme)));
      }
    }
    return List.copyOf(written);
  }

  /**
   * Writes one report of several runs side by side as exactly one file.
   *
   * @param format one of {@link Overlay#FORMATS}
   * @param theme of a page
   * @throws RunDirectoryException if it cannot be written
   */
  public static void writeOne(Overlay overlay, Format format, Path file, Theme theme)
      throws RunDirectoryException {
    write(file, overlay.report(format, theme));
  }

  private static void create(Path folder) throws RunDirectoryException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(folder, e);
    }
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
      case BADGE -> Badge.of(result);
      case PDF -> throw new IllegalArgumentException("a PDF document is no text");
    };
  }

  /** Returns a report as the bytes of its file; for {@link Format#CSV} the table of figures. */
  public static byte[] bytes(RunResult result, Format format) {
    return content(result, format, Theme.NONE);
  }

  /** Returns several runs side by side as the bytes of one page. */
  public static byte[] page(Overlay overlay) {
    return overlay.report(Format.HTML, Theme.NONE);
  }

  private static byte[] content(RunResult result, Format format, Theme theme) {
    return switch (format) {
      case HTML -> HtmlReport.bytes(result, theme);
      case PDF -> PdfReport.of(result);
      default -> utf8(text(result, format));
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a file, which is then either wholly there or as it was before. */
  static Path write(Path file, byte[] content) throws RunDirectoryException {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw RunDirectoryException.unwritable(file, e);
    }
    return file;
  }
}
