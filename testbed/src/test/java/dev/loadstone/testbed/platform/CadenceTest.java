package dev.loadstone.testbed.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.SplitMix64;
import dev.loadstone.testbed.truth.StreamTruth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CadenceTest {
  private static final StreamTruth TRUTH =
      new StreamTruth(
          2,
          0,
          0,
          new ServiceLaw.Constant(Duration.ofNanos(50)),
          new ServiceLaw.Constant(Duration.ofNanos(10)),
          ServiceLaw.NONE,
          0);

  @Test
  void due_framesWithoutATimeOfTheirOwn_comeWithThoseBeforeThem() {
    List<Frame> frames =
        List.of(
            new Frame("task", Kind.OTHER),
            new Frame("working", Kind.STATUS),
            new Frame("a", Kind.TOKEN),
            new Frame("b", Kind.TOKEN),
            new Frame("completed", Kind.OTHER));
    assertThat(Cadence.dueNanos(frames, TRUTH, SplitMix64.stream(1, 0, 3)))
        .containsExactly(0, 50, 60, 70, 70);
  }

  @Test
  void due_noFrames_isEmpty() {
    assertThat(Cadence.dueNanos(List.of(), TRUTH, SplitMix64.stream(1, 0, 3))).isEmpty();
  }
}
