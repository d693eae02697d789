package dev.loadstone.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.engine.EngineOptions.Transport;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rehearsals, on real loops and sockets. */
class RehearsalIT {
  private static EngineOptions on(Transport transport) {
    return new EngineOptions(OptionalInt.empty(), transport, false, false, Duration.ZERO);
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void on_enoughRequestsMade_endsBeforeItsDuration() {
    try (LoopGroup group = LoopGroup.of(2, on(Transport.AUTO))) {
      Rehearsal.Made made = Rehearsal.on(group, Rehearsal.Scope.REQUESTS, Duration.ofHours(1), 50);

      assertThat(made.requests()).isGreaterThanOrEqualTo(50);
      assertThat(made.connections()).isLessThan(50);
      assertThat(made.calls()).isZero();
      assertThat(made.failures()).isEmpty();
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void on_planWithCalls_makesThemToo() {
    try (LoopGroup group = LoopGroup.of(2, on(Transport.AUTO))) {
      Rehearsal.Made made =
          Rehearsal.on(group, Rehearsal.Scope.CALLS_TOO, Duration.ofHours(1), 200);

      assertThat(made.requests()).isGreaterThanOrEqualTo(200);
      // a call follows each request but those that were under way at the end
      assertThat(made.calls()).isGreaterThanOrEqualTo(150);
      assertThat(made.failures()).isEmpty();
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void on_neverEnough_endsAfterItsDuration() {
    try (LoopGroup group = LoopGroup.of(1, on(Transport.NIO))) {
      Duration duration = Duration.ofMillis(300);

      assertThat(Rehearsal.on(group, Rehearsal.Scope.REQUESTS, duration, Long.MAX_VALUE).requests())
          .isPositive();
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void connecting_opensOneForEachRequest() {
    try (LoopGroup group = LoopGroup.of(2, on(Transport.AUTO))) {
      Rehearsal.Made made = Rehearsal.connecting(group, Duration.ofHours(1), 200);

      assertThat(made.requests()).isGreaterThanOrEqualTo(200);
      assertThat(made.connections()).isGreaterThanOrEqualTo(made.requests());
      assertThat(made.failures()).isEmpty();
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void underLoad_onceTheCompilersAreQuiet_ends() {
    try (LoopGroup group = LoopGroup.of(2, on(Transport.AUTO))) {
      Rehearsal.Made made =
          Rehearsal.underLoad(group, Rehearsal.Scope.REQUESTS, 2_000, Duration.ofHours(1));

      assertThat(made.requests()).isGreaterThan(1_000);
      assertThat(made.failures()).isEmpty();
    }
  }
}
