package dev.loadstone.benchmarks.steady;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Series of JMH's own, from the first iteration on: every fork of every benchmark. */
public final class JmhSeries {
  private static final int SHORTEST = 2 * Score.WINDOW;

  private JmhSeries() {}

  /**
   * Runs JMH without any warm-up, with iterations of a tenth of a second, and lets it write its
   * JSON.
   *
   * @param include a regular expression of benchmarks
   * @param iterations how many of each fork
   * @throws RunnerException if a benchmark fails
   */
  public static void record(Path file, String include, int forks, int iterations)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(include)
            .forks(forks)
            .warmupIterations(0)
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(100))
            .resultFormat(ResultFormatType.JSON)
            .result(file.toString())
            .jvmArgs(
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    new Runner(options).run();
  }

  /**
   * Returns the forks in a file of JMH's.
   *
   * @throws IOException if it cannot be read
   */
  static List<KnownSeries> read(Path file) throws IOException {
    List<KnownSeries> all = new ArrayList<>();
    for (JsonNode benchmark : new ObjectMapper().readTree(file.toFile())) {
      String name = benchmark.path("benchmark").asText();
      boolean rate = benchmark.path("primaryMetric").path("scoreUnit").asText().startsWith("ops/");
      int fork = 1;
      for (JsonNode scores : benchmark.path("primaryMetric").path("rawData")) {
        double[] times =
            StreamSupport.stream(scores.spliterator(), false)
                .mapToDouble(score -> rate ? 1 / score.asDouble() : score.asDouble())
                .toArray();
        if (times.length >= SHORTEST) {
          String text = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
          all.add(KnownSeries.measured(text + " #" + fork++, times));
        }
      }
    }
    return all;
  }

  /** Returns the tables of the forks in files of JMH's. */
  public static String table(List<Path> files) throws IOException {
    List<KnownSeries> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(read(file));
    }
    return SteadyTable.measured(all);
  }
}
