package dev.loadstone.report;

import dev.loadstone.core.compare.CountedSeconds;
import dev.loadstone.core.compare.MovingBlocks;
import dev.loadstone.core.compare.Seconds;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.WeightedSeconds;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Statistic;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.FailureSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Keeps what a run saw second by second of the whole mix and of each step, as much as comparisons
 * need: at most {@value #PARTS_MAX} parts, each of one second or, in longer runs, of several. Not
 * thread-safe.
 */
final class SecondsRecorder implements RunObserver {
  private static final int PARTS_MAX = 300;
  private static final double NANOS = 1e9;
  private static final double NO_QUANTILE = Double.NaN;

  private final Predicate<Measure> wanted;
  private final Map<SeriesKey, Histogram> open = new HashMap<>();
  private final Map<SeriesKey, CountedSeconds.Builder> times = new HashMap<>();
  private final List<Counts> counts = new ArrayList<>();
  private Counts counting = new Counts();
  private long warmUpNanos;
  private long endNanos;
  private int perPart = 1;
  private int inPart;
  private int parts;

  /** Creates a recorder of distributions of some measures, and of all rates and shares. */
  SecondsRecorder(Predicate<Measure> wanted) {
    this.wanted = wanted;
  }

  /** What was counted in a part. */
  private static final class Counts {
    private final Map<Tags, Long> ended = new HashMap<>();
    private final Map<Tags, Long> failed = new HashMap<>();
    private long completed;
    private double seconds;
  }

  @Override
  public void started(RunStart start) {
    warmUpNanos = start.warmUpNanos();
    endNanos = warmUpNanos + start.durationNanos();
    perPart = (int) Math.max(1, Math.ceil(start.durationNanos() / NANOS / PARTS_MAX));
  }

  @Override
  public void interval(IntervalSnapshot interval) {
    long middle = (interval.startNanos() + interval.endNanos()) / 2;
    if (middle < warmUpNanos || middle >= endNanos) {
      return;
    }
    interval.histograms().forEach(this::take);
    interval.counters().forEach(this::count);
    counting.seconds += (interval.endNanos() - interval.startNanos()) / NANOS;
    if (++inPart == perPart) {
      close();
    }
  }

  private void take(SeriesKey key, Histogram histogram) {
    Tags tags = key.tags();
    if (wanted.test(key.measure()) && !tags.has(Tag.OUTCOME) && !isWarmUp(tags)) {
      for (Tags part : parts(tags)) {
        Histograms.add(
            open.computeIfAbsent(new SeriesKey(key.measure(), part), any -> Histograms.empty()),
            histogram);
      }
    }
  }

  private static List<Tags> parts(Tags tags) {
    return tags.has(Tag.STEP)
        ? List.of(Tags.NONE, Tags.of(Tag.STEP, tags.get(Tag.STEP)))
        : List.of(Tags.NONE);
  }

  private static boolean isWarmUp(Tags tags) {
    return tags.get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }

  private void count(CounterKey key, long count) {
    String outcome = key.tags().get(Tag.OUTCOME);
    boolean ok = outcome.equals(Outcome.OK.label());
    if (isWarmUp(key.tags()) || outcome.equals(Outcome.CANCELLED.label())) {
      return;
    }
    if (key.name().equals(CounterKey.ITERATIONS) && ok) {
      counting.completed += count;
    } else if (key.name().equals(CounterKey.OPERATIONS)) {
      for (Tags part : parts(key.tags())) {
        counting.ended.merge(part, count, Long::sum);
        counting.failed.merge(part, ok ? 0 : count, Long::sum);
      }
    }
  }

  private void close() {
    open.forEach((key, histogram) -> {
      CountedSeconds.Builder own = times.computeIfAbsent(key, any -> new CountedSeconds.Builder());
      own.fill(parts);
      own.add(histogram);
      histogram.reset();
    });
    counts.add(counting);
    counting = new Counts();
    parts++;
    inPart = 0;
  }

  @Override
  public void failure(FailureSample sample) {
    // examples are of no use to a comparison
  }

  @Override
  public void ended(RunEnd end) {
    // a part that the run did not fill is left out
  }

  /**
   * Returns the figures of runs drawn anew.
   *
   * @param subjects of which they are wanted
   * @return for each of them that was kept, its value in each of the runs
   */
  Map<Subject, List<Double>> draw(List<Subject> subjects, int draws, long seed) {
    Map<Subject, List<Double>> drawn = new LinkedHashMap<>();
    times.forEach((key, builder) -> {
      List<Subject> own =
          subjects.stream()
              .filter(subject ->
                  subject.measure().equals(key.measure().label())
                      && subject.tags().equals(key.tags())
                      && quantile(subject).isPresent())
              .toList();
      builder.fill(parts);
      put(
          drawn,
          own,
          builder.build(
              own.stream().mapToDouble(subject -> quantile(subject).orElseThrow()).toArray()),
          draws,
          seed);
    });
    for (Subject subject : subjects) {
      rates(subject).ifPresent(rates -> put(drawn, List.of(subject), rates, draws, seed));
    }
    return drawn;
  }

  private static void put(
      Map<Subject, List<Double>> drawn, List<Subject> own, Seconds seconds, int draws, long seed) {
    if (own.isEmpty()) {
      return;
    }
    double[][] figures = MovingBlocks.draw(seconds, draws, seed);
    for (int i = 0; i < figures.length; i++) {
      drawn.put(own.get(i), Arrays.stream(figures[i]).boxed().toList());
    }
  }

  private static Optional<Double> quantile(Subject subject) {
    return Statistic.of(subject.statistic())
        .flatMap(statistic ->
            statistic == Statistic.MEAN
                ? Optional.of(NO_QUANTILE)
                : Stream.of(statistic)
                    .filter(Statistic::isPercentile)
                    .map(Statistic::quantile)
                    .findFirst());
  }

  private Optional<Seconds> rates(Subject subject) {
    Tags tags = subject.tags();
    if (subject.measure().equals(Measure.ERROR_RATIO.label())) {
      return Optional.of(
          new WeightedSeconds(
              counts.stream().mapToDouble(part -> part.failed.getOrDefault(tags, 0L)).toArray(),
              counts.stream().mapToDouble(part -> part.ended.getOrDefault(tags, 0L)).toArray()));
    }
    if (subject.measure().equals(Measure.ACHIEVED_RATE.label()) && tags.values().isEmpty()) {
      return Optional.of(
          new WeightedSeconds(
              counts.stream().mapToDouble(part -> part.completed).toArray(),
              counts.stream().mapToDouble(part -> part.seconds).toArray()));
    }
    return Optional.empty();
  }
}
