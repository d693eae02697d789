package dev.loadstone.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.Feeder.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FeederRowsTest {
  private static FeederRows rows(Order order, int count, long seed) {
    List<List<String>> rows =
        IntStream.range(0, count).mapToObj(i -> List.of("r" + i, "ü" + i)).toList();
    return new FeederRows(new Feeder("f", "f.csv", order, List.of("a", "b"), rows), seed);
  }

  private static List<Integer> take(FeederRows rows, int count) {
    RandomStream random = new RandomStream(5);
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(rows.next(random));
    }
    return taken;
  }

  private static List<Integer> upTo(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void queue_afterTheLastRow_isEmpty() {
    assertThat(take(rows(Order.QUEUE, 3, 1), 5))
        .containsExactly(0, 1, 2, FeederRows.EMPTY, FeederRows.EMPTY);
  }

  @Test
  void circular_afterTheLastRow_beginsAgain() {
    assertThat(take(rows(Order.CIRCULAR, 3, 1), 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
  }

  @Test
  void random_many_areInRangeAndHitEveryRow() {
    List<Integer> taken = take(rows(Order.RANDOM, 7, 1), 1_000);
    assertThat(taken).allMatch(row -> row >= 0 && row < 7).containsAll(upTo(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 100, 1_000, 4_097})
  void shuffle_everyRound_isAPermutation(int count) {
    List<Integer> taken = take(rows(Order.SHUFFLE, count, 9), 3 * count);
    for (int round = 0; round < 3; round++) {
      assertThat(taken.subList(round * count, (round + 1) * count))
          .containsExactlyInAnyOrderElementsOf(upTo(count));
    }
  }

  @Test
  void shuffle_rounds_differAndFollowTheSeed() {
    List<Integer> taken = take(rows(Order.SHUFFLE, 100, 9), 200);
    assertThat(taken.subList(0, 100)).isNotEqualTo(taken.subList(100, 200)).isNotEqualTo(upTo(100));
    assertThat(take(rows(Order.SHUFFLE, 100, 9), 200)).isEqualTo(taken);
    assertThat(take(rows(Order.SHUFFLE, 100, 10), 200)).isNotEqualTo(taken);
  }

  @Test
  void cell_ofARow_isItsTextInUtf8() {
    FeederRows rows = rows(Order.QUEUE, 3, 1);
    assertThat(rows.columns()).containsExactly("a", "b");
    assertThat(new Bytes().append(rows.cell(2, 1)).text()).isEqualTo("ü2");
  }
}
