package dev.loadstone.monitor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.StepArguments;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the probe says of a child whose use is known. */
@EnabledOnOs(OS.LINUX)
final class ProcessTruthIT {
  private static final long MIB = 1L << 20;
  private static final int HELD = 150;

  private final ProcessKind kind = new ProcessKind();
  private @Nullable Process child;

  /** Starts {@link KnownUse} and waits until it says that it is ready. */
  private BufferedReader start(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms8m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KnownUse.class.getName()));
    command.addAll(List.of(args));
    Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
    child = started;
    BufferedReader output = started.inputReader();
    assertThat(output.readLine()).isEqualTo("ready");
    return output;
  }

  @AfterEach
  void end() {
    if (child != null) {
      child.destroyForcibly();
    }
  }

  private Process child() {
    return Objects.requireNonNull(child);
  }

  private static double value(Map<String, Double> values, String series) {
    return Objects.requireNonNull(values.get(series), series);
  }

  private Probe open(String text) throws ProbeException {
    return kind.open(new StepArguments(Map.of("process", text)));
  }

  /**
   * The child burns until it has had 30 % of a processor, by its own account, ten times a second;
   * the probe must say the same, however busy the machine is.
   */
  @Test
  void cpu_ofAChildThatBurnsAKnownShare_isThatShare() throws Exception {
    BufferedReader output = start("burn", "30", "2000");
    try (Probe probe = open(String.valueOf(child().pid()))) {
      probe.sample();
      long from = System.nanoTime();
      child().outputWriter().append("go\n").flush();
      String[] account = output.readLine().split(" ", -1);
      double ratio = value(probe.sample(), "cpu_ratio");
      double seconds = (System.nanoTime() - from) / 1e9;
      double burnt = Double.parseDouble(account[1]) / 1e9;
      int processors = new ProcessFiles(Path.of("/proc")).processors();
      // Ticks of 10 ms at both ends, and what the JVM does beside.
      assertThat(ratio * processors * seconds).isBetween(burnt - 0.03, burnt * 1.1 + 0.1);
      assertThat(burnt).isGreaterThan(0.2);
    }
  }

  @Test
  void memoryAndThreads_ofAChildThatTakesMore_growByThat() throws Exception {
    BufferedReader output = start("hold", String.valueOf(HELD), "7");
    try (Probe probe = open("KnownUse hold " + HELD)) {
      Map<String, Double> before = probe.sample();
      child().outputWriter().append("go\n").flush();
      assertThat(output.readLine()).isEqualTo("held");
      Map<String, Double> after = probe.sample();
      assertThat(grown(before, after, "memory_bytes"))
          .isBetween((HELD - 5.0) * MIB, (HELD + 25.0) * MIB);
      // The JVM has some of its own besides, as it needs them.
      assertThat(grown(before, after, "threads")).isBetween(6.0, 11.0);
      assertThat(grown(before, after, "descriptors")).isBetween(7.0, 12.0);
    }
  }

  private static double grown(
      Map<String, Double> before, Map<String, Double> after, String series) {
    return value(after, series) - value(before, series);
  }

  @Test
  void open_ofAProcessThatIsNot_saysSo() {
    assertThatThrownBy(() -> open("no such command as this one"))
        .isInstanceOf(ProbeException.class)
        .hasMessage("there is no process with a command line that has no such command as this one");
    assertThatThrownBy(() -> open("999999999"))
        .isInstanceOf(ProbeException.class)
        .hasMessage("there is no process with the id 999999999");
  }
}
