package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.SampleLog;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the charts of benchmarks show, as JSON that is harmless inside a script element. Of many
 * iterations a point stands for several in a row, by their median and their longest.
 */
final class BenchmarkCharts {
  /** The most points of a chart. */
  static final int POINTS_MAX = 1_200;

  /** Points of a distribution per halving of the distance to 100 %. */
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private BenchmarkCharts() {}

  /** Returns the data; no {@code <}, no line separators. */
  static String of(BenchmarkReport report) {
    return ChartData.harmless(
        Json.line(json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("results");
          for (BenchmarkResult result : report.results()) {
            result(json, result);
          }
          json.writeEndArray();
          json.writeEndObject();
        }));
  }

  private static void result(JsonGenerator json, BenchmarkResult result) throws IOException {
    int iterations = result.runs().stream().mapToInt(SampleLog::size).sum();
    int size = Math.max(1, Math.ceilDiv(iterations, POINTS_MAX));
    double[] all = new double[iterations];
    int at = 0;
    json.writeStartObject();
    json.writeNumberField("iterations", iterations);
    json.writeNumberField("size", size);
    json.writeArrayFieldStart("warmUps");
    for (int run = 0; run < result.runs().size(); run++) {
      json.writeStartArray();
      json.writeNumber(at);
      json.writeNumber(at + result.warmUps().get(run));
      json.writeEndArray();
      for (int i = 0; i < result.runs().get(run).size(); i++) {
        all[at++] = result.runs().get(run).seconds(i);
      }
    }
    json.writeEndArray();
    forks(json, result);
    buckets(json, all, size);
    quantiles(json, BenchmarkTables.samples(result));
    json.writeEndObject();
  }

  /** Writes where every fork but the first begins. */
  private static void forks(JsonGenerator json, BenchmarkResult result) throws IOException {
    json.writeArrayFieldStart("forks");
    int at = 0;
    for (SampleLog run : result.runs()) {
      if (at > 0) {
        json.writeNumber(at);
      }
      at += run.size();
    }
    json.writeEndArray();
  }

  private static void buckets(JsonGenerator json, double[] all, int size) throws IOException {
    double[] medians = new double[Math.ceilDiv(all.length, size)];
    double[] longest = new double[medians.length];
    for (int bucket = 0; bucket < medians.length; bucket++) {
      double[] told =
          Arrays.stream(all, bucket * size, Math.min(all.length, (bucket + 1) * size))
              .filter(value -> !Double.isNaN(value))
              .sorted()
              .toArray();
      medians[bucket] = told.length == 0 ? Double.NaN : told[(told.length - 1) / 2];
      longest[bucket] = told.length == 0 ? Double.NaN : told[told.length - 1];
    }
    ChartData.column(json, "median", medians);
    if (size > 1) {
      ChartData.column(json, "max", longest);
    }
  }

  /** Writes pairs of 1 / (1 − q) and the sample at quantile q; the longest at their number. */
  private static void quantiles(JsonGenerator json, double[] samples) throws IOException {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    json.writeArrayFieldStart("quantiles");
    for (int tick = 0; sorted.length > 0; tick++) {
      double beyond = Math.pow(2, (double) tick / TICKS_PER_HALF_DISTANCE);
      boolean last = beyond >= sorted.length;
      double x = last ? sorted.length : beyond;
      int rank = (int) Math.ceil(sorted.length * (1 - 1 / x) - 1e-6);
      json.writeStartArray();
      ChartData.number(json, x);
      ChartData.number(json, last ? sorted[sorted.length - 1] : sorted[Math.max(0, rank - 1)]);
      json.writeEndArray();
      if (last) {
        break;
      }
    }
    json.writeEndArray();
  }
}
