package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.BenchmarkResult.Identity;
import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.ResourceUse;
import dev.loadstone.core.benchmark.SampleLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Results of benchmarks as they might have been, the same at every call. */
final class SampleBenchmarks {
  private static final ResourceUse USED =
      new ResourceUse(41.2e6, 318e6, Double.NaN, 0.184, 0.421, List.of(0.52, 0.32));

  private SampleBenchmarks() {}

  private static SampleLog log(
      Random random, double millis, int warmUp, int samples, double drift, double failing) {
    SampleLog log = new SampleLog();
    long now = 0;
    for (int i = 0; i < warmUp + samples; i++) {
      if (i == warmUp) {
        log.warmUpEnds();
      }
      double slow = 1 + 2 * Math.exp(-i / 4.0) + drift * i / samples;
      long nanos = (long) (millis * 1e6 * slow * Math.exp(0.08 * random.nextGaussian()));
      if (random.nextDouble() < failing) {
        log.addFailed(now, nanos, "timeout_total");
      } else {
        log.add(now, nanos);
      }
      now += nanos + 20_000;
    }
    return log;
  }

  private static BenchmarkResult result(
      String name, int users, List<SampleLog> runs, BenchmarkTarget... targets) {
    boolean forked = runs.size() > 1;
    return BenchmarkResult.of(
        new Identity(name, Map.of("team", "pricing"), users, List.of(targets), forked),
        runs,
        forked ? USED.withAllocated(1_480) : USED,
        "");
  }

  private static BenchmarkTarget at(Figure figure, double limit) {
    return new BenchmarkTarget(figure, limit);
  }

  /** Components of every sort: met, close, missed, forked, drifting, failing, without targets. */
  static BenchmarkReport components() {
    Random random = new Random(42);
    List<BenchmarkResult> results = new ArrayList<>();
    for (int users : new int[] {1, 10}) {
      results.add(
          result(
              "price-discovery",
              users,
              List.of(log(random, 12 * Math.sqrt(users), 10, 500, 0, 0)),
              at(Figure.MEDIAN, 0.05),
              at(Figure.P95, 0.06),
              at(Figure.SUCCESS_RATIO, 0.95)));
    }
    results.add(
        result(
            "opportunity-detection",
            1,
            List.of(log(random, 45, 10, 100, 0, 0.02)),
            at(Figure.MEAN, 0.05),
            at(Figure.SUCCESS_RATIO, 1),
            at(Figure.P99, 0.1)));
    results.add(
        result(
            "risk-assessment-with-a-long-name <b>of markets</b>",
            4,
            List.of(log(random, 7, 10, 3_000, 3, 0)),
            at(Figure.OPERATIONS_PER_SECOND, 20),
            at(Figure.RSS, 300e6)));
    List<SampleLog> forks = new ArrayList<>();
    for (int fork = 0; fork < 5; fork++) {
      forks.add(log(random, 0.002 + fork * 0.00005, 20, 200, 0, 0));
    }
    results.add(result("signing", 1, forks, at(Figure.MEAN, 0.000_002_2)));
    results.add(result("gone", 1, List.of(log(random, 30, 3, 20, 0, 1)), at(Figure.MEAN, 0.1)));
    results.add(result("cache", 1, List.of(log(random, 0.4, 3, 12, 0, 0))));
    return new BenchmarkReport(
        "component-catalogue",
        Instant.parse("2026-11-21T10:00:00Z"),
        Map.of("java.version", "25.0.3", "machine.processors", "2", "os.name", "Linux"),
        results);
  }
}
