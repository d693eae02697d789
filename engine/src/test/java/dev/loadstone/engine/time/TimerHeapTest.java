package dev.loadstone.engine.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TimerHeapTest {
  private final List<Long> fired = new ArrayList<>();
  private final TimerHeap heap = new TimerHeap();

  private void add(long deadline) {
    heap.add(deadline, now -> fired.add(deadline));
  }

  private boolean fireOne(long now) {
    Timed entry = heap.poll(now);
    if (entry != null) {
      entry.fire(now);
    }
    return entry != null;
  }

  @Test
  void poll_randomAddsAndPolls_firesInTheOrderOfDeadlines() {
    Random random = new Random(11);
    PriorityQueue<Long> model = new PriorityQueue<>();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(5) < 3) {
        long deadline = random.nextInt(1_000);
        add(deadline);
        model.add(deadline);
      } else {
        long now = random.nextInt(1_000);
        Long first = model.peek();
        boolean due = first != null && first <= now;
        assertThat(fireOne(now)).isEqualTo(due);
        if (due) {
          assertThat(fired.getLast()).isEqualTo(model.remove());
        }
      }
      assertThat(heap.size()).isEqualTo(model.size());
      assertThat(heap.nextDeadline()).isEqualTo(model.isEmpty() ? TimerHeap.NEVER : model.peek());
    }
  }

  @Test
  void nextDeadline_isTheEarliestAlways() {
    add(50);
    add(60);
    add(10);
    assertThat(heap.nextDeadline()).isEqualTo(10);
    assertThat(fireOne(10)).isTrue();
    assertThat(heap.nextDeadline()).isEqualTo(50);
    add(20);
    assertThat(heap.nextDeadline()).isEqualTo(20);
  }

  @Test
  void poll_beforeTheDeadline_isNothing() {
    add(10);
    assertThat(heap.poll(9)).isNull();
    assertThat(heap.poll(10)).isNotNull();
    assertThat(heap.poll(Long.MAX_VALUE)).isNull();
    assertThat(heap.nextDeadline()).isEqualTo(TimerHeap.NEVER);
  }

  @Test
  void lateNanos_aroundALateTake_tellsHowLate() {
    add(10_000_000);
    add(500_000_000);
    assertThat(heap.lateNanos(14_000_000)).as("a little late").isZero();
    assertThat(heap.lateNanos(16_000_000)).as("not taken yet").isEqualTo(6_000_000);

    fireOne(40_000_000);
    assertThat(heap.lateNanos(9_000_000)).as("before").isZero();
    assertThat(heap.lateNanos(30_000_000)).as("meanwhile").isEqualTo(20_000_000);
    assertThat(heap.lateNanos(55_000_000)).as("right after").isEqualTo(45_000_000);
    assertThat(heap.lateNanos(61_000_000)).as("later").isZero();
  }

  @Test
  void lateNanos_takenInTime_isNone() {
    add(10_000_000);
    fireOne(12_000_000);
    assertThat(heap.lateNanos(12_000_000)).isZero();
  }
}
