package dev.loadstone.monitor.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.tools.attach.VirtualMachine;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.StepArguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the probe says of a child whose heap is known. */
final class JvmTruthIT {
  private static final double MIB = 1 << 20;

  private final JvmKind kind = new JvmKind();
  private @Nullable Process child;
  private @Nullable BufferedReader output;

  private Process start(String collector, int made, int kept, int threads) throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+" + collector,
                "-cp",
                System.getProperty("java.class.path"),
                KnownHeap.class.getName(),
                String.valueOf(made),
                String.valueOf(kept),
                String.valueOf(threads))
            .redirectErrorStream(true)
            .start();
    child = started;
    BufferedReader lines = started.inputReader();
    output = lines;
    assertThat(lines.readLine()).isEqualTo("ready");
    return started;
  }

  /** Has the child make what it was told to. */
  private void make() throws IOException {
    Objects.requireNonNull(child).outputWriter().append("x").flush();
    assertThat(Objects.requireNonNull(output).readLine()).startsWith("made ");
  }

  @AfterEach
  void end() {
    if (child != null) {
      child.destroyForcibly();
    }
  }

  private static double value(Map<String, Double> values, String series) {
    return Objects.requireNonNull(values.get(series), () -> series + " in " + values);
  }

  private Probe open(String place, String collectEvery) throws Exception {
    return kind.open(new StepArguments(Map.of("jvm", place, "collectEvery", collectEvery)));
  }

  /** The child allocates 300 MB, of which 40 MB stay; every look is preceded by a collection. */
  @ParameterizedTest
  @ValueSource(strings = {"UseSerialGC", "UseParallelGC", "UseG1GC", "UseZGC"})
  void figures_ofAChildThatKeepsAKnownPart_areRight(String collector) throws Exception {
    Process started = start(collector, 300, 40, 5);
    try (Probe probe = open(String.valueOf(started.pid()), "1ms")) {
      probe.sample();
      Map<String, Double> before = probe.sample();
      long from = System.nanoTime();
      make();
      Map<String, Double> after = probe.sample();
      double seconds = (System.nanoTime() - from) / 1e9;
      double kept = value(after, "heap_live_bytes") - value(before, "heap_live_bytes");
      assertThat(kept).as("kept").isBetween(38 * MIB, 45 * MIB);
      assertThat(value(after, "allocated_bytes_per_second") * seconds)
          .as("allocated, within the time that the looks themselves take")
          .isBetween(240 * MIB, 420 * MIB);
      assertThat(value(after, "threads") - value(before, "threads")).isBetween(4.0, 7.0);
      assertThat(value(after, "gc_rate")).isPositive();
      assertThat(value(after, "gc_pause_ratio")).isBetween(0.0, 1.0);
      assertThat(value(after, "heap_used")).isGreaterThan(value(after, "heap_live_bytes") / 2);
      assertThat(value(after, "heap_used_ratio")).isBetween(0.1, 1.0);
      assertThat(value(after, "cpu_ratio")).isBetween(0.0, 1.1);
      assertThat(kind.series(StepArguments.NONE).stream().map(one -> one.name()))
          .containsAll(after.keySet());
    }
  }

  /** Events come a little later; the heap is looked at until they are there. */
  @Test
  void flightRecorder_ofAChild_tellsPausesAndWhatCollectionsLeft() throws Exception {
    Process started = start("UseSerialGC", 100, 30, 0);
    StepArguments options =
        new StepArguments(
            Map.of(
                "jvm", String.valueOf(started.pid()),
                "collectEvery", "1ms",
                "flightRecorder", "true"));
    try (Probe probe = kind.open(options)) {
      probe.sample();
      make();
      Map<String, Double> seen = new HashMap<>();
      for (int i = 0; i < 100 && seen.getOrDefault("heap_after_gc", 0.0) < 30 * MIB; i++) {
        seen.putAll(probe.sample());
        Thread.sleep(100);
      }
      assertThat(value(seen, "heap_after_gc")).isBetween(30 * MIB, 60 * MIB);
      assertThat(value(seen, "gc_longest_pause_seconds")).isBetween(1e-6, 5.0);
      assertThat(kind.series(options).stream().map(one -> one.name())).containsAll(seen.keySet());
    }
  }

  @Test
  void live_withoutACollection_isNotTold() throws Exception {
    Process started = start("UseSerialGC", 1, 1, 0);
    try (Probe probe = kind.open(new StepArguments(Map.of("jvm", String.valueOf(started.pid()))))) {
      probe.sample();
      make();
      assertThat(probe.sample()).doesNotContainKey("heap_live_bytes").containsKey("heap_used");
    }
  }

  @Test
  void place_byAddressOrCommandLine_isTheSameMachine() throws Exception {
    Process started = start("UseSerialGC", 1, 77, 0);
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(started.pid()));
    String address = machine.startLocalManagementAgent();
    machine.detach();
    for (String place : List.of(address, "KnownHeap 1 77 0")) {
      try (Probe probe = open(place, "1ms")) {
        assertThat(probe.sample()).containsKey("heap_used");
      }
    }
  }

  @Test
  void place_ofThisProcess_needsNoConnection() throws Exception {
    try (Probe probe = open(String.valueOf(ProcessHandle.current().pid()), "1ms")) {
      probe.sample();
      assertThat(probe.sample()).containsKeys("heap_live_bytes", "cpu_ratio");
    }
  }

  @Test
  void sample_afterTheEnd_saysSo() throws Exception {
    Process started = start("UseSerialGC", 1, 1, 0);
    try (Probe probe = open(String.valueOf(started.pid()), "1h")) {
      probe.sample();
      started.destroyForcibly().waitFor();
      assertThatThrownBy(probe::sample)
          .isInstanceOf(ProbeException.class)
          .hasMessageStartingWith("the process " + started.pid() + " does not tell: ");
      assertThatThrownBy(probe::sample)
          .isInstanceOf(ProbeException.class)
          .hasMessage("there is no process with the id " + started.pid());
    }
  }

  @Test
  void open_ofWhatIsNoMachine_saysSo() {
    assertThatThrownBy(() -> open("no such command as this one", "1h"))
        .isInstanceOf(ProbeException.class)
        .hasMessage("there is no process with a command line that has no such command as this one");
    assertThatThrownBy(() -> open("127.0.0.1:1", "1h"))
        .isInstanceOf(ProbeException.class)
        .hasMessageStartingWith("127.0.0.1:1 cannot be connected to: ");
  }
}
