package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.StreamPoint;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class TimelineTest {
  private final Timeline timeline = new Timeline();

  @Test
  void point_ofStreams_hasTheirRatesAndTheFirstToken() {
    Seen seen =
        new Seen()
            .count(CounterKey.EVENTS, 120, "step=a", "event=delta")
            .count(CounterKey.EVENTS, 6, "step=b", "event=done")
            .count(CounterKey.TOKENS, 240, "step=a", "source=usage")
            .times(Measure.TIME_TO_FIRST_EVENT, 20, 6, "step=a")
            .times(Measure.TIME_TO_FIRST_TOKEN, 30, 5, "step=a")
            .times(Measure.TIME_TO_FIRST_TOKEN, 90, 1, "step=b");

    StreamPoint streams = timeline.point(seen.second(0), true).streams();

    assertThat(streams.streams()).isEqualTo(6);
    assertThat(streams.events()).isEqualTo(126);
    assertThat(streams.tokens()).isEqualTo(240);
    assertThat(streams.firstTokenP50()).isCloseTo(0.03, Percentage.withPercentage(0.2));
    assertThat(streams.firstTokenP99()).isCloseTo(0.09, Percentage.withPercentage(0.2));
  }

  @Test
  void point_withoutStreams_hasNone() {
    Seen seen = new Seen().times(Measure.RESPONSE_TIME, 20, 6, "step=a");

    assertThat(timeline.point(seen.second(0), true).streams()).isEqualTo(StreamPoint.NONE);
  }

  @Test
  void responseTimes_ofAPoint_areOfSuccessfulOperations() {
    timeline.point(
        new Seen()
            .times(Measure.RESPONSE_TIME, 20, 6, "step=a")
            .times(Measure.RESPONSE_TIME, 20, 2, "step=a", "outcome=failed")
            .times(Measure.TIME_TO_FIRST_TOKEN, 20, 3, "step=a")
            .second(0),
        true);

    assertThat(timeline.responseTimes().getTotalCount()).isEqualTo(6);
  }
}
