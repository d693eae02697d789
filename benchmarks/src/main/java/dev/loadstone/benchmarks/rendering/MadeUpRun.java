package dev.loadstone.benchmarks.rendering;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * A run that never was: steps with log-normal times, each a little slower than the one before, a
 * few failures, a slow minute in every ten. The same at every call.
 *
 * @param seconds how long it is, 60 at least, a tenth of it warm-up
 * @param steps how many steps an iteration has
 * @param rate operations per second, a multiple of the steps
 */
record MadeUpRun(int seconds, int steps, int rate) {
  private static final long SECOND = 1_000_000_000L;
  private static final int VARIANTS = 2;
  private static final double SPREAD = 0.5;
  private static final int FAILED_OF = 400;
  private static final String STEADY = "steady";
  private static final List<Measure> TIMES =
      List.of(
          Measure.RESPONSE_TIME,
          Measure.SERVICE_TIME,
          Measure.START_DELAY,
          Measure.START_DELAY_GENERATOR);

  /** Tells of the run from its beginning to its end. */
  void replay(RunObserver observer) {
    List<Map<SeriesKey, Histogram>> usual = variants(PhaseWindow.WARM_UP, 1);
    List<Map<SeriesKey, Histogram>> steady = variants(STEADY, 1);
    List<Map<SeriesKey, Histogram>> slow = variants(STEADY, 3);
    observer.started(start());
    for (int second = 0; second < seconds; second++) {
      boolean warmUp = second < seconds / 10;
      boolean slowly = second / 60 % 10 == 9;
      List<Map<SeriesKey, Histogram>> times = warmUp ? usual : slowly ? slow : steady;
      Map<CounterKey, Long> counters = counters(warmUp ? PhaseWindow.WARM_UP : STEADY);
      failures(observer, second);
      observer.interval(
          new IntervalSnapshot(
              second,
              second * SECOND,
              (second + 1) * SECOND,
              times.get(second % VARIANTS),
              counters,
              rate / 10 + second % 7,
              0,
              400,
              new GeneratorSample(0.3, 0.6, 0.002, 0.001, 700, 65_536, 300e6, 90e6)));
    }
    observer.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", seconds * SECOND, List.of()));
  }

  private List<String> names() {
    return IntStream.range(0, steps).mapToObj(i -> "service-%02d".formatted(i)).toList();
  }

  private RunStart start() {
    long warmUp = seconds / 10 * SECOND;
    double iterations = (double) rate / steps;
    ThresholdParser parser = new ThresholdParser(Map.of(Tag.STEP, Set.copyOf(names())));
    List<Threshold> thresholds =
        Stream.concat(
                Stream.of("error_ratio < 1%", "response_time.p99.9 < 5s"),
                names().stream()
                    .limit(10)
                    .map(name -> "response_time{step=" + name + "}.p95 < 500ms"))
            .map(parser::parse)
            .toList();
    return new RunStart(
        "made-up",
        "A run that never was",
        Instant.parse("2026-01-31T10:15:00Z"),
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        plan(),
        Map.of("cpus", "8", "java", "25", "os", "Linux", "target", "http://127.0.0.1:18800"),
        1,
        "open",
        warmUp,
        seconds * SECOND - warmUp,
        List.of(
            new PhaseWindow(PhaseWindow.WARM_UP, 0, warmUp, iterations, iterations, true),
            new PhaseWindow(STEADY, warmUp, seconds * SECOND, iterations, iterations, true)),
        thresholds,
        Optional.empty(),
        names());
  }

  private String plan() {
    StringBuilder plan = new StringBuilder("name: made-up\nsteps:\n");
    names()
        .forEach(
            name -> plan.append("  - http: POST /").append(name).append("\n    json: {a: 1}\n"));
    return plan.toString();
  }

  private static Tags tags(String step, String phase) {
    return new Tags(Map.of(Tag.SCENARIO, "all", Tag.STEP, step, Tag.PHASE, phase));
  }

  private List<Map<SeriesKey, Histogram>> variants(String phase, double slower) {
    Random random = new Random(42);
    List<Map<SeriesKey, Histogram>> variants = new ArrayList<>();
    for (int variant = 0; variant < VARIANTS; variant++) {
      Map<SeriesKey, Histogram> histograms = new HashMap<>();
      for (int step = 0; step < steps; step++) {
        Tags tags = tags(names().get(step), phase);
        double median = 0.005 * (1 + step / 10.0) * slower;
        for (Measure measure : TIMES) {
          double share = measure.name().startsWith("START_DELAY") ? 0.02 : 1;
          histograms.put(new SeriesKey(measure, tags), times(random, median * share));
        }
      }
      variants.add(histograms);
    }
    return variants;
  }

  private Histogram times(Random random, double median) {
    Histogram histogram = Histograms.empty();
    int count = rate / steps;
    for (int i = 0; i < count - count / FAILED_OF; i++) {
      histogram.recordValue((long) (median * Math.exp(SPREAD * random.nextGaussian()) * SECOND));
    }
    return histogram;
  }

  private Map<CounterKey, Long> counters(String phase) {
    Map<CounterKey, Long> counters = new HashMap<>();
    long each = rate / steps;
    long failed = each / FAILED_OF;
    for (String name : names()) {
      Tags tags = tags(name, phase);
      String error = ErrorClass.SERVER_ERROR.label();
      counters.put(
          new CounterKey(CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, Outcome.OK.label())),
          each - failed);
      counters.put(
          new CounterKey(
              CounterKey.OPERATIONS,
              tags.with(Tag.OUTCOME, Outcome.FAILED.label()).with(Tag.ERROR, error)),
          failed);
      counters.put(new CounterKey(CounterKey.BYTES_SENT, tags), 300 * each);
      counters.put(new CounterKey(CounterKey.BYTES_RECEIVED, tags), 1_800 * each);
    }
    Tags whole = Tags.of(Tag.PHASE, phase);
    counters.put(new CounterKey(CounterKey.OFFERED, whole), each);
    counters.put(new CounterKey(CounterKey.STARTED, whole), each);
    counters.put(
        new CounterKey(CounterKey.ITERATIONS, whole.with(Tag.OUTCOME, Outcome.OK.label())), each);
    counters.values().removeIf(count -> count == 0);
    return counters;
  }

  private void failures(RunObserver observer, int second) {
    if (second < steps) {
      observer.failure(
          new FailureSample(
              second * SECOND,
              "all",
              names().get(second),
              ErrorClass.SERVER_ERROR,
              "status 503",
              "POST /" + names().get(second),
              "{\"error\":\"upstream unavailable\"}",
              5_000_000));
    }
  }
}
