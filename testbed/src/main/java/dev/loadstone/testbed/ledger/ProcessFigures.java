package dev.loadstone.testbed.ledger;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Figures of this process, printed; an empty text is an unknown one.
 *
 * @param residentBytes resident memory, known on Linux
 * @param cpuSeconds CPU time so far
 * @param startSeconds when it began, in seconds since 1970
 * @param heapBytes used heap
 */
record ProcessFigures(
    String residentBytes, String cpuSeconds, String startSeconds, String heapBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static ProcessFigures read() {
    ProcessHandle.Info process = ProcessHandle.current().info();
    return new ProcessFigures(
        resident(),
        process.totalCpuDuration().map(time -> Double.toString(time.toMillis() / 1e3)).orElse(""),
        Double.toString(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3),
        Long.toString(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
  }

  /** <b>Source:</b> proc_pid_status(5), field VmRSS, in KiB. */
  private static String resident() {
    try {
      List<String> lines = Files.isReadable(STATUS) ? Files.readAllLines(STATUS) : List.of();
      return lines.stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) * 1_024))
          .findFirst()
          .orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }
}
