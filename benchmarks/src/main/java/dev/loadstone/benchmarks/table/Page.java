package dev.loadstone.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page with places into which results are put, each between two marks. */
public record Page(Path file) {
  /**
   * Replaces what stands between the marks of a place.
   *
   * @param place its name: the marks are {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}
   * @param text put in; ends with a line feed
   * @throws IOException if the page cannot be read or written
   * @throws IllegalArgumentException if the page lacks the marks
   */
  public void put(String place, String text) throws IOException {
    Files.writeString(file, replaced(Files.readString(file), place, text));
  }

  static String replaced(String page, String place, String text) {
    String begin = "<!-- begin " + place + " -->\n";
    String end = "<!-- end " + place + " -->";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "the page must have a line \"%s\" and after it \"%s\"; add both"
              .formatted(begin.strip(), end));
    }
    return page.substring(0, from + begin.length()) + text + page.substring(to);
  }
}
