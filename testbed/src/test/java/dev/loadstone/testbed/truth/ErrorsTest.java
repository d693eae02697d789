package dev.loadstone.testbed.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.ErrorKind.Fault;
import dev.loadstone.testbed.truth.ErrorKind.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private static final long KEY = SplitMix64.key(42, "GET /plain");

  /** Tolerance: four standard deviations of the binomial distribution, 4·√(n p (1 − p)). */
  @Test
  void draw_ratioOfTenPercent_failsEveryTenthByKindsEquallyOften() {
    Errors errors = new Errors(0.1, List.of(new Status(500), Fault.RESET), Errors.SLOW_FOR);
    Map<Optional<ErrorKind>, Long> counts =
        LongStream.range(0, 100_000)
            .mapToObj(n -> errors.draw(SplitMix64.stream(KEY, n, 2)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts.get(Optional.<ErrorKind>of(new Status(500)))).isBetween(4_725L, 5_275L);
    assertThat(counts.get(Optional.<ErrorKind>of(Fault.RESET))).isBetween(4_725L, 5_275L);
    assertThat(counts).hasSize(3);
  }

  @Test
  void draw_ratioOfZero_neverFails() {
    assertThat(Errors.NONE.draw(SplitMix64.stream(KEY, 0, 2))).isEmpty();
  }

  @Test
  void draw_ratioOfOne_alwaysFails() {
    Errors errors = new Errors(1, List.of(Fault.STALL), Errors.SLOW_FOR);
    assertThat(LongStream.range(0, 1_000).mapToObj(n -> errors.draw(SplitMix64.stream(KEY, n, 2))))
        .containsOnly(Optional.of(Fault.STALL));
  }
}
