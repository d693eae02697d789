package dev.loadstone.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TraceIdsTest {
  @Test
  void traceparent_hasAllDigits_leadingZerosToo() {
    TraceIds ids = new TraceIds(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0x00f067aa0ba902b7L);

    assertThat(ids.traceparent())
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01");
  }

  @Test
  void tracing_ofNoShare_isRefused() {
    TraceSink nobody = request -> {};

    assertThatThrownBy(() -> new Tracing(0, nobody)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tracing(Double.NaN, nobody))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tracing(1.1, nobody)).isInstanceOf(IllegalArgumentException.class);
  }
}
