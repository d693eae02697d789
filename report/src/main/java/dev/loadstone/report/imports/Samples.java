package dev.loadstone.report.imports;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collects single requests of another tool, in any order, by the second of the clock in which they
 * ended. Memory: four bytes a time, and a few hundred for each second and series. A request counts
 * as an iteration of its own. Not thread-safe.
 *
 * <p>Instants are nanoseconds on any clock; with that of the day they tell when the run was.
 */
final class Samples {
  static final long SECOND = 1_000_000_000L;
  static final long MILLI = 1_000_000L;

  /** The step of all requests whose names are too many. */
  static final String OTHER = "other";

  private static final int STEPS_MAX = 500;
  private static final int EXAMPLES_MAX = 3;
  private static final long SPAN_DAYS_MAX = 7;

  private final SourceFile file;
  private final Map<SeriesKey, Integer> series = new LinkedHashMap<>();
  private final Map<CounterKey, Integer> counters = new LinkedHashMap<>();
  private final Map<String, Map<String, Ids>> steps = new LinkedHashMap<>();
  private final TreeMap<Long, SampledSecond> seconds = new TreeMap<>();
  private final Map<String, Integer> examples = new HashMap<>();
  private final List<FailureSample> failures = new ArrayList<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long requests;

  Samples(SourceFile file) {
    this.file = file;
  }

  /** What a request of a step adds to. */
  private record Ids(int started, int times, int operations, int iterations) {}

  /**
   * Adds a request that succeeded.
   *
   * @param start when it began
   * @param nanos how long it took
   */
  void ok(String step, long start, long nanos) {
    String name = known(step);
    add(ids(name, Outcome.OK.label(), Tags.of(Tag.OUTCOME, Outcome.OK.label())), start, nanos);
  }

  /** Adds a request that failed. */
  void failed(String step, long start, long nanos, Failure failure) {
    String name = known(step);
    Tags tags = Tags.of(Tag.OUTCOME, failure.outcome().label());
    String label =
        failure.error().isPresent() ? failure.error().get().label() : failure.outcome().label();
    if (failure.error().isPresent()) {
      tags = tags.with(Tag.ERROR, label);
      if (examples.merge(name + '\n' + label, 1, Integer::sum) <= EXAMPLES_MAX) {
        failures.add(
            new FailureSample(
                start + nanos,
                "",
                name,
                failure.error().get(),
                SourceFile.brief(failure.message()),
                name,
                "",
                nanos));
      }
    }
    add(ids(name, label, tags), start, nanos);
  }

  private String known(String step) {
    String name = step.isBlank() ? "request" : step;
    return steps.containsKey(name) || steps.size() < STEPS_MAX ? name : OTHER;
  }

  private Ids ids(String step, String kind, Tags outcome) {
    Map<String, Ids> kinds = steps.computeIfAbsent(step, any -> new HashMap<>());
    Ids known = kinds.get(kind);
    if (known == null) {
      Tags at = Tags.of(Tag.STEP, step);
      Tags ended = outcome.with(Tag.STEP, step);
      boolean ok = kind.equals(Outcome.OK.label());
      Tags times = ok ? at : at.with(Tag.OUTCOME, outcome.get(Tag.OUTCOME));
      known =
          new Ids(
              counter(new CounterKey(CounterKey.STARTED, Tags.NONE)),
              series(new SeriesKey(Measure.RESPONSE_TIME, times)),
              counter(new CounterKey(CounterKey.OPERATIONS, ended)),
              counter(
                  new CounterKey(
                      CounterKey.ITERATIONS, Tags.of(Tag.OUTCOME, outcome.get(Tag.OUTCOME)))));
      kinds.put(kind, known);
    }
    return known;
  }

  private void add(Ids ids, long start, long nanos) {
    long end = start + Math.max(0, nanos);
    SampledSecond ended = second(end);
    ended.time(ids.times(), nanos);
    ended.count(ids.operations(), 1);
    ended.count(ids.iterations(), 1);
    ended.ended();
    SampledSecond began = second(start);
    began.count(ids.started(), 1);
    began.began();
    requests++;
    spans(start, end);
  }

  private void spans(long start, long end) {
    first = Math.min(first, start);
    last = Math.max(last, end);
  }

  /** Adds a time of something else. */
  void time(Measure measure, Tags tags, long at, long nanos) {
    second(at).time(series(new SeriesKey(measure, tags)), nanos);
    spans(at - Math.max(0, nanos), at);
  }

  /** Adds to a counter. */
  void count(String name, Tags tags, long at, long count) {
    if (count != 0) {
      second(at).count(counter(new CounterKey(name, tags)), count);
    }
  }

  /** Says how many users there were. */
  void users(long at, long users) {
    second(at).users(users);
  }

  /** Says that so many users came, or went if below 0. */
  void usersChange(long at, int change) {
    second(at).usersChange(change);
  }

  private SampledSecond second(long at) {
    return seconds.computeIfAbsent(Math.floorDiv(at, SECOND), any -> new SampledSecond());
  }

  private int series(SeriesKey key) {
    return series.computeIfAbsent(key, any -> series.size());
  }

  private int counter(CounterKey key) {
    return counters.computeIfAbsent(key, any -> counters.size());
  }

  /**
   * Returns the run, whose instants are those of the day.
   *
   * @throws dev.loadstone.core.problem.InvalidInputException if there is no request in it, or its
   *     times are too far apart
   */
  ImportedRun run(Provenance provenance) {
    return run(provenance, Instant.ofEpochSecond(0, checked()));
  }

  /** Returns the run, which began at an instant of its own. */
  ImportedRun run(Provenance provenance, Instant started) {
    long origin = checked();
    long duration = Math.max(MILLI, last - origin);
    RunStart start = provenance.start(started, duration, List.copyOf(steps.keySet()));
    failures.sort(Comparator.comparingLong(FailureSample::atNanos));
    return new ImportedRun(
        provenance.tool(),
        provenance.format(),
        true,
        start,
        new SampledCourse(
            origin,
            duration,
            seconds,
            List.copyOf(series.keySet()),
            List.copyOf(counters.keySet()),
            failures));
  }

  private long checked() {
    if (requests == 0) {
      throw file.wrong(
          1, "must hold at least one request, got none", "Was the tool stopped before it began?");
    }
    long days = (last - first) / (86_400L * SECOND);
    if (days > SPAN_DAYS_MAX) {
      throw file.wrong(
          1,
          "must span "
              + SPAN_DAYS_MAX
              + " days at most, got times from "
              + Instant.ofEpochSecond(0, first)
              + " to "
              + Instant.ofEpochSecond(0, last),
          "Is a time wrong, or are these several runs in one file?");
    }
    return first;
  }
}
