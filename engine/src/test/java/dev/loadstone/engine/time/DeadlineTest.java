package dev.loadstone.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private final TimerHeap timers = new TimerHeap();
  private final List<Long> passed = new ArrayList<>();
  private final Deadline deadline = new Deadline(timers, passed::add);

  private void pass(long now) {
    for (Timed due = timers.poll(now); due != null; due = timers.poll(now)) {
      due.fire(now);
    }
  }

  @Test
  void deadline_setForOneOperationAfterTheOther_hasOneEntry() {
    for (int operation = 0; operation < 1_000; operation++) {
      pass(operation);
      deadline.set(operation + 500);
      assertThat(timers.size()).isEqualTo(1);
      deadline.clear();
    }
    pass(10_000);

    assertThat(timers.size()).isZero();
    assertThat(passed).isEmpty();
  }

  @Test
  void deadline_thatMovedOn_comesWhenItIsDue() {
    deadline.set(10);
    deadline.set(30);
    pass(10);
    pass(29);
    assertThat(passed).isEmpty();
    pass(31);
    pass(40);

    assertThat(passed).containsExactly(31L);
  }

  @Test
  void deadline_thatMovedForward_comesOnce() {
    deadline.set(30);
    deadline.set(10);
    pass(12);
    pass(30);

    assertThat(passed).containsExactly(12L);
  }

  @Test
  void deadline_setAnewWhenItComes_comesAgain() {
    Deadline again = new Deadline(timers, passed::add);
    again.set(10);
    pass(10);
    again.set(20);
    pass(20);

    assertThat(passed).containsExactly(10L, 20L);
    assertThat(timers.size()).isZero();
  }
}
