package dev.loadstone.testbed.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.MeshTruth.Mode;
import dev.loadstone.testbed.truth.MeshTruth.Teamwork;
import dev.loadstone.testbed.truth.ServiceLaw;
import dev.loadstone.testbed.truth.ServiceLaw.Constant;
import dev.loadstone.testbed.truth.ServiceLaw.Uniform;
import dev.loadstone.testbed.truth.SplitMix64;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollaborationTest {
  private static final long MILLI = 1_000_000;

  private static Teamwork law(double consensus, Map<Mode, ServiceLaw> modes) {
    return new Teamwork(
        new Constant(Duration.ofMillis(20)),
        modes,
        new Constant(Duration.ofMillis(5)),
        consensus,
        3,
        100);
  }

  private static Collaboration of(Teamwork law, Mode mode, int agents, int rounds, long number) {
    return Collaboration.of(
        law,
        mode,
        agents,
        rounds,
        SplitMix64.stream(7, number, 0),
        SplitMix64.stream(7, number, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "PARALLEL, 4, 1, 25, 80, 8",
    "COMPETITION, 4, 1, 25, 80, 8",
    "SEQUENTIAL, 4, 4, 100, 80, 5",
    "DELEGATION, 4, 2, 50, 80, 6",
    "DELEGATION, 1, 1, 25, 20, 0",
    "HIERARCHICAL, 5, 3, 75, 100, 8",
    "HIERARCHICAL, 1, 1, 25, 20, 0",
    "CONSENSUS, 4, 3, 75, 240, 36",
  })
  void work_ofAConstantLaw_takesWhatTheModeSays(
      Mode mode, int agents, int rounds, long millis, long work, long messages) {
    assertThat(of(law(1, Map.of()), mode, agents, 5, 0))
        .isEqualTo(
            new Collaboration(
                mode,
                agents,
                true,
                rounds,
                millis * MILLI,
                work * MILLI,
                rounds * 5L * MILLI,
                messages));
  }

  @Test
  void efficiency_isTheShareOfTimeInWhichAgentsWork() {
    assertThat(of(law(1, Map.of()), Mode.PARALLEL, 4, 5, 0).parallelEfficiency()).isEqualTo(0.8);
    assertThat(of(law(1, Map.of()), Mode.SEQUENTIAL, 4, 5, 0).parallelEfficiency()).isEqualTo(0.2);
  }

  @Test
  void race_endsWithTheFastest() {
    ServiceLaw uneven = new Uniform(Duration.ofMillis(1), Duration.ofMillis(100));
    Teamwork law = law(1, Map.of(Mode.COMPETITION, uneven, Mode.PARALLEL, uneven));

    assertThat(of(law, Mode.COMPETITION, 8, 5, 0).nanos())
        .isLessThan(of(law, Mode.PARALLEL, 8, 5, 0).nanos());
    assertThat(of(law, Mode.DELEGATION, 2, 5, 0).nanos()).isEqualTo(50 * MILLI);
  }

  @Test
  void consensus_thatNeedsMoreRoundsThanThereMayBe_isMissed() {
    Collaboration missed = of(law(1, Map.of()), Mode.CONSENSUS, 4, 2, 0);

    assertThat(missed.agreed()).isFalse();
    assertThat(missed.rounds()).isEqualTo(2);
  }

  @Test
  void consensus_ofAShare_isReachedThatOften() {
    long reached =
        LongStream.range(0, 10_000)
            .filter(number -> of(law(0.9, Map.of()), Mode.CONSENSUS, 3, 5, number).agreed())
            .count();

    // Binomial: 9,000 with a standard deviation of 30.
    assertThat(reached).isBetween(8_880L, 9_120L);
  }
}
