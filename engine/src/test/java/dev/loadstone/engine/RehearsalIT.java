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
    return new EngineOptions(OptionalInt.empty(), transport, false, Duration.ZERO);
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void on_enoughRequestsMade_endsBeforeItsDuration() {
    try (LoopGroup group = LoopGroup.of(2, on(Transport.AUTO))) {
      assertThat(Rehearsal.on(group, Duration.ofHours(1), 50)).isGreaterThanOrEqualTo(50);
    }
  }

  @Test
  @Timeout(value = 60, unit = SECONDS)
  void on_neverEnough_endsAfterItsDuration() {
    try (LoopGroup group = LoopGroup.of(1, on(Transport.NIO))) {
      assertThat(Rehearsal.on(group, Duration.ofMillis(300), Long.MAX_VALUE)).isPositive();
    }
  }
}
