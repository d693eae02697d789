package dev.loadstone.report;

import dev.loadstone.core.benchmark.BenchmarkReport;
import dev.loadstone.core.benchmark.BenchmarkResult;
import dev.loadstone.core.benchmark.SampleLog;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.MovingBlocks;
import dev.loadstone.core.compare.Reading;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.compare.WeightedSeconds;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.record.Tags;
import dev.loadstone.report.imports.ImportedBenchmarks;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of benchmarks that comparisons are made of: of each fork or run, the mean time. */
final class BenchmarkReadings {
  private static final String PLAN = "JMH benchmarks";
  private static final int DRAWS = 500;
  private static final long SEED = 1;

  private BenchmarkReadings() {}

  /**
   * Returns each fork of a file as a run. The n-th forks of all benchmarks make the n-th run.
   *
   * @param patterns of the benchmarks wanted; none for all
   * @return at least one run, without figures if no benchmark is wanted
   */
  static List<ComparedRun> of(BenchmarkReport report, List<SubjectPattern> patterns) {
    List<Map<Subject, Reading>> forks = new ArrayList<>();
    for (BenchmarkResult result : report.results()) {
      Subject subject =
          new Subject(result.name(), new Tags(result.labels()), "", Unit.SECONDS, false);
      if (!patterns.isEmpty() && patterns.stream().noneMatch(p -> p.matches(subject))) {
        continue;
      }
      for (int i = 0; i < result.runs().size(); i++) {
        while (forks.size() <= i) {
          forks.add(new LinkedHashMap<>());
        }
        put(forks.get(i), subject, result.runs().get(i), result.warmUps().get(i));
      }
    }
    if (forks.isEmpty()) {
      forks.add(Map.of());
    }
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < forks.size(); i++) {
      runs.add(
          new ComparedRun(
              report.name() + ", fork " + (i + 1),
              PLAN,
              "",
              "",
              report.environment(),
              forks.get(i)));
    }
    return runs;
  }

  /**
   * Returns each run of another tool's benchmarks. The n-th runs of all benchmarks make the n-th.
   *
   * @param file where they stand
   * @param patterns of the benchmarks wanted; none for all
   * @return at least one run, without figures if no benchmark is wanted
   */
  static List<ComparedRun> of(
      ImportedBenchmarks imported, String file, List<SubjectPattern> patterns) {
    List<Map<Subject, Reading>> readings = new ArrayList<>(List.of(new LinkedHashMap<>()));
    for (Benchmark benchmark : imported.benchmarks()) {
      Subject subject =
          new Subject(benchmark.name(), new Tags(benchmark.labels()), "", Unit.SECONDS, false);
      if (!patterns.isEmpty() && patterns.stream().noneMatch(p -> p.matches(subject))) {
        continue;
      }
      for (int i = 0; i < benchmark.runs().size(); i++) {
        while (readings.size() <= i) {
          readings.add(new LinkedHashMap<>());
        }
        put(readings.get(i), subject, benchmark.runs().get(i));
      }
    }
    List<ComparedRun> runs = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      String name = readings.size() == 1 ? file : file + ", run " + (i + 1);
      runs.add(
          new ComparedRun(name, imported.plan(), "", "", imported.environment(), readings.get(i)));
    }
    return runs;
  }

  private static void put(Map<Subject, Reading> fork, Subject subject, SampleLog log, int warmUp) {
    double[] times = log.durations(warmUp);
    if (times.length > 0) {
      put(fork, subject, times);
    }
  }

  /** Of a single sample nothing is known but itself. */
  private static void put(Map<Subject, Reading> run, Subject subject, List<Double> samples) {
    if (samples.size() == 1) {
      run.put(subject, Reading.of(samples.getFirst()));
    } else {
      put(run, subject, samples.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }

  private static void put(Map<Subject, Reading> run, Subject subject, double[] times) {
    double[] ones = new double[times.length];
    Arrays.fill(ones, 1);
    double[] drawn = MovingBlocks.draw(new WeightedSeconds(times, ones), DRAWS, SEED)[0];
    run.put(
        subject,
        new Reading(
            Arrays.stream(times).average().orElseThrow(), Arrays.stream(drawn).boxed().toList()));
  }
}
