package dev.loadstone.monitor.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Small text files of the kernel. What is not there, or not to be read by this user, is empty or
 * NaN.
 */
public final class KernelFiles {
  private static final Pattern BLANKS = Pattern.compile("[\\s:]+");

  private KernelFiles() {}

  /** Returns the lines of a file; none if it cannot be read. */
  public static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Returns how many processors the machine has; 0 if procfs does not tell. */
  public static int processors(Path proc) {
    return (int)
        lines(proc.resolve("stat")).stream().filter(line -> line.matches("cpu\\d.*")).count();
  }

  /** Returns the words of a line: what blanks and colons divide. */
  public static String[] words(String line) {
    return BLANKS.split(line.strip(), -1);
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
      String[] words = words(line);
      if (words.length >= 2) {
        values.put(words[0], number(words[1]));
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
