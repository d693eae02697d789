package dev.loadstone.engine.health;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loadstone.core.record.GeneratorSample;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what the process and its event loops used since the last reading. Not thread-safe. */
public final class GeneratorProbe {
  private static final Path STATM = Path.of("/proc/self/statm");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
  private static final int DESCRIPTORS_KEPT = 64;
  private static final long PAGE_BYTES = 4096;
  private static final double NANOS = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final List<Thread> loops;
  private final long[] loopCpu;
  private final int processors = Runtime.getRuntime().availableProcessors();
  private long processCpu;
  private long gcMillis;
  private long readAt;

  /**
   * Creates a probe and takes the first reading.
   *
   * @param loops the event loops' threads; none if their processor time says nothing
   * @param now the time in nanoseconds, on any clock
   */
  public GeneratorProbe(List<Thread> loops, long now) {
    this.loops = List.copyOf(loops);
    this.loopCpu = new long[loops.size()];
    read(now);
  }

  /**
   * Returns what was used since the last reading. Loop lag is not known here.
   *
   * @param now the time in nanoseconds, on the clock of the last reading
   */
  public GeneratorSample read(long now) {
    double seconds = Math.max(1e-6, (now - readAt) / NANOS);
    readAt = now;
    double cpu = Double.NaN;
    double descriptors = Double.NaN;
    double descriptorsMax = Double.NaN;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long used = unix.getProcessCpuTime();
      cpu = (used - processCpu) / NANOS / seconds / processors;
      processCpu = used;
      descriptors = (double) openDescriptors(unix);
      descriptorsMax = (double) unix.getMaxFileDescriptorCount();
    }
    long gc =
        collectors.stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .filter(millis -> millis > 0)
            .sum();
    double gcPause = (gc - gcMillis) / 1e3;
    gcMillis = gc;
    Runtime runtime = Runtime.getRuntime();
    return new GeneratorSample(
        cpu,
        loopCpu(seconds),
        gcPause,
        Double.NaN,
        descriptors,
        descriptorsMax,
        residentBytes(),
        (double) (runtime.totalMemory() - runtime.freeMemory()));
  }

  /**
   * Returns how many file descriptors the process may still open for connections, some being kept
   * for its own files.
   *
   * @return at least 1; a very large number where the platform has no limit to tell
   */
  public static int freeDescriptors() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long free = unix.getMaxFileDescriptorCount() - openDescriptors(unix) - DESCRIPTORS_KEPT;
      return Math.clamp(free, 1, Integer.MAX_VALUE);
    }
    return Integer.MAX_VALUE;
  }

  /**
   * Returns how many file descriptors are open. Linux tells it as the size of a directory from 6.2
   * on (proc_pid_fd(5)); to list that directory, as the JVM does, takes milliseconds where there
   * are thousands.
   */
  private static long openDescriptors(UnixOperatingSystemMXBean unix) {
    try {
      long size = Files.size(DESCRIPTORS);
      return size > 0 ? size : unix.getOpenFileDescriptorCount();
    } catch (IOException unknown) {
      return unix.getOpenFileDescriptorCount();
    }
  }

  private double loopCpu(double seconds) {
    double max = loopCpu.length == 0 ? Double.NaN : 0;
    for (int i = 0; i < loopCpu.length; i++) {
      long used = Math.max(0, threads.getThreadCpuTime(loops.get(i).threadId()));
      max = Math.max(max, (used - loopCpu[i]) / NANOS / seconds);
      loopCpu[i] = used;
    }
    return Math.min(1, max);
  }

  /** Returns the memory of the process that is in RAM; NaN where it is not known. */
  static double residentBytes() {
    try {
      String[] pages = Files.readString(STATM).split(" ", -1);
      return (double) Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException | NumberFormatException unknown) {
      return Double.NaN;
    }
  }
}
