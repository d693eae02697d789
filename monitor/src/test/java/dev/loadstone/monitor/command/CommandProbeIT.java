package dev.loadstone.monitor.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.probe.Probe;
import dev.loadstone.core.probe.ProbeException;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class CommandProbeIT {
  private static final long SECOND = 1_000_000_000L;

  private final CommandKind kind = new CommandKind();
  @TempDir private Path folder;
  private long now;

  private static StepArguments options(List<String> command, Map<String, String> series) {
    return new StepArguments(Map.of("command", command, "series", series));
  }

  private CommandProbe probe(String script, String every, String... series) throws Exception {
    Program program =
        Program.of(
            List.of("sh", "-c", script), Map.of(), Optional.of(folder), Duration.ofSeconds(30));
    return new CommandProbe(program, List.of(series), Duration.parse(every), () -> now);
  }

  @Test
  void sample_ofNamedFigures_takesThoseOfTheSeries() throws Exception {
    try (Probe probe =
        kind.open(
            options(
                List.of(
                    "printf", "Queues:\\ndepth 7\\nused_bytes=1.5e6\\n\"age\": 0.25,\\nother 9\\n"),
                Map.of("depth", "number", "used_bytes", "bytes", "age", "seconds")))) {
      assertThat(probe.sample())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("depth", 7.0, "used_bytes", 1.5e6, "age", 0.25));
    }
  }

  @Test
  void sample_ofANumberAlone_isTheOnlySeries() throws Exception {
    try (Probe probe = kind.open(options(List.of("echo", " 42"), Map.of("depth", "number")))) {
      assertThat(probe.sample()).containsExactly(Map.entry("depth", 42.0));
    }
  }

  @Test
  void sample_notEverySecond_runsItWhenItIsDue() throws Exception {
    try (CommandProbe probe = probe("echo run >> runs; echo 1", "PT3S", "depth")) {
      assertThat(probe.sample()).hasSize(1);
      now = SECOND;
      assertThat(probe.sample()).isEmpty();
      now = 29 * SECOND / 10;
      assertThat(probe.sample()).hasSize(1);
      now = 4 * SECOND;
      assertThat(probe.sample()).isEmpty();
    }
    assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(2);
  }

  @Test
  void sample_ofAProgramThatFails_saysWhat() throws Exception {
    try (CommandProbe probe = probe("echo no queue >&2; exit 3", "PT1S", "depth")) {
      assertThatThrownBy(probe::sample)
          .isInstanceOf(ProbeException.class)
          .hasMessage("sh ended with code 3: no queue");
    }
  }

  @Test
  void run_ofAProgramThatHangs_endsItInTime() throws Exception {
    try (Program program =
        Program.of(List.of("sleep", "600"), Map.of(), Optional.empty(), Duration.ofMillis(50))) {
      assertThatThrownBy(program::run)
          .isInstanceOf(ProbeException.class)
          .hasMessage("sleep did not end within 50 ms");
    }
  }

  @Test
  void open_ofWhatSaysNothingOrIsNot_saysSo() {
    assertThatThrownBy(
            () -> kind.open(options(List.of("echo", "all is well"), Map.of("depth", "number"))))
        .isInstanceOf(ProbeException.class)
        .hasMessage("it says nothing of depth, but: all is well");
    assertThatThrownBy(
            () -> kind.open(options(List.of("/no/such/program"), Map.of("depth", "number"))))
        .isInstanceOf(ProbeException.class)
        .hasMessageStartingWith("it cannot be run: ");
  }

  @Test
  void series_ofAPlan_haveTheirUnits() {
    assertThat(kind.series(options(List.of("echo"), Map.of("sent", "bytes_per_second"))))
        .containsExactly(new ProbeSeries("sent", Unit.BYTES_PER_SECOND, "What echo says of it."));
  }

  @Test
  void check_ofWhatCannotBe_saysHowToWriteIt() {
    assertThatThrownBy(() -> kind.check(options(List.of("echo"), Map.of("depth", "byte"))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("series.depth must be a unit, got: byte. Did you mean bytes?");
    assertThatThrownBy(() -> kind.check(options(List.of(""), Map.of("depth", "bytes"))))
        .hasMessage("command must name a program. Write command: [./depth.sh, orders].");
    assertThatThrownBy(() -> kind.check(options(List.of("echo"), Map.of())))
        .hasMessageStartingWith("series must name at least one series, got none.");
  }
}
