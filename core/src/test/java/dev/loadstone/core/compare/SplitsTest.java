package dev.loadstone.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SplitsTest {
  @Test
  void splits_ofFewRuns_areAllWaysOnceAndTheObservedFirst() {
    Splits splits = Splits.of(5, 5, 1);

    assertThat(splits.exact()).isTrue();
    assertThat(splits.candidates()).hasSize(252);
    assertThat(splits.candidates().getFirst()).containsExactly(5, 6, 7, 8, 9);
    assertThat(splits.candidates().stream().map(Arrays::toString).collect(Collectors.toSet()))
        .hasSize(252);
  }

  @Test
  void splits_ofOneRunAgainstMany_areAsManyAsRuns() {
    assertThat(Splits.of(19, 1, 1).candidates()).hasSize(20);
    assertThat(Splits.of(19, 1, 1).candidates().getFirst()).containsExactly(19);
  }

  @Test
  void splits_ofManyRuns_areDrawnAlikeWithTheSameSeed() {
    Splits splits = Splits.of(12, 12, 7);

    assertThat(splits.exact()).isFalse();
    assertThat(splits.candidates()).hasSize(Splits.DRAWN + 1);
    assertThat(splits.candidates().get(5)).hasSize(12).isSorted().doesNotHaveDuplicates();
    assertThat(Splits.of(12, 12, 7).candidates().get(77))
        .containsExactly(splits.candidates().get(77));
    double[] shares = new double[24];
    splits.candidates().forEach(own -> Arrays.stream(own).forEach(run -> shares[run]++));
    for (double count : shares) {
      assertThat(count / splits.candidates().size()).isCloseTo(0.5, within(0.02));
    }
  }

  @Test
  void leastP_byRuns_saysWhatATestCanReach() {
    assertThat(Splits.leastP(3, 3)).isEqualTo(0.1);
    assertThat(Splits.leastP(4, 4)).isCloseTo(2.0 / 70, within(1e-12));
    assertThat(Splits.leastP(3, 4)).isCloseTo(1.0 / 35, within(1e-12));
    assertThat(Method.of(1, 1, 0.05)).isEqualTo(Method.TAKEN_VARIATION);
    assertThat(Method.of(2, 3, 0.05)).isEqualTo(Method.TAKEN_VARIATION);
    assertThat(Method.of(3, 3, 0.05)).isEqualTo(Method.STUDENT);
    assertThat(Method.of(4, 4, 0.05)).isEqualTo(Method.EXACT_PERMUTATION);
    assertThat(Method.of(4, 4, 0.01)).isEqualTo(Method.STUDENT);
    assertThat(Method.of(12, 12, 0.05)).isEqualTo(Method.SAMPLED_PERMUTATION);
  }
}
