package dev.loadstone.engine.benchmark;

import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a benchmark in several JVMs, one after the other, each fresh: with the class path, the JVM
 * and the JVM's options of this one. What differs from JVM to JVM (in which order code was compiled
 * and inlined, where things lie in memory) is in the spread of the forks, not of the samples, so
 * that the fork is what {@link BenchmarkResult#forks} counts.
 *
 * <p>Source: JMH samples 12 and 13 (forking, run to run).
 */
public final class Forks {
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib", "-agentpath", "-javaagent", "-Xlog", "-XX:AOT", "-XX:SharedArchiveFile");

  private Forks() {}

  /**
   * Runs a benchmark in forks, at every level.
   *
   * @param source a public class with a public constructor without parameters
   * @param forks how many JVMs for each level; at least 1
   * @return a result per level, in order; heap and the like are the largest of the forks, processor
   *     figures and allocation their means
   * @throws IOException if a JVM cannot be started or does not write its samples
   * @throws InterruptedException if the thread is interrupted; the JVM under way is ended
   * @throws IllegalArgumentException if the class is not such a one
   */
  public static List<BenchmarkResult> run(Class<? extends BenchmarkSource> source, int forks)
      throws IOException, InterruptedException {
    if (forks < 1) {
      throw new IllegalArgumentException("forks must be at least 1, got: " + forks);
    }
    Benchmark benchmark = create(source.getName()).benchmark();
    List<BenchmarkResult> results = new ArrayList<>();
    for (int level : benchmark.levels()) {
      List<ForkFile.Content> found = new ArrayList<>();
      for (int fork = 0; fork < forks; fork++) {
        found.add(fork(source, level));
      }
      List<SampleLog> logs = found.stream().map(ForkFile.Content::log).toList();
      String stopped =
          found.stream()
              .map(ForkFile.Content::stopped)
              .filter(reason -> !reason.isEmpty())
              .findFirst()
              .orElse("");
      results.add(
          BenchmarkResult.of(benchmark.identity(level, true), logs, resources(found), stopped));
    }
    return results;
  }

  /**
   * Returns an instance of a source.
   *
   * @throws IllegalArgumentException if the class has no public constructor without parameters, is
   *     not public, or is not found
   */
  static BenchmarkSource create(String className) {
    try {
      Constructor<?> constructor =
          Class.forName(className, true, Thread.currentThread().getContextClassLoader())
              .getConstructor();
      return (BenchmarkSource) constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException wrong) {
      throw new IllegalArgumentException(
          "a fork's benchmark must be a public BenchmarkSource with a public constructor without"
              + " parameters, got: "
              + className,
          wrong);
    }
  }

  private static ForkFile.Content fork(Class<?> source, int level)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("loadstone-fork-", ".bin");
    Path output = Files.createTempFile("loadstone-fork-", ".log");
    try {
      Process process =
          new ProcessBuilder(command(source, level, file))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = await(process);
      if (code != 0) {
        throw new IOException(
            "the fork of " + source.getName() + " ended with " + code + ": " + beginning(output));
      }
      return ForkFile.read(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(output);
    }
  }

  private static int await(Process process) throws InterruptedException {
    try {
      return process.waitFor();
    } finally {
      if (process.isAlive()) {
        process.destroyForcibly().waitFor(1, TimeUnit.SECONDS);
      }
    }
  }

  private static String beginning(Path output) throws IOException {
    String text = Files.readString(output).strip();
    return text.substring(0, Math.min(500, text.length()));
  }

  private static List<String> command(Class<?> source, int level, Path file) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-"))
        .filter(argument -> NOT_INHERITED.stream().noneMatch(argument::startsWith))
        .forEach(command::add);
    command.add("-cp");
    command.add(classPath());
    command.add(ForkMain.class.getName());
    command.add(source.getName());
    command.add(String.valueOf(level));
    command.add(file.toString());
    return command;
  }

  /** Returns the class path, absolute, since a build tool may have put it into a jar's manifest. */
  private static String classPath() {
    List<String> entries = new ArrayList<>();
    for (String entry :
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))
            .split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private static ResourceUse resources(List<ForkFile.Content> forks) {
    List<ResourceUse> all = forks.stream().map(ForkFile.Content::resources).toList();
    return new ResourceUse(
        all.stream().mapToDouble(ResourceUse::heapBytes).max().orElse(Double.NaN),
        all.stream().mapToDouble(ResourceUse::rssBytes).max().orElse(Double.NaN),
        all.stream()
            .mapToDouble(ResourceUse::allocatedBytesPerOperation)
            .average()
            .orElse(Double.NaN),
        all.stream().mapToDouble(ResourceUse::cpuProcess).average().orElse(Double.NaN),
        all.stream().mapToDouble(ResourceUse::cpuMachine).average().orElse(Double.NaN),
        List.of());
  }
}
