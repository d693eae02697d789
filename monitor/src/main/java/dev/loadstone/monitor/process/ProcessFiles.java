package dev.loadstone.monitor.process;

import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.monitor.reading.KernelFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What procfs tells of processes.
 *
 * <p>Source: proc(5): {@code /proc/pid/stat} fields 14 (utime) and 15 (stime) in ticks of {@code
 * USER_HZ}, which is 100 on every architecture that the JDK runs on; {@code /proc/pid/status} VmRSS
 * in kB (sampled by the kernel, so a little behind) and Threads; {@code /proc/pid/io} read_bytes
 * and write_bytes, what went to and came from storage; {@code /proc/pid/fd}; {@code /proc/stat} one
 * line for each processor.
 *
 * @param root {@code /proc}
 */
record ProcessFiles(Path root) {
  private static final double TICKS_PER_SECOND = 100;
  private static final double KILO = 1_024;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int STARTED = 19;

  /**
   * What a process used.
   *
   * @param started when it did, in ticks since the machine did; tells it from a later process of
   *     the same id
   * @param cpuSeconds processor time so far, in steps of 10 ms
   * @param memoryBytes memory in RAM; NaN if it is not told
   * @param threads how many it has; NaN if it is not told
   * @param descriptors open file descriptors; NaN if this user may not look
   * @param readBytes from storage so far; NaN if this user may not look
   * @param writtenBytes to storage so far; NaN if this user may not look
   */
  record Use(
      long started,
      double cpuSeconds,
      double memoryBytes,
      double threads,
      double descriptors,
      double readBytes,
      double writtenBytes) {}

  /** Returns how many processors the machine has. */
  int processors() throws ProbeException {
    int processors = KernelFiles.processors(root);
    if (processors == 0) {
      throw new ProbeException("it needs " + root + ", which this system does not have");
    }
    return processors;
  }

  /** Returns the ids of all processes. */
  List<Long> ids() throws IOException {
    String[] names = root.toFile().list();
    if (names == null) {
      throw new NoSuchFileException(root.toString());
    }
    List<Long> ids = new ArrayList<>();
    for (String name : names) {
      if (Character.isDigit(name.charAt(0))) {
        ids.add(Long.parseLong(name));
      }
    }
    return ids;
  }

  /** Returns program and arguments of a process, with blanks between; empty if it has ended. */
  String command(long id) {
    try {
      return KernelFiles.text(folder(id).resolve("cmdline")).replace('\0', ' ').strip();
    } catch (IOException ended) {
      return "";
    }
  }

  /** Returns the ids of the processes that each process has started and that go on, by its id. */
  Map<Long, List<Long>> children() throws IOException {
    Map<Long, List<Long>> children = new HashMap<>();
    for (long id : ids()) {
      try {
        children.computeIfAbsent(parent(id), any -> new ArrayList<>()).add(id);
      } catch (IOException ended) {
        // It is nobody's child any more.
      }
    }
    return children;
  }

  /** Returns the second field; the others are not looked at, for this is asked of all processes. */
  private long parent(long id) throws IOException {
    String stat = stat(id);
    int from = stat.indexOf(' ', 1) + 1;
    return Long.parseLong(stat, from, stat.indexOf(' ', from), 10);
  }

  /** Returns the fields from the third one on, with a blank before them. */
  private String stat(long id) throws IOException {
    String stat = KernelFiles.text(folder(id).resolve("stat"));
    // The name of the program, in parentheses, may have blanks and parentheses in it.
    return stat.substring(stat.lastIndexOf(')') + 1);
  }

  /** Returns what a process used; empty if it has ended. */
  Optional<Use> use(long id) {
    try {
      List<String> fields = KernelFiles.words(stat(id));
      if (fields.getFirst().equals("Z")) {
        return Optional.empty();
      }
      long ticks = Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(SYSTEM));
      String status = KernelFiles.text(folder(id).resolve("status"));
      Map<String, Double> stored = KernelFiles.keyed(folder(id).resolve("io"));
      return Optional.of(
          new Use(
              Long.parseLong(fields.get(STARTED)),
              ticks / TICKS_PER_SECOND,
              number(status, "VmRSS:") * KILO,
              number(status, "Threads:"),
              descriptors(id),
              stored.getOrDefault("read_bytes", Double.NaN),
              stored.getOrDefault("write_bytes", Double.NaN)));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }

  private static double number(String status, String name) {
    List<String> words = KernelFiles.words(KernelFiles.line(status, name));
    return words.size() < 2 ? Double.NaN : KernelFiles.number(words.get(1));
  }

  /** Linux tells the number as the size of the folder from 6.2 on; before, they are counted. */
  private double descriptors(long id) {
    Path folder = folder(id).resolve("fd");
    try {
      if (!Files.isReadable(folder)) {
        return Double.NaN;
      }
      long size = Files.size(folder);
      if (size > 0) {
        return size;
      }
      long count = 0;
      try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
        for (Path _ : descriptors) {
          count++;
        }
      }
      return count;
    } catch (IOException | DirectoryIteratorException forbidden) {
      return Double.NaN;
    }
  }

  private Path folder(long id) {
    return root.resolve(Long.toString(id));
  }
}
