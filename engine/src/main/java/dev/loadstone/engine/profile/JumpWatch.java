package dev.loadstone.engine.profile;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Ratios;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.run.PhaseWindow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Looks for the first second in which response times have jumped, and for the first in which many
 * operations fail. The warm-up does not count. Used by one thread.
 *
 * <p>A jump: the median of a second's response times is at least twice the median of the medians of
 * up to thirty seconds before it, and at least a millisecond more. A second counts from ten
 * successful operations on; five must have gone before.
 */
final class JumpWatch {
  static final int BEFORE_MIN = 5;
  static final int BEFORE_MAX = 30;
  static final double FACTOR = 2;
  static final double JUMP_MIN = 0.001;
  static final double FAILING_RATIO = 0.05;

  private static final int SAMPLES_MIN = 10;
  private static final double NANOS = 1e9;

  private final Deque<Double> before = new ArrayDeque<>();
  private final Histogram times = Histograms.empty();

  /**
   * Adds a second, and returns in words what is seen in it, by what it triggers.
   *
   * @param disturbed whether its response times say nothing of the target, because a profiler began
   *     in it
   */
  Map<ProfileTrigger, String> add(IntervalSnapshot interval, boolean disturbed) {
    Map<ProfileTrigger, String> seen = new EnumMap<>(ProfileTrigger.class);
    failing(interval).ifPresent(words -> seen.put(ProfileTrigger.FAILING, words));
    Optional<String> jump = disturbed ? Optional.empty() : slower(interval);
    jump.ifPresent(words -> seen.put(ProfileTrigger.SLOWER, words));
    return seen;
  }

  private Optional<String> slower(IntervalSnapshot interval) {
    times.reset();
    interval
        .histograms()
        .forEach((key, histogram) -> {
          if (key.measure() == Measure.RESPONSE_TIME
              && !isWarmUp(key.tags())
              && key.tags().get(Tag.OUTCOME).isEmpty()) {
            times.add(histogram);
          }
        });
    if (times.getTotalCount() < SAMPLES_MIN) {
      return Optional.empty();
    }
    double now = times.getValueAtPercentile(50) / NANOS;
    double usual = before.stream().sorted().skip(before.size() / 2).findFirst().orElse(Double.NaN);
    boolean jumped =
        before.size() >= BEFORE_MIN && now >= FACTOR * usual && now - usual >= JUMP_MIN;
    before.addLast(now);
    if (before.size() > BEFORE_MAX) {
      before.removeFirst();
    }
    return jumped
        ? Optional.of(
            "the median response time rose from "
                + Durations.human(usual)
                + " to "
                + Durations.human(now))
        : Optional.empty();
  }

  private static Optional<String> failing(IntervalSnapshot interval) {
    long ended = 0;
    long failed = 0;
    for (Map.Entry<CounterKey, Long> counter : interval.counters().entrySet()) {
      Tags tags = counter.getKey().tags();
      if (counter.getKey().name().equals(CounterKey.OPERATIONS) && !isWarmUp(tags)) {
        String outcome = tags.get(Tag.OUTCOME);
        ended += counter.getValue();
        failed +=
            outcome.equals(Outcome.OK.label()) || outcome.equals(Outcome.CANCELLED.label())
                ? 0
                : counter.getValue();
      }
    }
    return ended >= SAMPLES_MIN && failed >= FAILING_RATIO * ended
        ? Optional.of(Ratios.human((double) failed / ended) + " of operations failed")
        : Optional.empty();
  }

  private static boolean isWarmUp(Tags tags) {
    return tags.get(Tag.PHASE).equals(PhaseWindow.WARM_UP);
  }
}
