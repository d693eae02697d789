package dev.loadstone.engine;

import static dev.loadstone.engine.StreamAnswers.DONE;
import static dev.loadstone.engine.StreamAnswers.FINISH;
import static dev.loadstone.engine.StreamAnswers.HEAD;
import static dev.loadstone.engine.StreamAnswers.OPENAI;
import static dev.loadstone.engine.StreamAnswers.chunk;
import static dev.loadstone.engine.StreamAnswers.content;
import static dev.loadstone.engine.StreamAnswers.count;
import static dev.loadstone.engine.StreamAnswers.once;
import static dev.loadstone.engine.StreamAnswers.only;
import static dev.loadstone.engine.StreamAnswers.running;
import static dev.loadstone.engine.StreamAnswers.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of streams that are cancelled, read slowly, or have connections of their own. */
@Timeout(60)
final class StreamShapesIT {
  @ParameterizedTest
  @ValueSource(strings = {"{events: 3}", "{time: 150ms}"})
  void stream_withoutEnd_isCancelledAsThePlanWants(String cancelAfter) throws Exception {
    RawServer.Answer endless =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 200; i++) {
            chunk(socket, "data: " + i + "\n\n");
            Thread.sleep(20);
          }
        };
    RunResult result =
        once(endless, "- sse: GET /events\n  end: bye\n  cancelAfter: " + cancelAfter + "\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    assertThat(Runs.count(result, CounterKey.STREAMS_CUT, Map.of())).isEqualTo(1);
    assertThat(only(result, Measure.RESPONSE_TIME)).isLessThan(1);
    long events = Runs.count(result, CounterKey.EVENTS, Map.of("event", "message"));
    assertThat(events).isBetween(3L, cancelAfter.contains("events") ? 3L : 9L);
  }

  @Test
  void cancel_thatTheTargetHears_isTimedUntilItsEnd() throws Exception {
    String last = "data: for nobody\n\n";
    RawServer.Answer hearing =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          chunk(socket, "data: 1\n\ndata: 2\n\n");
          while (socket.getInputStream().read() >= 0) {
            // until the other side is closed
          }
          RawServer.say(socket, last);
          Thread.sleep(100);
          socket.close();
        };
    RunResult result =
        running(
            hearing,
            "",
            "{phases: [{rate: 10/s, for: 600ms}], drain: 3s}",
            "- sse: GET /events\n  end: bye\n  cancelAfter: {events: 2}\n");

    assertThat(Runs.errors(result)).isEmpty();
    long heard = count(result, Measure.CANCEL_TIME);
    assertThat(heard).isBetween(1L, 6L);
    assertThat(only(result, Measure.CANCEL_TIME)).isBetween(0.1, 1.0);
    assertThat(Runs.count(result, CounterKey.BYTES_AFTER_CANCEL, Map.of()))
        .isEqualTo(heard * last.length());
    assertThat(Runs.count(result, CounterKey.CANCELS_UNHEARD, Map.of())).isZero();
  }

  @Test
  void cancel_thatTheTargetDoesNotHear_isCountedWithWhatCame() throws Exception {
    RawServer.Answer deaf =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 150; i++) {
            chunk(socket, "data: " + i + "\n\n");
            Thread.sleep(20);
          }
        };
    RunResult result =
        running(
            deaf,
            "",
            "{phases: [{rate: 2/s, for: 2s}], drain: 3s}",
            "- sse: GET /events\n  end: bye\n  timeout: {total: 100ms}\n");

    assertThat(Runs.errors(result)).isEqualTo("timeout_total=4");
    assertThat(Runs.count(result, CounterKey.CANCELS_UNHEARD, Map.of())).isBetween(1L, 4L);
    assertThat(Runs.count(result, CounterKey.BYTES_AFTER_CANCEL, Map.of())).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{rate: 4KB/s}", "{pause: 200ms}"})
  void stream_readSlowly_takesItsTime(String pace) throws Exception {
    String frame = "data: " + "x".repeat(120) + "\n\n";
    RunResult result =
        once(
            (request, socket) -> {
              RawServer.say(socket, HEAD);
              chunk(socket, frame.repeat(32)); // four reads of a kilobyte
              chunk(socket, "data: bye\n\n");
              chunk(socket, "");
            },
            "- sse: GET /events\n  end: bye\n  read: " + pace + "\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(only(result, Measure.RESPONSE_TIME)).isGreaterThan(0.6);
    assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isEqualTo(33);
  }

  @Test
  void stream_readSlowly_isNotSilentWhileItIsNotRead() throws Exception {
    RunResult result =
        once(
            (request, socket) -> {
              RawServer.say(socket, HEAD);
              chunk(socket, "data: " + "x".repeat(2_000) + "\n\ndata: bye\n\n");
              chunk(socket, "");
            },
            "- sse: GET /events\n  end: bye\n  read: {pause: 400ms}\n  timeout: {idle: 250ms}\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(only(result, Measure.RESPONSE_TIME)).isGreaterThan(0.7);
  }

  @Test
  void stream_readSlowly_holdsItsTargetBack() throws Exception {
    AtomicLong written = new AtomicLong();
    String frame = "data: " + "x".repeat(8_000) + "\n\n";
    RawServer.Answer fast =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 8_000; i++) {
            chunk(socket, frame);
            written.addAndGet(frame.length());
          }
        };
    running(
        fast,
        "",
        "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}",
        "- sse: GET /events\n  end: bye\n  read: {pause: 100ms}\n  cancelAfter: {time: 500ms}\n");

    assertThat(written.get()).isBetween(1L, 32_000_000L);
  }

  @Test
  void streams_onConnectionsOfTheirOwn_openOneEach() throws Exception {
    RunResult result =
        running(
            saying(content("a"), FINISH, DONE),
            "http: {connections: per-request}",
            "{phases: [{rate: 50/s, for: 200ms}], drain: 3s}",
            OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(10);
    assertThat(count(result, Measure.CONNECT_TIME)).isEqualTo(10);
  }
}
