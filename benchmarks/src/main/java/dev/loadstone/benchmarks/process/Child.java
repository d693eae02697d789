package dev.loadstone.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A process started here, with its descendants. Its output goes to files. It is stopped by {@link
 * #close}, and at the end of this program, however it ends but by SIGKILL.
 */
public final class Child implements AutoCloseable {
  private static final Set<Child> RUNNING = ConcurrentHashMap.newKeySet();
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final double TICKS_PER_SECOND = ticksPerSecond();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Child::close)));
  }

  private final Process process;
  private final Path output;
  private final Path errors;
  private final long started = System.nanoTime();

  private Child(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /**
   * Starts a process.
   *
   * @param command the program and its arguments
   * @param environment variables to be added
   * @param log where its output goes: {@code log.out} and {@code log.err}, made anew
   * @throws ProcessFailure if it cannot be started
   */
  public static Child start(List<String> command, Map<String, String> environment, Path log) {
    Path output = log.resolveSibling(log.getFileName() + ".out");
    Path errors = log.resolveSibling(log.getFileName() + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Child child = new Child(builder.start(), output, errors);
      RUNNING.add(child);
      return child;
    } catch (IOException cannot) {
      throw new ProcessFailure("cannot start " + command.getFirst() + ": " + cannot.getMessage());
    }
  }

  /** Returns a command that is bound to one processor. */
  public static List<String> pinned(int processor, List<String> command) {
    List<String> all = new ArrayList<>(List.of("taskset", "-c", Integer.toString(processor)));
    all.addAll(command);
    return all;
  }

  private static double ticksPerSecond() {
    try {
      Process getconf = new ProcessBuilder("getconf", "CLK_TCK").start();
      try (Stream<String> lines = getconf.inputReader().lines()) {
        return Double.parseDouble(lines.findFirst().orElseThrow().strip());
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** Returns the id of the process. */
  public long pid() {
    return process.pid();
  }

  private LongStream pids() {
    return LongStream.concat(
        LongStream.of(process.pid()), process.descendants().mapToLong(ProcessHandle::pid));
  }

  /** Returns the processor time used so far by the process and its descendants, in seconds. */
  public double cpuSeconds() {
    return pids().map(ProcStat::readCpuTicks).sum() / TICKS_PER_SECOND;
  }

  /**
   * Returns the processor time used so far by some threads of the process and its descendants.
   *
   * @param name how the names of those threads begin; 15 characters of a name are known
   * @return in seconds
   */
  public double threadSeconds(String name) {
    return pids().map(pid -> ProcStat.readThreadTicks(pid, name)).sum() / TICKS_PER_SECOND;
  }

  /** Returns the sum of the highest resident sizes of the processes alive, in bytes. */
  public long peakBytes() {
    return pids().map(ProcStat::readPeakBytes).sum();
  }

  /** Returns the seconds since the start. */
  public double ageSeconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /**
   * Waits until the process has a certain age.
   *
   * @return whether it is still alive
   */
  public boolean reach(double seconds) {
    return !ended(Duration.ofNanos((long) ((seconds - ageSeconds()) * 1e9)));
  }

  /** Waits for the end, for so long at most; returns whether it has ended. */
  public boolean ended(Duration timeout) {
    try {
      return process.waitFor(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailure("interrupted");
    }
  }

  /**
   * Stops the process for a while, and has it go on.
   *
   * @throws ProcessFailure if that cannot be done
   */
  public void suspend(Duration length) {
    signal("-STOP");
    try {
      ended(length);
    } finally {
      signal("-CONT");
    }
  }

  private void signal(String signal) {
    List<String> command = List.of("kill", signal, Long.toString(process.pid()));
    try {
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        throw new ProcessFailure("cannot send " + signal + " to a process: it is not there");
      }
    } catch (IOException cannot) {
      throw new ProcessFailure("cannot send " + signal + ": " + cannot.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailure("interrupted");
    }
  }

  /** Returns the exit code; there must be one. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Returns what it has written to its standard output. */
  public String output() {
    return read(output);
  }

  /** Returns the last lines of what it has written, for a message. */
  public String lastWords() {
    List<String> lines = Stream.concat(read(errors).lines(), read(output).lines()).toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Stops the process and its descendants: asks first, kills after five seconds. */
  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    if (!ended(GRACE)) {
      all.forEach(ProcessHandle::destroyForcibly);
      ended(GRACE);
    }
    RUNNING.remove(this);
  }
}
