package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.engine.program.PlanCompiler;
import org.junit.jupiter.api.Test;

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

  private static long rehearsed(String load) {
    String text = Runs.plan("http://127.0.0.1:1", "", load, "- http: GET /");
    return LocalRunner.rehearsed(
        PlanCompiler.compile(new PlanReader().read("plan.yaml", text, ReadOptions.NONE)));
  }
}
