package dev.loadstone.engine.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class ResourceMeterTest {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Uses a processor until the kernel has told of so much of it. */
  private static void burn(long nanos) {
    long end = SYSTEM.getProcessCpuTime() + nanos;
    while (SYSTEM.getProcessCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void use_whileAProcessorWasUsed_tellsItsShare() {
    ResourceMeter meter = new ResourceMeter();
    meter.begin();
    long begun = System.nanoTime();
    burn(200_000_000);
    double share = 0.2 / ((System.nanoTime() - begun) / 1e9);
    meter.end();

    assertThat(meter.use().cpuProcess()).isGreaterThan(share / 2);
    assertThat(meter.use().rssBytes()).isGreaterThan(1e6);
  }

  @Test
  void use_withoutAnEnd_isUnknown() {
    ResourceMeter meter = new ResourceMeter();
    meter.begin();

    assertThat(meter.use().cpuProcess()).isNaN();
  }
}
