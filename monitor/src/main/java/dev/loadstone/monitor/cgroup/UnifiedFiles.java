package dev.loadstone.monitor.cgroup;

import dev.loadstone.monitor.reading.KernelFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The files of a group of version 2.
 *
 * <p>Source: Linux, Documentation/admin-guide/cgroup-v2.rst: cpu.stat (usage_usec, nr_periods,
 * nr_throttled), cpu.max (quota and period in µs), memory.current, memory.max, memory.stat
 * (inactive_file), memory.events (oom_kill), pids.current, io.stat (rbytes, wbytes of each device),
 * *.pressure.
 *
 * @param folder of the group
 */
record UnifiedFiles(Path folder) implements GroupFiles {
  private static final double MICROS = 1e6;

  @Override
  public boolean areThere() {
    return Files.isReadable(folder.resolve("cpu.stat"));
  }

  @Override
  public double processorSeconds() {
    return cpu("usage_usec") / MICROS;
  }

  @Override
  public double periods() {
    return cpu("nr_periods");
  }

  @Override
  public double throttledPeriods() {
    return cpu("nr_throttled");
  }

  private double cpu(String key) {
    return KernelFiles.keyed(folder.resolve("cpu.stat")).getOrDefault(key, Double.NaN);
  }

  @Override
  public double quota() {
    List<String> lines = KernelFiles.lines(folder.resolve("cpu.max"));
    List<String> words = lines.isEmpty() ? List.of() : KernelFiles.words(lines.getFirst());
    return words.size() < 2
        ? Double.NaN
        : KernelFiles.number(words.getFirst()) / KernelFiles.number(words.get(1));
  }

  @Override
  public double memoryBytes() {
    double inactive =
        KernelFiles.keyed(folder.resolve("memory.stat")).getOrDefault("inactive_file", 0.0);
    return KernelFiles.number(folder.resolve("memory.current")) - inactive;
  }

  @Override
  public double memoryBytesMax() {
    return KernelFiles.number(folder.resolve("memory.max"));
  }

  @Override
  public double killedForMemory() {
    return KernelFiles.keyed(folder.resolve("memory.events")).getOrDefault("oom_kill", Double.NaN);
  }

  @Override
  public double tasks() {
    return KernelFiles.number(folder.resolve("pids.current"));
  }

  @Override
  public Map<String, Double> storage() {
    Path file = folder.resolve("io.stat");
    if (!Files.isReadable(file)) {
      return Map.of();
    }
    double read = 0;
    double written = 0;
    for (String line : KernelFiles.lines(file)) {
      for (String word : line.split(" ", -1)) {
        int equals = word.indexOf('=');
        if (word.startsWith("rbytes=")) {
          read += KernelFiles.number(word.substring(equals + 1));
        } else if (word.startsWith("wbytes=")) {
          written += KernelFiles.number(word.substring(equals + 1));
        }
      }
    }
    return Map.of(CgroupKind.READ, read, CgroupKind.WRITE, written);
  }

  @Override
  public double pressureSeconds(String resource) {
    return KernelFiles.pressureSeconds(folder.resolve(resource + ".pressure"));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
