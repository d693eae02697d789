package dev.loadstone.testbed.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.platform.Frame;
import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.platform.StreamScript;
import dev.loadstone.testbed.truth.Drip;
import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.StreamTruth;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreamTimetableTest {
  private static final StreamScript SCRIPT =
      new StreamScript(
          List.of(
              new Frame("begin", Kind.OTHER),
              new Frame("a", Kind.TOKEN),
              new Frame("b", Kind.TOKEN),
              new Frame("c", Kind.TOKEN),
              new Frame("d", Kind.TOKEN),
              new Frame("end", Kind.OTHER)),
          new Frame("error", Kind.OTHER),
          new Frame("wrong", Kind.OTHER));
  private static final StreamTruth TRUTH =
      new StreamTruth(
          4,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofMillis(50)),
          new ServiceLaw.Constant(Duration.ofMillis(10)),
          new ServiceLaw.Constant(Duration.ofMillis(7)),
          0);

  private static String timetable(@Nullable Fault fault) {
    StreamTimetable made =
        StreamTimetable.of(
            SCRIPT,
            fault,
            TRUTH,
            SplitMix64.stream(1, 0, 3),
            new Drip.Whole(Duration.ofSeconds(1)));
    String frames = made.frames().stream().map(Frame::text).collect(Collectors.joining(" "));
    String due =
        LongStream.of(made.dueNanos())
            .mapToObj(nanos -> Long.toString(nanos / 1_000_000))
            .collect(Collectors.joining(" "));
    return frames + ": " + due;
  }

  @Test
  void frames_thatAreHeldBack_areDueLaterThanTheyAreMadeAndInOrder() {
    StreamTruth held =
        new StreamTruth(
            4,
            0,
            0,
            TRUTH.first(),
            TRUTH.gap(),
            TRUTH.toolTime(),
            0,
            TRUTH.prompt(),
            new ServiceLaw.Uniform(Duration.ofMillis(5), Duration.ofMillis(60)),
            Duration.ZERO);

    StreamTimetable made =
        StreamTimetable.of(
            SCRIPT, null, held, SplitMix64.stream(1, 0, 3), new Drip.Whole(Duration.ofSeconds(1)));

    assertThat(made.madeNanos())
        .containsExactly(0, 50_000_000, 60_000_000, 70_000_000, 80_000_000, 80_000_000);
    assertThat(made.dueNanos()).isSorted();
    for (int i = 0; i < made.dueNanos().length; i++) {
      assertThat(made.dueNanos()[i] - made.madeNanos()[i]).isBetween(5_000_000L, 80_000_000L);
    }
  }

  @Test
  void result_ofATool_isDueWhenTheToolIsDone() {
    StreamScript script =
        new StreamScript(
            List.of(
                new Frame("a", Kind.TOKEN),
                new Frame("end", Kind.OTHER),
                new Frame("result", Kind.TOOL_RESULT),
                new Frame("b", Kind.TOKEN)),
            new Frame("error", Kind.OTHER),
            new Frame("wrong", Kind.OTHER));

    StreamTimetable made =
        StreamTimetable.of(
            script, null, TRUTH, SplitMix64.stream(1, 0, 3), new Drip.Whole(Duration.ofSeconds(1)));

    assertThat(made.dueNanos()).containsExactly(50_000_000, 50_000_000, 57_000_000, 67_000_000);
  }

  @ParameterizedTest
  @CsvSource({
    ", begin a b c d end: 0 50 60 70 80 80",
    "CUT_STREAM, begin a b: 0 50 60",
    "STREAM_ERROR, begin a b error: 0 50 60 60",
    "STALL_STREAM, begin a b c d end: 0 50 60 1070 1080 1080",
    "BUFFERED, begin a b c d end: 80 80 80 80 80 80",
    "DISORDER, begin wrong a b c d end: 0 0 50 60 70 80 80"
  })
  void timetable_withAFault_isSpoiltSo(@Nullable Fault fault, String expected) {
    assertThat(timetable(fault)).isEqualTo(expected);
  }
}
