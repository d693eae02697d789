package dev.loadstone.engine.health;

import com.sun.management.OperatingSystemMXBean;
import dev.loadstone.core.benchmark.ResourceUse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What this process and the machine's processors use between two moments. Thread-safe.
 *
 * <p>Source: proc(5), {@code /proc/stat}: ticks of 10 ms by processor; busy is all but idle and
 * waiting for disks. A share is not told of less than {@value #TICKS_MIN} ticks.
 */
public final class ResourceMeter {
  private static final Path STAT = Path.of("/proc/stat");
  private static final int TICKS_MIN = 5;

  /** The time of {@value #TICKS_MIN} ticks, in which processor time is told in them, too. */
  private static final double SHORTEST_NANOS = 50e6;

  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  private double heap = Double.NaN;
  private double resident = Double.NaN;
  private @Nullable Reading first;
  private @Nullable Reading last;

  /** Ticks of each processor; the sum of all comes first. */
  private record Reading(long nanos, long cpuNanos, List<long[]> processors) {}

  /** Creates a meter that has not begun. */
  public ResourceMeter() {}

  /** Marks the beginning. */
  public synchronized void begin() {
    first = reading();
    last = null;
    heap = Double.NaN;
    resident = Double.NaN;
    memory();
  }

  /** Looks how much memory is in use. */
  public synchronized void memory() {
    if (first != null && last == null) {
      Runtime runtime = Runtime.getRuntime();
      heap = max(heap, (double) (runtime.totalMemory() - runtime.freeMemory()));
      resident = max(resident, GeneratorProbe.residentBytes());
    }
  }

  /** Marks the end. */
  public synchronized void end() {
    memory();
    last = reading();
  }

  /** Returns what was used from the beginning to the end; nothing if one of them is missing. */
  public synchronized ResourceUse use() {
    Reading from = first;
    Reading to = last;
    if (from == null || to == null) {
      return ResourceUse.UNKNOWN;
    }
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < Math.min(from.processors.size(), to.processors.size()); i++) {
      shares.add(share(from.processors.get(i), to.processors.get(i)));
    }
    double elapsed = to.nanos - from.nanos;
    return new ResourceUse(
        heap,
        resident,
        Double.NaN,
        elapsed >= SHORTEST_NANOS && to.cpuNanos >= 0
            ? (to.cpuNanos - from.cpuNanos) / elapsed
            : Double.NaN,
        shares.isEmpty() ? Double.NaN : shares.getFirst(),
        shares.isEmpty() ? List.of() : shares.subList(1, shares.size()));
  }

  private static double max(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static double share(long[] from, long[] to) {
    long all = to[1] - from[1];
    return all < TICKS_MIN ? Double.NaN : (double) (to[0] - from[0]) / all;
  }

  private static Reading reading() {
    long cpu =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : -1;
    List<long[]> processors = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(STAT)) {
        if (line.startsWith("cpu")) {
          processors.add(busyAndAll(line.split(" +", -1)));
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      processors.clear();
    }
    return new Reading(System.nanoTime(), cpu, processors);
  }

  /** Returns busy ticks and all ticks; the columns after {@link #STEAL} are parts of others. */
  private static long[] busyAndAll(String[] words) {
    long all = 0;
    for (int column = 1; column <= STEAL; column++) {
      all += Long.parseLong(words[column]);
    }
    long idle = Long.parseLong(words[IDLE]) + Long.parseLong(words[IO_WAIT]);
    return new long[] {all - idle, all};
  }
}
