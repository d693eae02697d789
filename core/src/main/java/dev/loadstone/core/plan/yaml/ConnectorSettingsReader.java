package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.step.StepKind;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the sections of a plan that hold for all steps of a kind that is not built in. Their values
 * may use environment variables and credentials.
 */
final class ConnectorSettingsReader {
  private static final StepValue.Mapping NONE = new StepValue.Mapping(Map.of());

  private final FixedValues values;

  ConnectorSettingsReader(ReadContext context, PlanNames names) {
    this.values = new FixedValues(context, names);
  }

  /** Returns the settings of every kind that has a section, by its name. */
  Map<String, StepValue.Mapping> read(Fields plan) {
    Map<String, StepValue.Mapping> settings = new HashMap<>();
    for (StepKind kind : ConnectorShapes.withSection()) {
      Shape section = ConnectorShapes.section(kind);
      settings.put(
          kind.name(),
          plan.fields(kind.name(), section)
              .map(fields -> read(fields, section, kind))
              .orElse(NONE));
    }
    return settings;
  }

  private StepValue.Mapping read(Fields fields, Shape section, StepKind kind) {
    StepValue.Mapping settings = values.read(fields, section, kind.mappings());
    fields.finish();
    return settings;
  }
}
