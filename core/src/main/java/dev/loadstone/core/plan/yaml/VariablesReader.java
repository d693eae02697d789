package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a plan's variables and puts them in an order in which each needs only earlier ones. */
final class VariablesReader {
  private final ReadContext context;
  private final Map<String, Entry> entries;
  private final Map<String, Template> templates = new LinkedHashMap<>();
  private final Map<String, Template> ordered = new LinkedHashMap<>();

  /**
   * Creates the reader.
   *
   * @param entries the variables as the plan has them
   */
  VariablesReader(ReadContext context, Map<String, Entry> entries) {
    this.context = context;
    this.entries = entries;
  }

  /** Returns the variables that could be read; a circle of them is a problem. */
  Map<String, Template> read(PlanNames names) {
    NameScope scope = NameScope.ofVariables(names);
    entries.forEach((name, entry) -> read(name, entry.value(), scope));
    for (String name : templates.keySet()) {
      visit(name, new ArrayList<>());
    }
    return ordered;
  }

  private void read(String name, DocumentNode node, NameScope scope) {
    if (node instanceof ScalarNode scalar) {
      templates.put(
          name,
          new TemplateParser(scope, context.problems())
              .template(scalar.text(), Encoding.RAW, scalar));
    } else {
      context.problems().add(node.problem("must be a single value, got: " + node.describe(), ""));
    }
  }

  private void visit(String name, List<String> trail) {
    Template template = templates.get(name);
    if (template == null || ordered.containsKey(name)) {
      return;
    }
    int start = trail.indexOf(name);
    if (start >= 0) {
      circle(trail.subList(start, trail.size()));
      return;
    }
    trail.add(name);
    for (Expression expression : template.expressions()) {
      if (expression instanceof Expression.Variable variable) {
        visit(variable.name(), trail);
      }
    }
    trail.removeLast();
    ordered.put(name, template);
  }

  private void circle(List<String> names) {
    Entry first = entries.get(names.getFirst());
    if (first != null) {
      String circle = String.join(" → ", names) + " → " + names.getFirst();
      context
          .problems()
          .add(
              first
                  .value()
                  .problem(
                      "must not depend on itself, got: " + circle,
                      "Give one of them a value of its own."));
    }
  }
}
