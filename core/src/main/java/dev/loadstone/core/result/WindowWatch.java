package dev.loadstone.core.result;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdResult;
import dev.loadstone.core.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Judges a threshold over every window of its length, and remembers the worst. The histograms of
 * its windows are used again: a plan may have many such thresholds, and each copies those that it
 * asks for every second. Not thread-safe.
 */
final class WindowWatch {
  private static final double NANOS = 1e9;

  private final Threshold threshold;
  private final double windowSeconds;
  private final Deque<IntervalSnapshot> window = new ArrayDeque<>();
  private final Deque<Histogram> spare = new ArrayDeque<>();
  private final Recordings sum = new Recordings();
  private long told;
  private long met;
  private Optional<ThresholdResult> worst = Optional.empty();

  WindowWatch(Threshold threshold) {
    this.threshold = threshold;
    this.windowSeconds = threshold.window().orElseThrow().toNanos() / NANOS;
  }

  /**
   * Adds an interval of the measured time.
   *
   * @return the judgement of the window that ends with it; empty if there is no whole window yet
   */
  Optional<ThresholdResult> add(IntervalSnapshot interval) {
    window.addLast(
        interval.keeping(
            key -> Recordings.isAsked(key, threshold.measure(), threshold.tags()), this::copy));
    while (window.size() > 1 && seconds() - length(window.getFirst()) > windowSeconds - 0.5) {
      spare.addAll(window.removeFirst().histograms().values());
    }
    if (seconds() < windowSeconds - 0.5) {
      return Optional.empty();
    }
    ThresholdResult judged = judge();
    if (judged.verdict() != Verdict.INCONCLUSIVE) {
      told++;
      met += judged.verdict() == Verdict.FAIL ? 0 : 1;
    }
    return Optional.of(judged);
  }

  private Histogram copy(Histogram histogram) {
    Histogram used = spare.poll();
    Histogram copy = used == null ? Histograms.empty() : used;
    copy.reset();
    Histograms.add(copy, histogram);
    return copy;
  }

  /**
   * Returns the worst window's judgement; that of the whole time if it was shorter than one window.
   * Where a share of the windows is enough, that share.
   */
  ThresholdResult result() {
    return threshold.share().isPresent()
        ? share(threshold.share().getAsDouble())
        : worst.orElseGet(this::judge);
  }

  private ThresholdResult share(double needed) {
    if (told == 0) {
      return new ThresholdResult(
          threshold,
          Verdict.INCONCLUSIVE,
          Double.NaN,
          Optional.empty(),
          "no window had enough samples to tell");
    }
    double share = (double) met / told;
    boolean close = share < needed + Judge.MARGIN * (1 - needed);
    return new ThresholdResult(
        threshold,
        share < needed ? Verdict.FAIL : close ? Verdict.WARN : Verdict.PASS,
        share,
        Optional.empty(),
        share < needed ? "" : close ? "close to the limit" : "");
  }

  private ThresholdResult judge() {
    sum.clear();
    LevelStatistics levels = new LevelStatistics();
    for (IntervalSnapshot interval : window) {
      sum.add(interval);
      levels.add(interval);
    }
    double seconds = seconds();
    Observation seen = Observation.of(threshold, sum, tags -> seconds, levels);
    double offered = sum.count(CounterKey.OFFERED, Map.of()) / seconds;
    ThresholdResult judged = Judge.judge(threshold, seen, offered);
    if (seen.samples() > 0 && worst.map(earlier -> isWorse(judged, earlier)).orElse(true)) {
      worst = Optional.of(judged);
    }
    return judged;
  }

  private boolean isWorse(ThresholdResult one, ThresholdResult other) {
    boolean tells = one.verdict() != Verdict.INCONCLUSIVE;
    boolean otherTells = other.verdict() != Verdict.INCONCLUSIVE;
    if (tells != otherTells) {
      return tells;
    }
    if (one.verdict() != other.verdict()) {
      return one.verdict().compareTo(other.verdict()) > 0;
    }
    return threshold.operator().isLowerLimit()
        ? one.observed() < other.observed()
        : one.observed() > other.observed();
  }

  private double seconds() {
    return window.stream().mapToDouble(WindowWatch::length).sum();
  }

  private static double length(IntervalSnapshot interval) {
    return (interval.endNanos() - interval.startNanos()) / NANOS;
  }
}
