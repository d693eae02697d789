package dev.loadstone.benchmarks.steady;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
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
   * Runs JMH without any warm-up, with iterations of a tenth of a second, lets it write its JSON,
   * and takes out of that what is of this machine only, and percentiles, which the iterations tell.
   *
   * @param include a regular expression of benchmarks
   * @param iterations how many of each fork
   * @throws RunnerException if a benchmark fails
   * @throws IOException if the file cannot be written
   */
  public static void record(Path file, String include, int forks, int iterations)
      throws RunnerException, IOException {
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
    ObjectMapper json = new ObjectMapper();
    JsonNode all = json.readTree(file.toFile());
    for (JsonNode benchmark : all) {
      ((ObjectNode) benchmark).remove(List.of("jvm", "jvmArgs"));
      ((ObjectNode) benchmark.path("primaryMetric")).remove("scorePercentiles");
    }
    Files.writeString(file, json.writeValueAsString(all).replace("},{\"jmh", "},\n{\"jmh") + "\n");
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
      String text =
          name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1)
              + params(benchmark.path("params"));
      boolean rate = benchmark.path("primaryMetric").path("scoreUnit").asText().startsWith("ops/");
      int fork = 1;
      for (JsonNode scores : benchmark.path("primaryMetric").path("rawData")) {
        double[] times =
            StreamSupport.stream(scores.spliterator(), false)
                .mapToDouble(score -> rate ? 1 / score.asDouble() : score.asDouble())
                .toArray();
        if (times.length >= SHORTEST) {
          all.add(KnownSeries.measured(text + " #" + fork++, times));
        }
      }
    }
    return all;
  }

  private static String params(JsonNode params) {
    StringBuilder text = new StringBuilder();
    params
        .properties()
        .forEach(param ->
            text.append(' ').append(param.getKey()).append('=').append(param.getValue().asText()));
    return text.toString();
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
