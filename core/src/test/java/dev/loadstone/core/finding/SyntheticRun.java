package dev.loadstone.core.finding;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.ThresholdParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** A run of one phase and two steps, and a third that is rare, told second by second. */
final class SyntheticRun {
  private static final long SECOND = 1_000_000_000L;
  private static final String PHASE = "steady";
  private static final ProbeSeries MEMORY =
      new ProbeSeries("target_memory_bytes", ProbeSeries.Unit.BYTES, "Memory of the target.");

  private final Random random;
  private final List<Second> seconds = new ArrayList<>();
  private boolean open = true;
  private double from = 100;
  private double to = 100;
  private String[] thresholds = {};
  private List<PhaseWindow> phases = List.of();
  private List<String> tenants = List.of("");
  private ProbeSeries memory = MEMORY;

  /** What happens in a second; the values of a calm one. */
  static final class Second {
    final int number;
    double offered = 100;
    int ok = 100;
    Map<ErrorClass, Integer> failed = new HashMap<>();

    /** Median of service times of a and b, in seconds. */
    double medianA = 0.010;

    double medianB = 0.012;

    /** Standard deviation of the logarithm of times. */
    double spread = 0.25;

    /**
     * What every operation waits before it is sent, and what the slowest one waits in the target.
     */
    double wait;

    /** Whether that wait is for a connection. */
    boolean waitsForConnection;

    double slowest;

    /** What the one operation of c takes, in seconds; there is none if 0. */
    double rare;

    double generatorLag;
    long inFlight = 2;
    long users;
    Map<CounterKey, Long> counters = new HashMap<>();

    /** The memory of the target in bytes; NaN if nobody looks at it. */
    double memory = Double.NaN;

    /** What share of the times of b is how many times as long. */
    double slowShare;

    double slowFactor = 1;

    /** How many times as long those times are that a tenant sees, and how many of 100 fail. */
    Map<String, Double> slower = new HashMap<>();

    Map<String, Integer> failing = new HashMap<>();

    /** How many times as many operations as the others a tenant asks for. */
    Map<String, Integer> greedy = new HashMap<>();

    Second(int number) {
      this.number = number;
    }
  }

  SyntheticRun(long seed) {
    random = new Random(seed);
  }

  /** Has the load rise, by users. */
  SyntheticRun rising(double least, double most) {
    open = false;
    from = least;
    to = most;
    return this;
  }

  /** Has the load go through these phases in place of one; each {@code {level, seconds}}. */
  SyntheticRun phases(int[]... steps) {
    List<PhaseWindow> windows = new ArrayList<>();
    long start = 0;
    for (int[] step : steps) {
      long end = start + step[1] * SECOND;
      String name = "part-" + (windows.size() + 1);
      windows.add(new PhaseWindow(name, start, end, step[0], step[0], open));
      start = end;
    }
    phases = windows;
    return this;
  }

  /** Has several scenarios do the same. */
  SyntheticRun tenants(String... names) {
    tenants = List.of(names);
    return this;
  }

  SyntheticRun thresholds(String... expressions) {
    thresholds = expressions;
    return this;
  }

  /** States what the memory must not come to, in bytes. */
  SyntheticRun memoryLimit(double most) {
    memory = MEMORY.limitedTo(most);
    return this;
  }

  /** Adds calm seconds, each changed as told. */
  SyntheticRun seconds(int count, Consumer<Second> change) {
    for (int i = 0; i < count; i++) {
      Second second = new Second(seconds.size());
      change.accept(second);
      seconds.add(second);
    }
    return this;
  }

  RunResult result() {
    RunAccumulator run = new RunAccumulator();
    long length = seconds.size() * SECOND;
    ThresholdParser parser = new ThresholdParser(Map.of("step", Set.of("a", "b")));
    run.started(
        new RunStart(
            "t",
            "",
            Instant.EPOCH,
            "",
            "",
            Map.of(),
            1,
            open ? "open" : "closed",
            0,
            length,
            phases.isEmpty() ? List.of(new PhaseWindow(PHASE, 0, length, from, to, open)) : phases,
            Stream.of(thresholds).map(parser::parse).toList(),
            Optional.empty(),
            List.of("a", "b", "c"),
            List.of(memory)));
    seconds.forEach(second -> run.interval(interval(second)));
    run.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", length, List.of()));
    return run.result();
  }

  private IntervalSnapshot interval(Second second) {
    Map<SeriesKey, Histogram> histograms = new HashMap<>();
    Map<CounterKey, Long> counters = new HashMap<>(second.counters);
    Tags whole = Tags.of("phase", PHASE);
    for (String name : List.of("a", "b")) {
      for (String tenant : tenants) {
        operations(second, name, tenant, histograms, counters);
      }
    }
    if (second.rare > 0) {
      rare(second, histograms, counters);
    }
    Tags first = Tags.of("step", "a").with("phase", PHASE);
    long failures = 0;
    for (Map.Entry<ErrorClass, Integer> failed : second.failed.entrySet()) {
      failures += failed.getValue();
      counters.put(
          new CounterKey(
              CounterKey.OPERATIONS,
              first.with("outcome", "failed").with("error", failed.getKey().label())),
          (long) failed.getValue());
    }
    counters.put(
        new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "ok")), (long) second.ok);
    counters.put(new CounterKey(CounterKey.ITERATIONS, whole.with("outcome", "failed")), failures);
    counters.put(new CounterKey(CounterKey.STARTED, whole), second.ok + failures);
    if (open) {
      counters.put(new CounterKey(CounterKey.OFFERED, whole), Math.round(second.offered));
    }
    counters.values().removeIf(count -> count == 0);
    double unknown = Double.NaN;
    return new IntervalSnapshot(
        second.number,
        second.number * SECOND,
        (second.number + 1) * SECOND,
        histograms,
        counters,
        second.inFlight,
        second.users,
        0,
        new GeneratorSample(
            unknown, 0.1, unknown, second.generatorLag, unknown, unknown, unknown, unknown),
        Double.isNaN(second.memory)
            ? ProbeReadings.NONE
            : new ProbeReadings(Map.of(MEMORY.name(), second.memory), List.of()));
  }

  private static void rare(
      Second second, Map<SeriesKey, Histogram> histograms, Map<CounterKey, Long> counters) {
    Tags step = Tags.of("step", "c").with("phase", PHASE);
    for (Measure measure : List.of(Measure.RESPONSE_TIME, Measure.SERVICE_TIME)) {
      Histogram times = Histograms.empty();
      times.recordValue((long) (second.rare * SECOND));
      histograms.put(new SeriesKey(measure, step), times);
    }
    counters.put(new CounterKey(CounterKey.OPERATIONS, step.with("outcome", "ok")), 1L);
  }

  private void operations(
      Second second,
      String name,
      String tenant,
      Map<SeriesKey, Histogram> histograms,
      Map<CounterKey, Long> counters) {
    Tags step = Tags.of("step", name).with("phase", PHASE);
    step = tenant.isEmpty() ? step : step.with("scenario", tenant);
    Histogram response = Histograms.empty();
    Histogram service = Histograms.empty();
    double median = name.equals("a") ? second.medianA : second.medianB;
    int all = second.ok / 2 * second.greedy.getOrDefault(tenant, 1);
    int failed = all * second.failing.getOrDefault(tenant, 0) / 100;
    for (int i = 0; i < all - failed; i++) {
      double time = median * Math.exp(second.spread * random.nextGaussian());
      if (name.equals("b") && random.nextDouble() < second.slowShare) {
        time *= second.slowFactor;
      }
      time = time * second.slower.getOrDefault(tenant, 1.0) + (i == 0 ? second.slowest : 0);
      service.recordValue((long) (time * SECOND));
      response.recordValue((long) ((time + second.wait) * SECOND));
    }
    histograms.put(new SeriesKey(Measure.RESPONSE_TIME, step), response);
    histograms.put(new SeriesKey(Measure.SERVICE_TIME, step), service);
    if (second.waitsForConnection) {
      Histogram waits = Histograms.empty();
      waits.recordValueWithCount((long) (second.wait * SECOND), all - failed);
      histograms.put(new SeriesKey(Measure.START_DELAY_CONNECTION, step), waits);
    }
    counters.put(
        new CounterKey(CounterKey.OPERATIONS, step.with("outcome", "ok")), (long) all - failed);
    counters.put(
        new CounterKey(
            CounterKey.OPERATIONS,
            step.with("outcome", "failed").with("error", ErrorClass.SERVER_ERROR.label())),
        (long) failed);
  }
}
