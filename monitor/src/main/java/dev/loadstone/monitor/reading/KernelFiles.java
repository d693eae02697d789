package dev.loadstone.monitor.reading;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small text files of the kernel. What is not there, or not to be read by this user, is empty or
 * NaN. They are read each second beside the load: nothing here is for convenience's sake alone.
 */
public final class KernelFiles {
  private KernelFiles() {}

  /**
   * Returns the whole of a file.
   *
   * @throws IOException if it cannot be read
   */
  public static String text(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Returns the lines of a file; none if it cannot be read. */
  public static List<String> lines(Path file) {
    try {
      return text(file).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Returns the first line that begins so; empty if there is none. */
  public static String line(String text, String start) {
    int from = text.startsWith(start) ? 0 : text.indexOf("\n" + start) + 1;
    if (from == 0 && !text.startsWith(start)) {
      return "";
    }
    int end = text.indexOf('\n', from);
    return end < 0 ? text.substring(from) : text.substring(from, end);
  }

  /** Returns how many processors the machine has; 0 if procfs does not tell. */
  public static int processors(Path proc) {
    return (int)
        lines(proc.resolve("stat")).stream().filter(line -> line.matches("cpu\\d.*")).count();
  }

  /** Returns the words of a line: what blanks and colons divide. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= line.length(); i++) {
      boolean divides = i == line.length() || line.charAt(i) <= ' ' || line.charAt(i) == ':';
      if (!divides && from < 0) {
        from = i;
      } else if (divides && from >= 0) {
        words.add(line.substring(from, i));
        from = -1;
      }
    }
    return words;
  }

  /** Returns the number that is alone in a file; NaN if there is none, as in {@code max}. */
  public static double number(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? Double.NaN : number(lines.getFirst().strip());
  }

  /** Returns a number; NaN if the text is none. */
  public static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return Double.NaN;
    }
  }

  /** Returns the numbers of a file with a key and a number in each line, by key. */
  public static Map<String, Double> keyed(Path file) {
    Map<String, Double> values = new HashMap<>();
    for (String line : lines(file)) {
      List<String> words = words(line);
      if (words.size() >= 2) {
        values.put(words.getFirst(), number(words.get(1)));
      }
    }
    return values;
  }

  /**
   * Returns for how many seconds some tasks had to wait for a resource so far; NaN if the kernel
   * does not tell.
   *
   * <p>Source: Linux, Documentation/accounting/psi.rst: {@code some … total=} in µs.
   *
   * @param file of pressure stall information
   */
  public static double pressureSeconds(Path file) {
    for (String line : lines(file)) {
      int total = line.indexOf("total=");
      if (line.startsWith("some ") && total > 0) {
        return number(line.substring(total + "total=".length()).strip()) / 1e6;
      }
    }
    return Double.NaN;
  }
}
