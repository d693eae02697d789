package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads values that are known before a run: they may use environment variables and credentials, and
 * nothing else.
 */
final class FixedValues {
  private final ReadContext context;
  private final NameScope scope;

  FixedValues(ReadContext context, PlanNames names) {
    this.context = context;
    this.scope =
        NameScope.ofVariables(
            new PlanNames(names.environment(), Set.of(), names.credentials(), Map.of()));
  }

  /**
   * Returns the values of the keys of a shape that are there.
   *
   * @param mappings that the shape refers to
   */
  StepValue.Mapping read(Fields fields, Shape shape, List<Shape> mappings) {
    TemplateParser parser = new TemplateParser(scope, context.problems());
    StepValue.Mapping values = new StepValueReader(context, parser, mappings).read(fields, shape);
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
