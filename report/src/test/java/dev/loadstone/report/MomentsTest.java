package dev.loadstone.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.report.Moments.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MomentsTest {
  @Test
  void moments_ofARunWithWarmUp_beginWithItsEndAndRise() {
    List<Moment> moments = Moments.of(SampleRuns.mixed().result());

    assertThat(moments.getFirst())
        .isEqualTo(new Moment(10, "note", "The warm-up is over; the figures begin here."));
    assertThat(moments)
        .isSortedAccordingTo((a, b) -> Double.compare(a.at(), b.at()))
        .contains(new Moment(165, "note", "The load is over; what is under way is waited for."));
  }

  @Test
  void moments_ofAProbeThatFails_tellIt() {
    assertThat(Moments.of(SampleRuns.probed().result()))
        .anySatisfy(moment -> {
          assertThat(moment.at()).isEqualTo(2);
          assertThat(moment.text()).startsWith("The probe bad failed at second 2:");
        });
  }

  @Test
  void moments_ofACutRun_tellItsEnd() {
    assertThat(Moments.of(SampleRuns.cut().result()))
        .anySatisfy(moment -> assertThat(moment.text()).startsWith("The run ended after 12"));
  }

  @Test
  void moments_ofACalmRun_areNone() {
    assertThat(Moments.html(SampleRuns.times(new long[] {1_000_000, 2_000_000}, 2).result()))
        .isEmpty();
  }

  @Test
  void clock_ofSeconds_isAsAxesHaveIt() {
    assertThat(Moments.clock(0)).isEqualTo("0:00");
    assertThat(Moments.clock(125.4)).isEqualTo("2:05");
    assertThat(Moments.clock(3_725)).isEqualTo("1:02:05");
  }
}
