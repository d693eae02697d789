package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.RateLimit;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final long MILLISECOND = 1_000_000;

  private final TokenBucket bucket =
      new TokenBucket(new RateLimit(100, 3, Duration.ofSeconds(1)), 0);

  @Test
  void take_fullBucket_givesTheBurstAndNoMore() {
    assertThat(IntStream.range(0, 4).mapToObj(i -> bucket.take(0)))
        .containsExactly(true, true, true, false);
  }

  @Test
  void take_emptyBucket_givesATokenWhenItsTimeHasCome() {
    IntStream.range(0, 3).forEach(i -> assertThat(bucket.take(0)).isTrue());
    assertThat(bucket.take(10 * MILLISECOND - 1)).isFalse();
    assertThat(bucket.take(10 * MILLISECOND)).isTrue();
    assertThat(bucket.take(10 * MILLISECOND)).isFalse();
  }

  @Test
  void take_afterALongRest_givesNoMoreThanTheBurst() {
    long later = 1_000_000 * MILLISECOND;
    assertThat(IntStream.range(0, 10).filter(i -> bucket.take(later)).count()).isEqualTo(3);
  }

  @Test
  void take_aboveTheRate_givesTheRateInTheLongRun() {
    assertThat(IntStream.range(0, 10_000).filter(i -> bucket.take(i * MILLISECOND)).count())
        .isBetween(1_002L, 1_003L);
  }

  @Test
  void retryAfterSeconds_fraction_isRoundedUp() {
    assertThat(new RateLimit(1, 1, Duration.ofMillis(1_001)).retryAfterSeconds()).isEqualTo("2");
    assertThat(new RateLimit(1, 1, Duration.ofSeconds(1)).retryAfterSeconds()).isEqualTo("1");
    assertThat(new RateLimit(1, 1, Duration.ZERO).retryAfterSeconds()).isEqualTo("0");
  }
}
