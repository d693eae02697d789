package dev.loadstone.core.plan.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;

/** The law that a plan in Java, printed as YAML and read back, is the same plan. */
public final class RoundTrip {
  private RoundTrip() {}

  /** Returns what {@link LoadPlan#build} gives, after a look whether it obeys the law. */
  public static Plan build(LoadPlan plan, ReadOptions options) {
    Plan built = plan.build(options);
    assertThat(new PlanReader().read("printed.yaml", plan.yaml(), options))
        .as("plan read from\n%s", plan.yaml())
        .isEqualTo(built);
    return built;
  }
}
