package dev.loadstone.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.time.Agenda;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SharedTurnsTest {
  private final List<String> done = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final AtomicInteger wakes = new AtomicInteger();
  private long deadline = 1_000;
  private int count;
  private final SharedTurns turns =
      new SharedTurns(new Loop(), wakes::incrementAndGet, () -> deadline, failures::add);

  /** Has one thing to do at its deadline, which comes up with another. */
  private final class Loop implements Agenda {
    @Override
    public long now() {
      return 0;
    }

    @Override
    public long wakeNanos() {
      return deadline;
    }

    @Override
    public boolean work() {
      turns.take(() -> done.add("told"));
      done.add("timer");
      return false;
    }
  }

  @Test
  void turns_ofSeveralThreads_areOneAtATime() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 10_000; j++) {
                  turns.take(() -> count++);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    turns.take(() -> assertThat(count).isEqualTo(40_000));
    assertThat(failures).isEmpty();
  }

  @Test
  void action_withinATurn_isDoneAtItsEnd() {
    turns.take(() -> {
      turns.take(() -> done.add("inner"));
      done.add("outer");
    });
    assertThat(done).containsExactly("outer", "inner");
  }

  @Test
  void action_withinWorkOfTheLoop_isDoneAtItsEnd() {
    assertThat(turns.work()).isFalse();
    assertThat(done).containsExactly("timer", "told");
  }

  @Test
  void action_afterATurn_isDoneOutsideOfIt() {
    turns.take(() -> {
      turns.after(() -> {
        inAnother(() -> done.add("another thread's turn"));
        done.add("after");
      });
      done.add("turn");
    });
    assertThat(done).containsExactly("turn", "another thread's turn", "after");
  }

  private void inAnother(Runnable action) {
    Thread thread = Thread.ofPlatform().start(() -> turns.take(action));
    try {
      assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void turns_thatFollowEachOtherWithoutEnd_doNotGrowTheStack() {
    next(100_000);
    assertThat(count).isEqualTo(100_000);
    assertThat(failures).isEmpty();
  }

  private void next(int left) {
    turns.take(() -> {
      count++;
      if (left > 1) {
        turns.after(() -> next(left - 1));
      }
    });
  }

  @Test
  void turn_thatLeavesAnEarlierTimer_wakesTheLoopOnce() {
    assertThat(turns.wakeNanos()).isEqualTo(1_000);
    turns.take(() -> deadline = 2_000);
    assertThat(wakes).hasValue(0);
    turns.take(() -> deadline = 500);
    turns.take(() -> done.add("no timer"));
    assertThat(wakes).hasValue(1);
  }

  @Test
  void failure_ofAnAction_isTold_andTheNextHasItsTurn() {
    IllegalStateException failure = new IllegalStateException("broken");
    turns.take(() -> {
      throw failure;
    });
    turns.take(() -> done.add("next"));
    assertThat(failures).containsExactly(failure);
    assertThat(done).containsExactly("next");
  }
}
