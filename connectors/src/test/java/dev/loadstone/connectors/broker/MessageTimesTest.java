package dev.loadstone.connectors.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.connectors.TestCall;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MessageTimesTest {
  private static final Instant MADE = Instant.ofEpochMilli(1_000);

  @Test
  void stamp_readBack_isTheTime() {
    Instant before = Instant.now();
    assertThat(MessageTimes.stamped(MessageTimes.stamp()).orElseThrow())
        .isBetween(before, Instant.now());
  }

  @Test
  void header_thatIsNoTime_isPassedOver() {
    assertThat(MessageTimes.stamped(null)).isEmpty();
    assertThat(MessageTimes.stamped("yesterday")).isEmpty();
    assertThat(MessageTimes.stamped("1000000000")).hasValue(Instant.ofEpochSecond(1));
  }

  @Test
  void text_withATime_tellsIt() {
    Pattern pattern = Pattern.compile("\"at\":(\\w+)");
    assertThat(MessageTimes.found(pattern, "{\"at\":1000}")).hasValue(MADE);
    assertThat(MessageTimes.found(pattern, "{\"at\":null}")).isEmpty();
    assertThat(MessageTimes.found(pattern, "{}")).isEmpty();
  }

  @Test
  void latency_ofAMessage_isFromItsTimeToItsArrival() {
    TestCall call = new TestCall(Map.of());
    MessageTimes.record(MADE, MADE.plusMillis(3), call);
    assertThat(call.times()).containsEntry(Measure.MESSAGE_LATENCY, 3_000_000L);
    assertThat(call.counts()).isEmpty();
  }

  @Test
  void latency_ofAMessageFromTheFuture_isNoneAndCounted() {
    TestCall call = new TestCall(Map.of());
    MessageTimes.record(MADE, MADE.minusMillis(3), call);
    assertThat(call.times()).containsEntry(Measure.MESSAGE_LATENCY, 0L);
    assertThat(call.counts()).containsEntry(CounterKey.MESSAGES_EARLY, 1L);
  }
}
