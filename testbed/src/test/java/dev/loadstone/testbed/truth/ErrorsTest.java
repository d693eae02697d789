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
  void of_ratioOfTenPercent_failsEveryTenthByKindsEquallyOften() {
    Errors errors = new Errors(0.1, 0, List.of(new Status(500), Fault.RESET), Drip.DEFAULT);
    Map<Optional<ErrorKind>, Long> counts =
        LongStream.range(0, 100_000)
            .mapToObj(n -> errors.of(n, SplitMix64.stream(KEY, n, 2)))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts.get(Optional.<ErrorKind>of(new Status(500)))).isBetween(4_725L, 5_275L);
    assertThat(counts.get(Optional.<ErrorKind>of(Fault.RESET))).isBetween(4_725L, 5_275L);
    assertThat(counts).hasSize(3);
  }

  @Test
  void of_ratioOfZero_neverFails() {
    assertThat(Errors.NONE.of(0, SplitMix64.stream(KEY, 0, 2))).isEmpty();
  }

  @Test
  void of_ratioOfOne_alwaysFails() {
    Errors errors = new Errors(1, 0, List.of(Fault.STALL), Drip.DEFAULT);
    assertThat(LongStream.range(0, 1_000).mapToObj(n -> errors.of(n, SplitMix64.stream(KEY, n, 2))))
        .containsOnly(Optional.of(Fault.STALL));
  }

  @Test
  void of_everyThird_failsExactlyThoseInEachKindInTurn() {
    Errors errors = new Errors(0, 3, List.of(Fault.CLOSE, new Status(503)), Drip.DEFAULT);
    assertThat(LongStream.range(0, 9).mapToObj(n -> errors.of(n, SplitMix64.stream(KEY, n, 2))))
        .containsExactly(
            Optional.empty(),
            Optional.empty(),
            Optional.of(Fault.CLOSE),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Status(503)),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Fault.CLOSE));
  }
}
