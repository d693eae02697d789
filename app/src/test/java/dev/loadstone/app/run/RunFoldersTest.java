package dev.loadstone.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.run.RunStart;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunFoldersTest {
  private static final String PLAN =
      """
      name: two loads / one plan
      target: http://127.0.0.1:1
      load: {phases: [{rate: 1/s, for: 1s}]}
      steps: [{http: /a}]
      """;

  @Test
  void next_ofARun_tellsTimeNameAndHash() {
    RunStart start =
        RunStarts.of(
            new EffectivePlan(
                new PlanReader().read("plan.yaml", PLAN, ReadOptions.NONE), PLAN, Optional.empty()),
            Instant.parse("2026-01-31T12:00:00Z"),
            Map.of());
    assertThat(RunFolders.next(start, ZoneOffset.UTC))
        .isEqualTo(
            Path.of(
                "runs", "20260131-120000-two-loads-one-plan-" + start.planHash().substring(0, 8)));
  }
}
