package dev.loadstone.app.view;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.run.PhaseWindow;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The figures of the last interval and of the whole run so far. Not thread-safe. */
final class LiveFigures {
  private static final double NANOS = 1e9;

  private final Histogram last = Histograms.empty();
  private final Histogram whole = Histograms.empty();
  private final Map<String, Long> errors = new TreeMap<>();
  private boolean measuring;
  private double seconds = 1;
  private long offered;
  private long started;
  private long done;
  private long failedOperations;
  private long inFlight;
  private long users;
  private long atNanos;

  /** Adds an interval. What the warm-up brought is forgotten when the first phase begins. */
  void add(IntervalSnapshot interval) {
    atNanos = interval.endNanos();
    seconds = Math.max(1e-9, (interval.endNanos() - interval.startNanos()) / NANOS);
    inFlight = interval.inFlight();
    users = interval.users();
    offered = 0;
    started = 0;
    done = 0;
    last.reset();
    if (!measuring && interval.counters().keySet().stream().anyMatch(LiveFigures::isMeasured)) {
      measuring = true;
      whole.reset();
      errors.clear();
      failedOperations = 0;
    }
    interval
        .histograms()
        .forEach((series, histogram) -> {
          if (series.measure() == Measure.RESPONSE_TIME && !series.tags().has(Tag.OUTCOME)) {
            last.add(histogram);
            if (counts(series.tags().get(Tag.PHASE))) {
              whole.add(histogram);
            }
          }
        });
    interval.counters().forEach(this::count);
  }

  private void count(CounterKey counter, long value) {
    String outcome = counter.tags().get(Tag.OUTCOME);
    switch (counter.name()) {
      case CounterKey.OFFERED -> offered += value;
      case CounterKey.STARTED -> started += value;
      case CounterKey.ITERATIONS -> done += outcome.equals(Outcome.OK.label()) ? value : 0;
      case CounterKey.OPERATIONS -> {
        boolean failed =
            !outcome.equals(Outcome.OK.label()) && !outcome.equals(Outcome.CANCELLED.label());
        if (failed && counts(counter.tags().get(Tag.PHASE))) {
          failedOperations += value;
          errors.merge(counter.tags().get(Tag.ERROR), value, Long::sum);
        }
      }
      default -> {}
    }
  }

  private static boolean isMeasured(CounterKey counter) {
    return !counter.tags().get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }

  private boolean counts(String phase) {
    return !measuring || !phase.equals(PhaseWindow.WARM_UP);
  }

  /** Returns response times of successful operations in the last interval, in nanoseconds. */
  Histogram last() {
    return last;
  }

  /** Returns response times of successful operations of the measured time so far, likewise. */
  Histogram whole() {
    return whole;
  }

  /** Returns failed operations of the measured time so far, by class of error. */
  Map<String, Long> errors() {
    return errors;
  }

  /** Returns the number of failed operations of the measured time so far. */
  long failedOperations() {
    return failedOperations;
  }

  /** Returns iterations intended per second in the last interval. */
  double offeredRate() {
    return offered / seconds;
  }

  /** Returns iterations started per second in the last interval. */
  double startedRate() {
    return started / seconds;
  }

  /** Returns iterations completed per second in the last interval. */
  double doneRate() {
    return done / seconds;
  }

  /** Returns iterations under way. */
  long inFlight() {
    return inFlight;
  }

  /** Returns virtual users. */
  long users() {
    return users;
  }

  /** Returns the end of the last interval, in nanoseconds from the start of the run. */
  long atNanos() {
    return atNanos;
  }
}
