package dev.loadstone.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What figures depend on.
 *
 * @param processor the model, as the kernel names it
 * @param processors how many there are
 * @param memoryBytes in all
 * @param kernel name and release
 * @param loadAverage processes running or waiting to, mean of the last minute
 */
public record Machine(
    String processor, int processors, long memoryBytes, String kernel, double loadAverage) {
  private static final int KIBI = 1024;
  private static final double GIGA = 1e9;

  /** Returns the machine that this program runs on. */
  public static Machine here() {
    return new Machine(
        value(lines("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value(lines("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) * KIBI,
        "Linux " + lines("/proc/sys/kernel/osrelease").getFirst(),
        Double.parseDouble(lines("/proc/loadavg").getFirst().split(" ", 2)[0]));
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Returns what stands behind a key and a colon, on the first line with that key. */
  static String value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown " + key);
  }

  /** Returns a line for people. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %.0f GB, %s, load average %.1f at the start",
        processor,
        processors,
        memoryBytes / GIGA,
        kernel,
        loadAverage);
  }
}
