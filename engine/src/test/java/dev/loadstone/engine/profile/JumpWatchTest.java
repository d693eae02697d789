package dev.loadstone.engine.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.GeneratorSample;
import dev.loadstone.core.record.Histograms;
import dev.loadstone.core.record.IntervalSnapshot;
import dev.loadstone.core.record.SeriesKey;
import dev.loadstone.core.record.Tags;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class JumpWatchTest {
  private static final long SECOND = 1_000_000_000L;

  private final JumpWatch watch = new JumpWatch();
  private int index;

  private Map<ProfileTrigger, String> second(String phase, int count, double millis, long failed) {
    return second(phase, count, millis, failed, false);
  }

  private Map<ProfileTrigger, String> second(
      String phase, int count, double millis, long failed, boolean disturbed) {
    Histogram times = Histograms.empty();
    times.recordValueWithCount((long) (millis * 1e6), count);
    Tags tags = Tags.of(Tag.PHASE, phase);
    Map<CounterKey, Long> counters =
        Map.of(
            new CounterKey(CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, "ok")),
            (long) count,
            new CounterKey(CounterKey.OPERATIONS, tags.with(Tag.OUTCOME, "timeout")),
            failed);
    IntervalSnapshot interval =
        new IntervalSnapshot(
            index,
            index * SECOND,
            (index + 1) * SECOND,
            Map.of(new SeriesKey(Measure.RESPONSE_TIME, tags), times),
            counters,
            0,
            0,
            0,
            GeneratorSample.UNKNOWN);
    index++;
    return watch.add(interval, disturbed);
  }

  private void usual(int seconds) {
    for (int i = 0; i < seconds; i++) {
      assertThat(second("steady", 100, 10, 0)).isEmpty();
    }
  }

  @Test
  void median_thatDoubles_isAJump() {
    usual(5);
    assertThat(second("steady", 100, 25, 0))
        .containsOnlyKeys(ProfileTrigger.SLOWER)
        .containsEntry(
            ProfileTrigger.SLOWER, "the median response time rose from 10.0 ms to 25.0 ms");
  }

  @Test
  void median_thatRisesByLess_isNone() {
    usual(5);
    assertThat(second("steady", 100, 19, 0)).isEmpty();
  }

  @Test
  void jump_whereAProfilerBegins_isNone() {
    usual(5);
    assertThat(second("steady", 100, 50, 0, true)).isEmpty();
    assertThat(second("steady", 100, 25, 0)).containsOnlyKeys(ProfileTrigger.SLOWER);
    assertThat(second("steady", 50, 25, 50, true)).containsOnlyKeys(ProfileTrigger.FAILING);
  }

  @Test
  void jump_beforeFiveSeconds_isNotSeen() {
    usual(4);
    assertThat(second("steady", 100, 100, 0)).isEmpty();
  }

  @Test
  void jump_ofLessThanAMillisecond_isNone() {
    for (int i = 0; i < 6; i++) {
      second("steady", 100, 0.1, 0);
    }
    assertThat(second("steady", 100, 0.9, 0)).isEmpty();
  }

  @Test
  void second_withFewOperations_doesNotCount() {
    usual(5);
    assertThat(second("steady", 9, 100, 0)).isEmpty();
  }

  @Test
  void warmUp_doesNotCount() {
    for (int i = 0; i < 10; i++) {
      assertThat(second("warm-up", 100, 1, 50)).isEmpty();
    }
    assertThat(second("steady", 100, 10, 0)).isEmpty();
  }

  @Test
  void twentiethOfOperations_thatFails_isSeen() {
    assertThat(second("steady", 96, 10, 4)).isEmpty();
    assertThat(second("steady", 95, 10, 5))
        .containsEntry(ProfileTrigger.FAILING, "5.00 % of operations failed");
  }
}
