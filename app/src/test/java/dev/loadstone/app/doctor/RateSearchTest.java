package dev.loadstone.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

final class RateSearchTest {
  @Test
  void search_withACapacity_comesNearItFromBelow() throws InterruptedException {
    RateSearch.Found found = search(rate -> rate <= 33_000, 100);

    assertThat(found.steps())
        .extracting(RateStep::rate)
        .containsExactly(
            5_000.0, 10_000.0, 20_000.0, 40_000.0, 40_000.0, 28_000.0, 33_000.0, 36_000.0,
            36_000.0);
    assertThat(found.best().orElseThrow().rate()).isEqualTo(33_000);
    assertThat(found.bounded()).isTrue();
    assertThat(found.fault()).isEqualTo("Too much at 36000.");
  }

  @Test
  void search_onAWeakMachine_goesDown() throws InterruptedException {
    RateSearch.Found found = search(rate -> rate <= 1_300, 100);

    assertThat(found.best().orElseThrow().rate()).isBetween(1_180.0, 1_300.0);
  }

  @Test
  void search_whereNothingIsHonest_endsWithTheLowestRate() throws InterruptedException {
    RateSearch.Found found = search(rate -> false, 100);

    assertThat(found.best()).isEmpty();
    assertThat(found.steps().getLast().rate()).isEqualTo(312.5);
    assertThat(found.fault()).isEqualTo("Too much at 312.5.");
  }

  @Test
  void search_whereEverythingIsHonest_endsWithTheHighestRateAndIsUnbounded()
      throws InterruptedException {
    RateSearch.Found found = search(rate -> true, 100);

    assertThat(found.best().orElseThrow().rate()).isEqualTo(640_000);
    assertThat(found.bounded()).isFalse();
    assertThat(found.fault()).isEmpty();
  }

  @Test
  void search_withOneBadSecond_triesTheRateAgain() throws InterruptedException {
    Deque<Boolean> answers = new ArrayDeque<>(List.of(true, false, true, false, false));
    RateSearch.Found found = search(rate -> answers.pop(), 5);

    assertThat(found.best().orElseThrow().rate()).isEqualTo(10_000);
    assertThat(found.fault()).isEqualTo("Too much at 20000.");
  }

  @Test
  void search_outOfTime_tellsTheBestSoFar() throws InterruptedException {
    RateSearch.Found found = search(rate -> true, 2);

    assertThat(found.best().orElseThrow().rate()).isEqualTo(10_000);
    assertThat(found.bounded()).isFalse();
  }

  private static RateSearch.Found search(DoublePredicate honest, int runs)
      throws InterruptedException {
    int[] left = {runs};
    RateSearch search =
        new RateSearch(
            rate -> {
              left[0]--;
              String name = rate == Math.rint(rate) ? "" + (long) rate : "" + rate;
              return new RateStep(rate, 0.5, honest.test(rate) ? "" : "Too much at " + name + ".");
            },
            () -> left[0] > 0);
    return search.search();
  }
}
