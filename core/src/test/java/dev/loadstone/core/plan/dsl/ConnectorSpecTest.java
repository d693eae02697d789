package dev.loadstone.core.plan.dsl;

import static dev.loadstone.core.plan.dsl.PhaseSpec.rate;
import static dev.loadstone.core.plan.dsl.Steps.connector;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectorSpecTest {
  private static final String YAML =
      """
      name: wall
      target: {wall: "echo://10.0.0.1:7"}
      echo: {voices: 3}
      load: {model: open, phases: [{rate: 5/s, for: 10s}]}
      scenarios:
        main:
          steps:
            - echo: [hello, "${user.id}"]
              times: 2
              walls: [{distance: 5}]
              on: wall
              name: shout
              timeout: 2s
              check: $.echo exists
              extract: {first: "$.echo[0]"}
              slo: 5ms
              onFailure: continue
      """;

  @Test
  void build_sameAsInYaml_isAnEqualPlan() {
    Plan plan =
        LoadPlan.named("wall")
            .target("wall", "echo://10.0.0.1:7")
            .settings("echo", Map.of("voices", 3))
            .open(rate(5).over(ofSeconds(10)))
            .scenario(
                "main",
                scenario ->
                    scenario.step(
                        connector("echo", List.of("hello", "${user.id}"))
                            .with("times", 2)
                            .with("walls", List.of(Map.of("distance", 5)))
                            .on("wall")
                            .name("shout")
                            .timeout(ofSeconds(2))
                            .check("$.echo exists")
                            .extract("first", "$.echo[0]")
                            .slo(ofMillis(5))
                            .continueOnFailure()))
            .build(ReadOptions.NONE);
    assertThat(plan).isEqualTo(new PlanReader().read("plan.yaml", YAML, ReadOptions.NONE));
  }
}
