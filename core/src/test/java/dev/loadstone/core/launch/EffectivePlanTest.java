package dev.loadstone.core.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.verdict.Threshold;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans as they are to be run. */
final class EffectivePlanTest {
  private static final String TIERS =
      """
      name: tiers
      target: http://127.0.0.1:1
      load: {phases: [{rate: 1/s, for: 1s}]}
      steps: [{http: GET /plain}]
      thresholds: [error_ratio < 5%]
      tiers:
        silver: [error_ratio < 1%, achieved_rate > 1/s]
        gold: [error_ratio < 1%, achieved_rate > 2/s]
      """;

  @Test
  void withEveryTier_isJudgedByEachThresholdOnce() {
    Plan plan = new PlanReader().read("tiers.yaml", TIERS, ReadOptions.NONE);

    EffectivePlan all = new EffectivePlan(plan, TIERS, Optional.empty()).withEveryTier();

    assertThat(all.thresholds())
        .extracting(Threshold::expression)
        .containsExactly(
            "error_ratio < 5%", "error_ratio < 1%", "achieved_rate > 1/s", "achieved_rate > 2/s");
    assertThat(all.text()).isEqualTo(TIERS);
  }
}
