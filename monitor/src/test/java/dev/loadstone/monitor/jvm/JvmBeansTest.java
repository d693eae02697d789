package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What this virtual machine tells of itself. */
final class JvmBeansTest {
  private final JvmBeans beans;

  JvmBeansTest() throws IOException {
    beans = new JvmBeans(ManagementFactory.getPlatformMBeanServer());
  }

  @Test
  void heap_ofThisMachine_isWithinItsLimit() throws IOException {
    Map<String, Double> values = new HashMap<>();
    beans.heap(values);
    assertThat(Objects.requireNonNull(values.get("heap_used"))).isGreaterThan(1e6);
    assertThat(Objects.requireNonNull(values.get("heap_used_ratio"))).isBetween(0.0, 1.0);
  }

  @Test
  void counts_ofThisMachine_areThere() throws IOException {
    Map<String, Double> values = new HashMap<>();
    beans.counts(values);
    assertThat(Objects.requireNonNull(values.get("threads"))).isGreaterThanOrEqualTo(1);
    assertThat(Objects.requireNonNull(values.get("classes"))).isGreaterThan(100);
    assertThat(Objects.requireNonNull(values.get("direct_bytes"))).isGreaterThanOrEqualTo(0);
  }

  @Test
  void live_afterACollection_isKnownAndCounted() throws IOException {
    JvmBeans.Collections before = beans.collections();
    beans.collect();
    JvmBeans.Collections after = beans.collections();
    assertThat(after.whole()).isGreaterThan(before.whole());
    assertThat(after.pauses()).isGreaterThan(before.pauses());
    assertThat(after.seconds()).isGreaterThanOrEqualTo(before.seconds());
    assertThat(beans.live()).isGreaterThan(1e6);
  }

  @Test
  void allocated_byThisThread_isCounted() throws IOException {
    double before = beans.counts(new HashMap<>());
    byte[][] taken = new byte[40][];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = new byte[1 << 20];
    }
    assertThat(taken[39].length).isEqualTo(1 << 20);
    assertThat(beans.counts(new HashMap<>()) - before).isGreaterThanOrEqualTo(40.0 * (1 << 20));
  }

  @Test
  void processor_ofThisMachine_isKnown() throws IOException {
    assertThat(beans.processor().cpuSeconds()).isPositive();
    assertThat(beans.processor().processors())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }
}
