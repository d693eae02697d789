package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Check.Exists;
import dev.loadstone.core.plan.Check.NotExists;
import dev.loadstone.core.plan.Check.ValueTest;
import dev.loadstone.core.plan.Condition;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.util.Optional;

/**
 * Parses conditions: <code>${reply} contains refund</code>, <code>${count} &gt; 3</code>, <code>
 * ${token} not exists</code>.
 */
final class ConditionParser {
  private final NameScope scope;
  private final Problems problems;

  ConditionParser(NameScope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  /**
   * Returns the condition, or empty, with a problem. A test of existence may name a value that only
   * a later step extracts.
   */
  Optional<Condition> parse(ScalarNode scalar) {
    String text = scalar.text().strip();
    int end = text.startsWith("${") ? TemplateParser.end(text, 0) : -1;
    if (end < 0) {
      problems.add(
          scalar.problem(
              "must be an expression and a test of it, got: " + scalar.describe(),
              "Write it as ${reply} contains refund."));
      return Optional.empty();
    }
    try {
      ValueTest test = ValueTestParser.parse(text.substring(end + 1), text);
      NameScope names =
          test instanceof Exists || test instanceof NotExists ? scope.anyOrder() : scope;
      Template subject =
          new TemplateParser(names, problems)
              .template(text.substring(0, end + 1), Encoding.RAW, scalar);
      return Optional.of(new Condition(text, subject, test));
    } catch (InvalidTextException wrong) {
      problems.add(scalar.problem(wrong.problem(), wrong.fix()));
      return Optional.empty();
    }
  }
}
