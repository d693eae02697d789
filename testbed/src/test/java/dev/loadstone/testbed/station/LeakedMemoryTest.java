package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class LeakedMemoryTest {
  private static final long BYTES = 32_000_000;

  @Test
  void leak_afterCollection_isStillOnTheHeap() {
    LeakedMemory memory = new LeakedMemory();
    memory.leak(BYTES);
    assertThat(usedAfterCollection()).isGreaterThan(BYTES);
    memory.free();
    assertThat(usedAfterCollection()).isLessThan(BYTES);
  }

  private static long usedAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
