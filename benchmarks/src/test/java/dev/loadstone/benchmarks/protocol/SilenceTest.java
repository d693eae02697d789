package dev.loadstone.benchmarks.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.schedule.LevelCurve;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceTest {
  private static final String PLAN =
      """
      name: two loads
      target: http://127.0.0.1:1
      load: {model: open, warmUp: 10s, phases: [{rate: 12.5/s, for: 20s, name: all}]}
      scenarios:
        mixed: {steps: [{http: GET /a}]}
        of its own:
          load: {model: closed, warmUp: 10s, phases: [{users: 7, for: 4s}, {from: 7, to: 3, steps: 2, for: 5s}]}
          steps: [{http: GET /b}]
      """;

  private static Plan read(List<String> overrides) {
    return new PlanReader().read("plan.yaml", PLAN, ReadOptions.NONE.withOverrides(overrides));
  }

  private static final long SECOND = 1_000_000_000L;

  @Test
  void silence_ofAPlan_liesBetweenItsWarmUpAndItsPhases() {
    Plan quiet = read(Silence.overrides(read(List.of())));

    LevelCurve rate = LevelCurve.of(quiet.load().orElseThrow());
    assertThat(rate.warmUpNanos()).isEqualTo(10 * SECOND);
    assertThat(rate.levelAt(9 * SECOND)).isEqualTo(12.5);
    assertThat(rate.levelAt(11 * SECOND)).isZero();
    assertThat(rate.levelAt(17 * SECOND)).isZero();
    assertThat(rate.levelAt(19 * SECOND)).isEqualTo(12.5);
    assertThat(rate.windows(true))
        .extracting(PhaseWindow::name)
        .containsExactly("warm-up", "fall", "silence", "all");
  }

  @Test
  void silence_ofAScenariosOwnLoad_liesThereToo() {
    Plan quiet = read(Silence.overrides(read(List.of())));

    Load own = quiet.scenarios().getLast().load().orElseThrow();
    assertThat(own.model()).isEqualTo(Load.Model.CLOSED);
    LevelCurve users = LevelCurve.of(own);
    assertThat(users.levelAt(9 * SECOND)).isEqualTo(7);
    assertThat(users.levelAt(17 * SECOND)).isZero();
    assertThat(users.levelAt(19 * SECOND)).isEqualTo(7);
    assertThat(users.levelAt(23 * SECOND)).isEqualTo(5);
    assertThat(users.levelAt(26 * SECOND)).isEqualTo(3);
  }
}
