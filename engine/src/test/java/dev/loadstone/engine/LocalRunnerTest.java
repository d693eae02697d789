package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.engine.connector.LabKind;
import dev.loadstone.engine.probe.LabProbeKind;
import dev.loadstone.engine.program.CompiledPlan;
import dev.loadstone.engine.program.PlanCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalRunnerTest {

  @Test
  void rehearsed_lightLoad_isTheLeast() {
    assertThat(rehearsed("{phases: [{rate: 10/s, for: 1s}]}")).isEqualTo(250);
  }

  @Test
  void rehearsed_ramp_isASecondAtItsPeak() {
    assertThat(rehearsed("{phases: [{from: 10/s, to: 3000/s, for: 1m}]}")).isEqualTo(3000);
  }

  @Test
  void rehearsed_users_isNeverEnough() {
    assertThat(rehearsed("{phases: [{users: 1, for: 1s}]}")).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{phases: [{rate: 1k/s, for: 1s}]} | 0",
        "{phases: [{rate: 20k/s, for: 1s}]} | 20000",
        "{warmUp: 5s, phases: [{rate: 20k/s, for: 1s}]} | 0",
        "{phases: [{from: 0/s, to: 20k/s, for: 1m}]} | 0",
        "{phases: [{users: 1000, for: 1s}]} | 0",
      })
  void heavyRate_isThatOfAHeavyOpenLoadWithoutWarmUp(String load, double rate) {
    assertThat(LocalRunner.heavyRate(compiled(load))).isEqualTo(rate);
  }

  @Test
  void start_thatFailsAtItsEnd_leavesNothingOpen(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ca.pem"), "no certificate");
    String text =
        Runs.plan(
            "https://127.0.0.1:1",
            "http: {tls: {ca: ca.pem}}\nprobes: [{lab: count}]",
            "{phases: [{rate: 10/s, for: 1s}]}",
            "- lab: echo\n- http: GET /");
    LabKind.reset();
    LabProbeKind.reset();

    assertThatThrownBy(() -> Runs.start(text, folder, new RunAccumulator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.pem");

    assertThat(LabKind.OPENED).hasValue(1);
    assertThat(LabKind.CLOSED).hasValue(1);
    assertThat(LabProbeKind.CLOSED).hasValue(1);
    assertThat(Loops.thatLive()).isEmpty();
  }

  private static long rehearsed(String load) {
    return LocalRunner.rehearsed(compiled(load));
  }

  private static CompiledPlan compiled(String load) {
    String text = Runs.plan("http://127.0.0.1:1", "", load, "- http: GET /");
    return PlanCompiler.compile(new PlanReader().read("plan.yaml", text, ReadOptions.NONE));
  }
}
