package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.expression.FormulaParser;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.InvalidTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads steps that take a figure down. */
final class RecordingReader {
  private static final String EXAMPLE = "1 - ${cost} / ${directCost}";

  private final ReadContext context;

  RecordingReader(ReadContext context) {
    this.context = context;
  }

  /** Units of times, as plans write them. */
  enum Unit {
    NS(TimeUnit.NANOSECONDS),
    US(TimeUnit.MICROSECONDS),
    MS(TimeUnit.MILLISECONDS),
    S(TimeUnit.SECONDS);

    private final TimeUnit unit;

    Unit(TimeUnit unit) {
      this.unit = unit;
    }
  }

  /** Returns the step, or empty, with problems. */
  Optional<Step> read(Fields fields, NameScope scope) {
    Optional<String> name = fields.quantity("record", Lengths::notBlank);
    Optional<Unit> unit = fields.choice("unit", Unit.class);
    boolean exactlyOne = fields.has("value") != fields.has("holds");
    if (!exactlyOne) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      fields.has("value")
                          ? "must have value or holds, not both"
                          : "must say what is taken down",
                      "Write value: \"${cost}\", or holds: \"${provider} == fast\"."));
    } else if (unit.isPresent() && fields.has("holds")) {
      context
          .problems()
          .add(fields.map().problem("must not have a unit beside holds", "Leave unit out."));
    }
    Optional<Step.Recording.Source> source =
        scalar(fields, "value")
            .flatMap(scalar -> value(scalar, unit.map(found -> found.unit), scope))
            .or(() -> scalar(fields, "holds").flatMap(scalar -> truth(scalar, scope)));
    fields.finish();
    return exactlyOne
        ? name.flatMap(found -> source.map(from -> new Step.Recording(found, from)))
        : Optional.empty();
  }

  private Optional<ScalarNode> scalar(Fields fields, String key) {
    Optional<DocumentNode> node = fields.node(key);
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      context
          .problems()
          .add(node.get().problem("must be a single value, got: " + node.get().describe(), ""));
    }
    return node.filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
  }

  private Optional<Step.Recording.Source> truth(ScalarNode scalar, NameScope scope) {
    return new ConditionParser(scope, context.problems())
        .parse(scalar)
        .map(Step.Recording.Truth::new);
  }

  private Optional<Step.Recording.Source> value(
      ScalarNode scalar, Optional<TimeUnit> unit, NameScope scope) {
    String text = scalar.text().strip();
    Formula.Parsed parsed;
    try {
      parsed = FormulaParser.parse(text, RecordingReader::end, EXAMPLE);
    } catch (InvalidTextException wrong) {
      context.problems().add(scalar.problem(wrong.problem(), wrong.fix()));
      return Optional.empty();
    }
    TemplateParser parser = new TemplateParser(scope, context.problems());
    List<Template> operands = new ArrayList<>();
    for (String operand : parsed.operands()) {
      operands.add(parser.template(operand, Encoding.RAW, scalar));
    }
    return Optional.of(new Step.Recording.Value(text, parsed.formula(), operands, unit));
  }

  private static int end(String text, int start) {
    return text.startsWith("${", start) ? TemplateParser.end(text, start) + 1 : -1;
  }
}
