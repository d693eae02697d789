package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.step.StepKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the sections of a plan that hold for all steps of a kind that is not built in. Their values
 * may use environment variables and credentials.
 */
final class ConnectorSettingsReader {
  private static final StepValue.Mapping NONE = new StepValue.Mapping(Map.of());

  private final ReadContext context;
  private final NameScope scope;

  ConnectorSettingsReader(ReadContext context, PlanNames names) {
    this.context = context;
    this.scope =
        NameScope.ofVariables(
            new PlanNames(names.environment(), Set.of(), names.credentials(), Map.of()));
  }

  /** Returns the settings of every kind that has a section, by its name. */
  Map<String, StepValue.Mapping> read(Fields plan) {
    Map<String, StepValue.Mapping> settings = new HashMap<>();
    for (StepKind kind : ConnectorShapes.withSection()) {
      settings.put(
          kind.name(),
          plan.fields(kind.name(), ConnectorShapes.section(kind))
              .map(fields -> read(fields, kind))
              .orElse(NONE));
    }
    return settings;
  }

  private StepValue.Mapping read(Fields fields, StepKind kind) {
    TemplateParser parser = new TemplateParser(scope, context.problems());
    StepValue.Mapping values =
        new StepValueReader(context, parser, kind.mappings())
            .read(fields, ConnectorShapes.section(kind));
    fields.finish();
    boolean changing =
        values.templates().stream()
            .flatMap(template -> template.expressions().stream())
            .anyMatch(expression -> !(expression instanceof Expression.CredentialValue));
    if (changing) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have only values that are known before the run",
                      "Use environment variables or credentials."));
    }
    return values;
  }
}
