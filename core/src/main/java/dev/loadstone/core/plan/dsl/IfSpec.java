package dev.loadstone.core.plan.dsl;

import java.util.Map;

/** Steps that are run only if a condition holds. Immutable. */
public final class IfSpec extends StepSpec {
  private final Keys keys;

  IfSpec(Keys keys) {
    this.keys = keys;
  }

  /** Returns this with the steps to run if the condition holds. */
  public IfSpec then(StepSpec... steps) {
    return new IfSpec(keys.with("then", StepSpec.valuesOf(steps)));
  }

  /** Returns this with the steps to run if it does not. */
  public IfSpec otherwise(StepSpec... steps) {
    return new IfSpec(keys.with("else", StepSpec.valuesOf(steps)));
  }

  @Override
  Map<String, Object> values() {
    return Keys.NONE.with("if", keys.values()).values();
  }
}
