package dev.loadstone.core.plan.dsl;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One action of a scenario. Immutable. */
public abstract sealed class StepSpec
    permits RequestSpec,
        A2aSpec,
        WebSocketSpec,
        CallSpec,
        ConnectorSpec,
        EvmSpec,
        GrpcSpec,
        IfSpec,
        StepSpec.Plain {
  StepSpec() {}

  /** Returns the step's keys as a plan has them. */
  abstract Map<String, Object> values();

  /** Returns the keys of several steps. */
  static List<Map<String, Object>> valuesOf(StepSpec... steps) {
    return Arrays.stream(steps).map(StepSpec::values).toList();
  }

  /** A step without options. */
  static final class Plain extends StepSpec {
    private final Keys keys;

    Plain(Keys keys) {
      this.keys = keys;
    }

    @Override
    Map<String, Object> values() {
      return keys.values();
    }
  }
}
