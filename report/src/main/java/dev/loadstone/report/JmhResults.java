package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.report.Json.MalformedJsonException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads what JMH writes with {@code -rf json}. Each measured iteration of each fork is one sample:
 * the mean time of an operation in it, whatever the mode's unit. Its samples' spread is therefore
 * that of iterations, not of operations; JMH does not tell more in modes {@code thrpt} and {@code
 * avgt}. Each fork is a run of its own. Warm-up iterations are not in the file.
 *
 * <p>Source: JMH 1.37, {@code org.openjdk.jmh.results.format.JSONResultFormat}.
 */
public final class JmhResults {
  private static final double NANOS = 1e9;
  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);

  private JmhResults() {}

  /**
   * Returns the results of a document.
   *
   * @param file what to call it in problems
   * @param text JSON
   * @throws InvalidInputException if it is none of JMH's
   */
  public static BenchmarkReport read(String file, String text) {
    try {
      JsonNode root = Json.MAPPER.readTree(text);
      if (root == null || !root.isArray() || root.isEmpty()) {
        throw new MalformedJsonException("it must be a list of benchmarks");
      }
      List<BenchmarkResult> results = new ArrayList<>();
      for (JsonNode benchmark : root) {
        results.add(benchmark(benchmark));
      }
      return new BenchmarkReport(file, Instant.EPOCH, environment(root.get(0)), results);
    } catch (JsonProcessingException | MalformedJsonException wrong) {
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  file,
                  "must be a result of JMH, got: " + firstLine(wrong),
                  "Write it with -rf json -rff FILE.")));
    }
  }

  private static String firstLine(Exception wrong) {
    String message = String.valueOf(wrong.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  private static Map<String, String> environment(JsonNode benchmark) {
    Map<String, String> facts = new TreeMap<>();
    for (String key : List.of("jmhVersion", "jdkVersion", "vmName", "vmVersion")) {
      if (benchmark.path(key).isTextual()) {
        facts.put("jmh." + key, benchmark.path(key).textValue());
      }
    }
    return facts;
  }

  private static BenchmarkResult benchmark(JsonNode benchmark) throws MalformedJsonException {
    String name = Json.text(benchmark, "benchmark");
    Map<String, String> labels = new TreeMap<>();
    labels.put("mode", Json.text(benchmark, "mode"));
    benchmark
        .path("params")
        .properties()
        .forEach(param -> labels.put(param.getKey(), param.getValue().asText()));
    JsonNode metric = Json.required(benchmark, "primaryMetric");
    String unit = Json.text(metric, "scoreUnit");
    List<SampleLog> runs = new ArrayList<>();
    for (JsonNode fork : Json.required(metric, "rawData")) {
      runs.add(run(fork, unit));
    }
    if (runs.isEmpty()) {
      throw new MalformedJsonException("rawData of " + name + " is empty");
    }
    double allocated =
        benchmark
            .path("secondaryMetrics")
            .path("gc.alloc.rate.norm")
            .path("score")
            .asDouble(Double.NaN);
    return BenchmarkResult.of(
        new Identity(name, labels, (int) Json.whole(benchmark, "threads"), List.of(), true),
        runs,
        ResourceUse.UNKNOWN.withAllocated(allocated),
        "");
  }

  private static SampleLog run(JsonNode fork, String unit) throws MalformedJsonException {
    SampleLog log = new SampleLog();
    long now = 0;
    for (JsonNode score : fork) {
      if (!score.isNumber()) {
        throw new MalformedJsonException("a score must be a number, got: " + score);
      }
      double seconds = seconds(score.doubleValue(), unit);
      long nanos = Math.max(1, Math.round(seconds * NANOS));
      log.addMean(now, nanos, seconds);
      now += nanos;
    }
    return log;
  }

  /** Returns the time of an operation, from a score in {@code ns/op} or {@code ops/us}. */
  private static double seconds(double score, String unit) throws MalformedJsonException {
    Double perOperation = SECONDS.get(unit.replaceFirst("/op$", ""));
    if (perOperation != null) {
      return score * perOperation;
    }
    Double perUnit = SECONDS.get(unit.replaceFirst("^ops/", ""));
    if (perUnit != null && score > 0) {
      return perUnit / score;
    }
    throw new MalformedJsonException("a score of " + score + " " + unit + " is no time");
  }
}
