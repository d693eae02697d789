package dev.loadstone.testbed.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LeakedFilesTest {
  private static final int FILES = 200;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the JDK does not tell descriptors there")
  void leak_untilFreed_keepsDescriptorsOpen() {
    LeakedFiles files = new LeakedFiles();
    long before = descriptors();
    files.leak(FILES);
    assertThat(descriptors() - before).isBetween(FILES - 20L, FILES + 20L);
    files.free();
    assertThat(descriptors() - before).isLessThan(20);
  }

  private static long descriptors() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
