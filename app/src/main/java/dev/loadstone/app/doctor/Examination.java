package dev.loadstone.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.TimerPrecision;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What was found on this machine. Times are in seconds; what the platform does not tell is empty or
 * NaN.
 *
 * @param transport by what sockets are driven
 * @param loops event loops whose timers were measured at once
 * @param timerP50 median of how much later than asked a timer of an event loop fired
 * @param timerP99 99th percentile of that
 * @param loopLag the worst of that
 * @param parkP50 median of how much longer than asked a thread was parked
 * @param parkP99 99th percentile of that
 * @param clockStep the smallest difference that the clock shows
 * @param processors how many the JVM may use
 * @param memoryBytes of the machine
 * @param heapBytes that the JVM may use
 * @param fileDescriptorsMax how many files and sockets the process may open
 * @param ephemeralPorts how many outgoing connections to one address and port there may be
 * @param loadAverage runnable threads of the machine over the last minute, before the examination
 */
public record Examination(
    String transport,
    int loops,
    double timerP50,
    double timerP99,
    double loopLag,
    double parkP50,
    double parkP99,
    double clockStep,
    int processors,
    OptionalLong memoryBytes,
    long heapBytes,
    OptionalLong fileDescriptorsMax,
    OptionalLong ephemeralPorts,
    double loadAverage) {
  private static final Duration TIMERS = Duration.ofSeconds(4);
  private static final Duration PARKS = Duration.ofSeconds(1);
  private static final long PARK_NANOS = 1_000_000;
  private static final int CLOCK_READINGS = 100_000;
  private static final double NANOS = 1e9;

  /**
   * Examines this machine; takes about five seconds.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public static Examination ofThisMachine() throws InterruptedException {
    double loadAverage = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    TimerPrecision timers = TimerPrecision.measure(EngineOptions.DEFAULT, TIMERS);
    Histogram parks = parks();
    Runtime runtime = Runtime.getRuntime();
    return new Examination(
        timers.transport(),
        timers.loops(),
        seconds(timers.overshootNanos(), 50),
        seconds(timers.overshootNanos(), 99),
        timers.overshootNanos().getMaxValue() / NANOS,
        seconds(parks, 50),
        seconds(parks, 99),
        readClockStep(),
        runtime.availableProcessors(),
        unix(UnixOperatingSystemMXBean::getTotalMemorySize),
        runtime.maxMemory(),
        unix(UnixOperatingSystemMXBean::getMaxFileDescriptorCount),
        readEphemeralPorts(),
        loadAverage < 0 ? Double.NaN : loadAverage);
  }

  private static double seconds(Histogram histogram, double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS;
  }

  private static Histogram parks() {
    Histogram overshoot = Histograms.empty();
    long until = System.nanoTime() + PARKS.toNanos();
    for (long now = System.nanoTime(); now - until < 0; ) {
      LockSupport.parkNanos(PARK_NANOS);
      long after = System.nanoTime();
      overshoot.recordValue(Math.max(0, after - now - PARK_NANOS));
      now = after;
    }
    return overshoot;
  }

  private static double readClockStep() {
    long smallest = Long.MAX_VALUE;
    long before = System.nanoTime();
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long now = System.nanoTime();
      if (now > before) {
        smallest = Math.min(smallest, now - before);
      }
      before = now;
    }
    return smallest == Long.MAX_VALUE ? Double.NaN : smallest / NANOS;
  }

  private static OptionalLong unix(
      java.util.function.ToLongFunction<UnixOperatingSystemMXBean> figure) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(figure.applyAsLong(unix))
        : OptionalLong.empty();
  }

  private static OptionalLong readEphemeralPorts() {
    try {
      String range = Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"));
      String[] bounds = range.strip().split("\\s+", -1);
      return OptionalLong.of(Long.parseLong(bounds[1]) - Long.parseLong(bounds[0]) + 1);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
      return OptionalLong.empty();
    }
  }
}
