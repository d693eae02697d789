package dev.loadstone.core.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CompletionsTest {
  private static Completions evenly(int seconds, long perSecond) {
    Completions completions = new Completions();
    for (int i = 0; i < seconds; i++) {
      completions.add(i, i + 1, perSecond, 0.01);
    }
    return completions;
  }

  @Test
  void seconds_steady_areTheIntendedOnes() {
    assertThat(evenly(10, 100).seconds(10)).isEqualTo(10);
  }

  @Test
  void seconds_twiceTheCapacity_areTheirOwnSpan() {
    assertThat(evenly(20, 100).seconds(10)).isCloseTo(20, Offset.offset(0.01));
  }

  @Test
  void seconds_singleLateOne_areTheIntendedOnes() {
    Completions completions = evenly(10, 100);
    completions.add(30, 31, 1, 0.01);
    assertThat(completions.seconds(10)).isCloseTo(10, Offset.offset(0.02));
  }

  @Test
  void seconds_longIterations_areTheIntendedOnes() {
    Completions completions = new Completions();
    for (int i = 5; i < 15; i++) {
      completions.add(i, i + 1, 100, 5);
    }
    assertThat(completions.seconds(10)).isEqualTo(10);
  }

  @Test
  void seconds_noCompletions_areTheIntendedOnes() {
    assertThat(new Completions().seconds(10)).isEqualTo(10);
  }
}
