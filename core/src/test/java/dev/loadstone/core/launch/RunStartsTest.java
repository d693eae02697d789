package dev.loadstone.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.run.PhaseWindow;
import dev.loadstone.core.run.RunStart;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunStartsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String TWO_LOADS =
      """
      name: two loads / one plan
      target: {api: http://127.0.0.1:1, other: http://127.0.0.1:2}
      setup: [{http: POST /login, on: api, name: login}]
      scenarios:
        first:
          load: {warmUp: 1s, phases: [{name: steady, rate: 10/s, for: 4s}]}
          steps: [{group: all, steps: [{http: GET /a, on: api, name: a}, {http: GET /b, on: other, name: b}]}]
        second:
          load: {warmUp: 1s, phases: [{name: steady, rate: 5/s, for: 4s}]}
          steps: [{http: GET /a, on: api, name: a}]
        third:
          load: {model: closed, warmUp: 1s, phases: [{users: 3, for: 6s}]}
          steps: [{repeat: {times: 2, steps: [{http: GET /c, on: api, name: c}]}}]
      thresholds: [error_ratio < 1%]
      tiers: {strict: [error_ratio < 0.1%]}
      """;

  private final RunStart start = RunStarts.of(plan("strict"), NOON, Map.of("fact", "yes"));

  @Test
  void of_loadsOfBothModels_isMixed() {
    assertThat(start.model()).isEqualTo("mixed");
  }

  @Test
  void of_severalLoads_takesTheLongestTimes() {
    assertThat(start.warmUpNanos()).isEqualTo(1_000_000_000L);
    assertThat(start.durationNanos()).isEqualTo(6_000_000_000L);
  }

  @Test
  void of_phasesAlike_addsTheirLevels() {
    assertThat(start.phases())
        .startsWith(new PhaseWindow(PhaseWindow.WARM_UP, 0, 1_000_000_000L, 15, 15, true))
        .contains(new PhaseWindow("steady", 1_000_000_000L, 5_000_000_000L, 15, 15, true))
        .hasSize(4);
  }

  @Test
  void of_steps_areInThePlansOrderOnceEach() {
    assertThat(start.steps()).containsExactly("login", "a", "b", "c");
  }

  @Test
  void of_tier_addsItsThresholds() {
    assertThat(start.thresholds())
        .extracting(threshold -> threshold.expression())
        .containsExactly("error_ratio < 1%", "error_ratio < 0.1%");
    assertThat(start.tier()).contains("strict");
  }

  @Test
  void of_facts_areJoinedByTheTargets() {
    assertThat(start.environment())
        .containsEntry("fact", "yes")
        .containsEntry("target.api", "http://127.0.0.1:1")
        .containsEntry("target.other", "http://127.0.0.1:2");
  }

  @Test
  void of_planText_isHashed() {
    assertThat(start.planHash())
        .hasSize(64)
        .isEqualTo(RunStarts.of(plan("strict"), NOON, Map.of()).planHash());
  }

  private static EffectivePlan plan(String tier) {
    Plan plan = new PlanReader().read("plan.yaml", TWO_LOADS, ReadOptions.NONE);
    return new EffectivePlan(plan, TWO_LOADS, Optional.of(tier));
  }
}
