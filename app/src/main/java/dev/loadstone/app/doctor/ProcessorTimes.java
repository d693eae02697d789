package dev.loadstone.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * For what the processors have been used, in seconds since some moment. What the platform does not
 * tell is NaN.
 *
 * @param elapsed of the clock
 * @param total of all processors together
 * @param idle of that, unused
 * @param stolen of that, taken by other guests of the same host
 * @param own of that, used by this process
 * @param throttled for how long the control group has stood still at its limit
 */
record ProcessorTimes(
    double elapsed, double total, double idle, double stolen, double own, double throttled) {
  private static final double NANOS = 1e9;

  /** Ticks per second of the figures of {@code /proc/stat}. Source: proc(5), USER_HZ. */
  private static final double TICKS = 100;

  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  /** Reads them. */
  static ProcessorTimes read(ProcFiles files) {
    double own =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getProcessCpuTime() / NANOS
            : Double.NaN;
    double now = System.nanoTime() / NANOS;
    double throttled = ControlGroup.throttled(files);
    List<String> lines = files.lines("proc/stat");
    List<String> words = lines.isEmpty() ? List.of() : ProcFiles.words(lines.getFirst());
    if (words.size() <= STEAL) {
      return new ProcessorTimes(now, Double.NaN, Double.NaN, Double.NaN, own, throttled);
    }
    double total = 0;
    // The columns after this one are parts of the first two.
    for (int column = 1; column <= STEAL; column++) {
      total += seconds(words, column);
    }
    return new ProcessorTimes(
        now,
        total,
        seconds(words, IDLE) + seconds(words, IO_WAIT),
        seconds(words, STEAL),
        own,
        throttled);
  }

  private static double seconds(List<String> words, int column) {
    return ProcFiles.parse(words.get(column)).orElse(0) / TICKS;
  }

  /** Returns what has been used since an earlier reading. */
  ProcessorTimes since(ProcessorTimes earlier) {
    return new ProcessorTimes(
        elapsed - earlier.elapsed,
        total - earlier.total,
        idle - earlier.idle,
        stolen - earlier.stolen,
        own - earlier.own,
        throttled - earlier.throttled);
  }

  /** Returns the share of all processors that was stolen; NaN if not known. */
  double stolenRatio() {
    return total > 0 ? stolen / total : Double.NaN;
  }

  /** Returns the share of all processors that other processes used; NaN if not known. */
  double othersRatio() {
    return total > 0 ? Math.max(0, total - idle - stolen - own) / total : Double.NaN;
  }
}
