package dev.loadstone.report;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.ProbeReadings;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * The events of a run that never was: operations are put in one by one, and come out as intervals
 * of a second.
 */
final class SyntheticRun {
  private static final long SECOND = 1_000_000_000L;
  private static final int SAMPLES_PER_CLASS = 3;

  private final RunStart start;
  private final List<Second> seconds = new ArrayList<>();
  private final List<FailureSample> failures = new ArrayList<>();
  private final Map<String, Integer> sampled = new HashMap<>();
  private RunEnd end;

  SyntheticRun(RunStart start, int length) {
    this.start = start;
    for (int second = 0; second < length; second++) {
      seconds.add(new Second());
    }
    this.end = new RunEnd(RunEnd.Reason.COMPLETED, "", length * SECOND, List.of());
  }

  /** What is to be recorded of one operation; times in nanoseconds from the start of the run. */
  record Operation(String scenario, String step, long intended, long started, long ended) {}

  RunStart start() {
    return start;
  }

  int length() {
    return seconds.size();
  }

  void endsWith(RunEnd other) {
    this.end = other;
  }

  /** Takes over the first seconds of another run. */
  void beginningOf(SyntheticRun other, int untilSecond) {
    seconds.addAll(other.seconds.subList(0, untilSecond));
    failures.addAll(other.failures);
  }

  private String phaseAt(long nanos) {
    return start.phases().stream()
        .filter(phase -> nanos >= phase.startNanos() && nanos < phase.endNanos())
        .map(PhaseWindow::name)
        .findFirst()
        .orElse("drain");
  }

  private Second second(long nanos) {
    return seconds.get(Math.clamp(nanos / SECOND, 0, seconds.size() - 1));
  }

  private Tags tags(Operation operation) {
    return new Tags(
        Map.of(
            Tag.SCENARIO,
            operation.scenario(),
            Tag.STEP,
            operation.step(),
            Tag.PHASE,
            phaseAt(operation.intended())));
  }

  void offer(long nanos) {
    Tags tags = Tags.of(Tag.PHASE, phaseAt(nanos));
    second(nanos).count(CounterKey.OFFERED, tags, 1);
  }

  void start(long intended, long nanos) {
    second(nanos).count(CounterKey.STARTED, Tags.of(Tag.PHASE, phaseAt(intended)), 1);
  }

  void iteration(Operation whole, Outcome outcome) {
    Tags tags = tags(whole).without(Tag.STEP);
    Second second = second(whole.ended());
    second.count(CounterKey.ITERATIONS, tags.with(Tag.OUTCOME, outcome.label()), 1);
    if (outcome == Outcome.OK) {
      second.time(Measure.ITERATION_TIME, tags, whole.ended() - whole.intended());
    }
  }

  void ok(Operation operation) {
    Tags tags = tags(operation);
    Second second = second(operation.ended());
    second.times(tags, operation);
    second.count(CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, Outcome.OK.label()), 1);
    second.count(CounterKey.BYTES_SENT, tags, 310);
    second.count(CounterKey.BYTES_RECEIVED, tags, 1_840);
  }

  void failed(Operation operation, ErrorClass error, String message, String response) {
    Tags tags = tags(operation);
    Second second = second(operation.ended());
    String outcome = error.outcome().label();
    second.times(tags.with(Tag.OUTCOME, outcome), operation);
    second.count(
        CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, outcome).with(Tag.ERROR, error.label()), 1);
    if (sampled.merge(error + operation.step(), 1, Integer::sum) <= SAMPLES_PER_CLASS) {
      failures.add(
          new FailureSample(
              operation.ended(),
              operation.scenario(),
              operation.step(),
              error,
              message,
              "POST /api/v1/" + operation.step(),
              response,
              operation.ended() - operation.intended()));
    }
  }

  void levels(int index, long inFlight, long users, long connections) {
    Second second = seconds.get(index);
    second.inFlight = inFlight;
    second.users = users;
    second.connections = connections;
  }

  void probes(int index, ProbeReadings readings) {
    seconds.get(index).probes = readings;
  }

  void generator(int index, GeneratorSample sample) {
    seconds.get(index).generator = sample;
  }

  void replay(RunObserver observer) {
    replay(observer, seconds.size());
    observer.ended(end);
  }

  /** Tells only the beginning of the run, and no end. */
  void replay(RunObserver observer, int untilSecond) {
    observer.started(start);
    for (int index = 0; index < untilSecond; index++) {
      Second second = seconds.get(index);
      long from = index * SECOND;
      for (FailureSample sample : failures) {
        if (sample.atNanos() >= from && sample.atNanos() < from + SECOND) {
          observer.failure(sample);
        }
      }
      observer.interval(
          new IntervalSnapshot(
              index,
              from,
              from + SECOND,
              second.histograms(),
              second.counters,
              second.inFlight,
              second.users,
              second.connections,
              second.generator,
              second.probes));
    }
  }

  RunResult result() {
    RunAccumulator accumulator = new RunAccumulator();
    replay(accumulator);
    return accumulator.result();
  }

  private static final class Second {
    /** Values rather than histograms, whose arrays would fill the memory in a long run. */
    private final Map<SeriesKey, List<Long>> values = new HashMap<>();

    private final Map<CounterKey, Long> counters = new HashMap<>();
    private long inFlight;
    private long users;
    private long connections;
    private GeneratorSample generator = GeneratorSample.UNKNOWN;
    private ProbeReadings probes = ProbeReadings.NONE;

    void count(String name, Tags tags, long value) {
      counters.merge(new CounterKey(name, tags), value, Long::sum);
    }

    void time(Measure measure, Tags tags, long nanos) {
      values.computeIfAbsent(new SeriesKey(measure, tags), any -> new ArrayList<>()).add(nanos);
    }

    Map<SeriesKey, Histogram> histograms() {
      Map<SeriesKey, Histogram> histograms = new HashMap<>();
      values.forEach((key, recorded) -> {
        Histogram histogram = Histograms.empty();
        recorded.forEach(histogram::recordValue);
        histograms.put(key, histogram);
      });
      return histograms;
    }

    void times(Tags tags, Operation operation) {
      time(Measure.RESPONSE_TIME, tags, operation.ended() - operation.intended());
      time(Measure.SERVICE_TIME, tags, operation.ended() - operation.started());
      time(Measure.START_DELAY, tags, operation.started() - operation.intended());
      time(
          Measure.START_DELAY_GENERATOR,
          tags,
          Math.min(operation.started() - operation.intended(), 180_000));
    }
  }
}
