package dev.loadstone.connectors.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RedisPoolTest {
  private final RedisPool pool = new RedisPool();
  private final List<String> taken = new ArrayList<>();

  private RedisPool.Taker taker(String name) {
    return connection -> taken.add(name);
  }

  @Test
  void place_thatIsFree_isTakenAtOnce() {
    pool.give(null);
    pool.take(taker("a"));
    assertThat(taken).containsExactly("a");
  }

  @Test
  void place_givenBack_goesToWhoeverWaitsLongest() {
    pool.give(null);
    List.of("a", "b", "c").forEach(name -> pool.take(taker(name)));
    assertThat(taken).containsExactly("a");
    pool.give(null);
    assertThat(taken).containsExactly("a", "b");
    pool.give(null);
    assertThat(taken).containsExactly("a", "b", "c");
    pool.give(null);
    pool.take(taker("d"));
    assertThat(taken).containsExactly("a", "b", "c", "d");
  }

  @Test
  void taker_thatIsForgotten_getsNoPlace() {
    RedisPool.Taker late = taker("late");
    pool.take(late);
    assertThat(pool.forget(late)).isTrue();
    assertThat(pool.forget(late)).isFalse();
    pool.give(null);
    assertThat(taken).isEmpty();
    pool.take(taker("next"));
    assertThat(taken).containsExactly("next");
  }
}
