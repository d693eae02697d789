package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BurnerTest {
  private static final long NANOS = 20_000_000;

  @Test
  void burn_anyTime_costsTheThreadItsCpuTime() {
    try (Burner burner = new Burner()) {
      CompletableFuture<Long> burnt = new CompletableFuture<>();
      burner.burn(
          NANOS,
          () -> burnt.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
      assertThat(burnt.join()).isGreaterThanOrEqualTo(NANOS);
    }
  }
}
