package dev.loadstone.core.plan.dsl;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.ProbeSpec.probe;
import static dev.loadstone.core.plan.dsl.Steps.http;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProbeSpecTest {
  private static final String YAML =
      """
      name: tank
      target: http://127.0.0.1
      load: {model: open, phases: [{rate: 5/s, for: 10s}]}
      scenarios: {main: {steps: [{http: /x}]}}
      probes:
        - {gauge: [level, flow], dials: [{width: 3}], name: tank}
        - {name: depth, gauge: depth_bytes, limits: {depth_bytes: 512MB}}
      thresholds: [tank_level.max < 5MB]
      """;

  private static final LoadPlan PLAN =
      LoadPlan.named("tank")
          .target("http://127.0.0.1")
          .open(rate(5).over(ofSeconds(10)))
          .scenario("main", scenario -> scenario.step(http("/x")))
          .probes(
              probe("gauge", List.of("level", "flow"))
                  .with("dials", List.of(Map.of("width", 3)))
                  .name("tank"))
          .probes(probe("gauge", "depth_bytes").limit("depth_bytes", "512MB").name("depth"))
          .thresholds("tank_level.max < 5MB");

  @Test
  void build_sameAsInYaml_isAnEqualPlan() {
    Plan plan = PLAN.build(ReadOptions.NONE);
    assertThat(plan).isEqualTo(new PlanReader().read("plan.yaml", YAML, ReadOptions.NONE));
    assertThat(plan.probes()).hasSize(2);
  }

  @Test
  void yaml_readBack_isAnEqualPlan() {
    assertThat(new PlanReader().read("plan.yaml", PLAN.yaml(), ReadOptions.NONE))
        .isEqualTo(PLAN.build(ReadOptions.NONE));
  }
}
