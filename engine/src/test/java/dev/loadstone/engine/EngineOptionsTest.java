package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.engine.EngineOptions.Transport;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {
  @Test
  void busyPoll_withLowLatency_isRefused() {
    assertThatThrownBy(
            () -> new EngineOptions(OptionalInt.empty(), Transport.AUTO, true, true, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("exclude each other");
  }
}
