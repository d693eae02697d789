package dev.loadstone.benchmarks.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What Linux tells of a process. <b>Source:</b> proc_pid_stat(5), fields 14 to 17; the highest
 * resident size from {@code VmHWM} of proc_pid_status(5).
 */
final class ProcStat {
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;
  private static final String PEAK = "VmHWM:";
  private static final int KIBI = 1024;

  private ProcStat() {}

  /**
   * Returns the processor time of a process and of its children that have ended and been waited
   * for, in clock ticks.
   *
   * @param line the content of {@code /proc/PID/stat}; the name of the command may have blanks and
   *     parentheses in it
   * @throws IllegalArgumentException if it is no such line
   */
  static long cpuTicks(String line) {
    String[] fields = fields(line);
    return ownTicks(fields)
        + Long.parseLong(fields[CHILDREN_USER])
        + Long.parseLong(fields[CHILDREN_SYSTEM]);
  }

  /**
   * Returns the processor time of a thread in clock ticks, if it is one of those meant.
   *
   * @param line the content of {@code /proc/PID/task/ID/stat}
   * @param name how the names of those that are meant begin
   * @return 0 for others
   * @throws IllegalArgumentException if it is no such line
   */
  static long threadTicks(String line, String name) {
    String[] fields = fields(line);
    return line.startsWith(name, line.indexOf('(') + 1) ? ownTicks(fields) : 0;
  }

  private static long ownTicks(String[] fields) {
    return Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]);
  }

  /** Returns the fields from the third one on. */
  private static String[] fields(String line) {
    int end = line.lastIndexOf(')');
    String[] fields = line.substring(end + 1).strip().split(" ", -1);
    if (end < 0 || fields.length <= CHILDREN_SYSTEM) {
      throw new IllegalArgumentException("must be a line of /proc/PID/stat, got: " + line);
    }
    return fields;
  }

  /**
   * Returns the most memory that was ever resident, in bytes; empty for a kernel thread or a
   * process that has ended.
   *
   * @param lines the content of {@code /proc/PID/status}
   */
  static OptionalLong peakBytes(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
        .findFirst();
  }

  /** Returns the ticks of a process; 0 if there is none any more. */
  static long readCpuTicks(long pid) {
    try {
      return cpuTicks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Returns the ticks of a process's threads that are meant; 0 if there is none any more. */
  static long readThreadTicks(long pid, String name) {
    long ticks = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        ticks += threadTicks(Files.readString(thread.resolve("stat")), name);
      }
    } catch (IOException | DirectoryIteratorException gone) {
      return ticks;
    }
    return ticks;
  }

  /** Returns the highest resident size of a process; 0 if there is none any more. */
  static long readPeakBytes(long pid) {
    try {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      return peakBytes(Files.readAllLines(status)).orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }
}
