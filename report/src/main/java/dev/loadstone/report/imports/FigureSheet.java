package dev.loadstone.report.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.record.TimeFigures;
import dev.loadstone.core.record.ToldFigures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the bare figures that another tool prints. What it does not print is never added. A
 * request counts as an iteration of its own. Not thread-safe.
 */
final class FigureSheet {
  private static final double NANOS = 1e9;
  private static final double YEARS_NANOS = 1e17;

  private final SourceFile file;
  private final List<TimeFigures> times = new ArrayList<>();
  private final Map<CounterKey, Long> counters = new LinkedHashMap<>();
  private final Set<String> steps = new LinkedHashSet<>();
  private long requests;

  FigureSheet(SourceFile file) {
    this.file = file;
  }

  /** Figures of one distribution, in seconds. */
  static final class Seconds {
    private final Map<Statistic, Double> figures = new EnumMap<>(Statistic.class);
    private final double unit;

    /**
     * Creates an empty one.
     *
     * @param unit seconds of the unit in which figures are put in
     */
    Seconds(double unit) {
      this.unit = unit;
    }

    /** Puts a figure in; none if it is NaN. */
    Seconds put(Statistic statistic, double value) {
      if (Double.isFinite(value)) {
        figures.put(statistic, value * unit);
      }
      return this;
    }

    /** Puts a figure in; none if it is no number, written as one or as a text. */
    Seconds put(Statistic statistic, JsonNode value) {
      return put(statistic, number(value));
    }
  }

  /** Returns a number, written as one or as a text; NaN if it is none. */
  static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return value.isTextual() ? Double.parseDouble(value.textValue()) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Adds the response times of the whole ({@link Tags#NONE}) or of a step. */
  void times(Tags tags, long count, Seconds seconds) {
    times(Measure.RESPONSE_TIME, tags, count, seconds);
  }

  /** Adds the figures of a measure; nothing if there are none, or nothing was counted. */
  void times(Measure measure, Tags tags, long count, Seconds seconds) {
    if (count > 0 && !seconds.figures.isEmpty()) {
      times.add(new TimeFigures(measure, tags, count, seconds.figures));
    }
  }

  /** Adds requests of a step; with an empty name of the whole, if the tool knows no steps. */
  void operations(String step, Outcome outcome, long count) {
    add(tags(step).with(Tag.OUTCOME, outcome.label()), count);
  }

  /** Adds failed requests whose class is known. */
  void failures(String step, ErrorClass error, long count) {
    add(
        tags(step).with(Tag.OUTCOME, error.outcome().label()).with(Tag.ERROR, error.label()),
        count);
  }

  private Tags tags(String step) {
    if (step.isEmpty()) {
      return Tags.NONE;
    }
    steps.add(step);
    return Tags.of(Tag.STEP, step);
  }

  private void add(Tags tags, long count) {
    if (count <= 0) {
      return;
    }
    requests += count;
    count(CounterKey.OPERATIONS, tags, count);
    count(CounterKey.ITERATIONS, Tags.of(Tag.OUTCOME, tags.get(Tag.OUTCOME)), count);
    count(CounterKey.STARTED, Tags.NONE, count);
  }

  /** Adds to a counter of the whole run. */
  void count(String name, Tags tags, long count) {
    if (count > 0) {
      counters.merge(new CounterKey(name, tags), count, Long::sum);
    }
  }

  /** Returns how many requests there are so far. */
  long requests() {
    return requests;
  }

  /**
   * Returns the run.
   *
   * @param seconds how long it took
   * @throws dev.loadstone.core.problem.InvalidInputException if there is no request in it, or its
   *     length is not told
   */
  ImportedRun run(Provenance provenance, Instant started, double seconds) {
    if (requests == 0) {
      throw file.wrong(
          1, "must tell of at least one request, got none", "Was the tool stopped too early?");
    }
    double nanos = seconds * NANOS;
    if (!(nanos > 0 && nanos < YEARS_NANOS)) {
      throw file.wrong(
          1,
          "must tell how long the run took, or its rate; got: " + seconds + " s",
          "Give the file as the tool wrote it.");
    }
    ToldFigures told = new ToldFigures(times, counters);
    return new ImportedRun(
        provenance.tool(),
        provenance.format(),
        false,
        provenance.start(started, Math.max(1, Math.round(nanos)), List.copyOf(steps)),
        observer -> observer.told(told));
  }
}
