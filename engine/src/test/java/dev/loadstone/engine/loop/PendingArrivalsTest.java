package dev.loadstone.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PendingArrivalsTest {
  private final PendingArrivals pending = new PendingArrivals();

  private void add(long number) {
    pending.add(number * 10, number, (int) (number % 3));
  }

  private void removeFirst(long number) {
    assertThat(pending.firstNumber()).isEqualTo(number);
    assertThat(pending.firstTime()).isEqualTo(number * 10);
    assertThat(pending.firstPhase()).isEqualTo((int) (number % 3));
    pending.removeFirst();
  }

  @Test
  void add_growsWithWrappedHead_keepsTheOrder() {
    for (int i = 0; i < 256; i++) {
      add(i);
    }
    for (int i = 0; i < 200; i++) {
      removeFirst(i);
    }
    for (int i = 256; i < 1_500; i++) {
      add(i);
    }
    for (int i = 200; i < 1_500; i++) {
      removeFirst(i);
    }
    assertThat(pending.isEmpty()).isTrue();
  }

  @Test
  void removeFirst_randomly_isFirstInFirstOut() {
    Random random = new Random(2);
    Deque<Long> model = new ArrayDeque<>();
    for (long i = 0; i < 20_000; i++) {
      if (model.isEmpty() || random.nextInt(100) < 52) {
        add(i);
        model.add(i);
      } else {
        removeFirst(model.removeFirst());
      }
      assertThat(pending.size()).isEqualTo(model.size());
    }
  }
}
