package dev.loadstone.engine.benchmark;

import dev.loadstone.core.benchmark.BenchmarkResult;
import java.io.IOException;
import java.nio.file.Path;

/** The program of a fork. */
final class ForkMain {
  private ForkMain() {}

  /**
   * Runs a benchmark and writes what it found.
   *
   * @param arguments the source's class, the level, and the file
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Benchmark benchmark = Forks.create(arguments[0]).benchmark();
    BenchmarkResult result = benchmark.at(Integer.parseInt(arguments[1])).run().getFirst();
    ForkFile.write(
        Path.of(arguments[2]),
        new ForkFile.Content(result.runs().getFirst(), result.resources(), result.stopped()));
  }
}
