package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Check.Compares;
import dev.loadstone.core.plan.Check.Exists;
import dev.loadstone.core.plan.Check.NotExists;
import dev.loadstone.core.plan.Check.ValueTest;
import dev.loadstone.core.plan.Condition;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses conditions: <code>${reply} contains refund</code>, <code>${count} &gt; 3</code>, <code>
 * ${token} not exists</code>, <code>${second} != ${first}</code>.
 */
final class ConditionParser {
  private static final Pattern COMPARISON_OF_TWO =
      Pattern.compile("(==|!=|<=|>=|<|>)\\s*(\\$\\{.+)", Pattern.DOTALL);

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
      String tested = text.substring(end + 1).strip();
      Optional<String> other = other(tested);
      ValueTest test =
          other.isPresent()
              ? new Compares(ValueTestParser.operator(sign(tested)), "")
              : ValueTestParser.parse(tested, text);
      NameScope names =
          test instanceof Exists || test instanceof NotExists ? scope.anyOrder() : scope;
      TemplateParser parser = new TemplateParser(names, problems);
      Template subject = parser.template(text.substring(0, end + 1), Encoding.RAW, scalar);
      return Optional.of(
          new Condition(
              text,
              subject,
              test,
              other.map(value -> parser.template(value, Encoding.RAW, scalar))));
    } catch (InvalidTextException wrong) {
      problems.add(scalar.problem(wrong.problem(), wrong.fix()));
      return Optional.empty();
    }
  }

  /** Returns the expression on the right of a comparison, if nothing else stands there. */
  private static Optional<String> other(String tested) {
    Matcher comparison = COMPARISON_OF_TWO.matcher(tested);
    return comparison.matches()
        ? Optional.of(comparison.group(2))
            .filter(value -> TemplateParser.end(value, 0) == value.length() - 1)
        : Optional.empty();
  }

  private static String sign(String tested) {
    return tested.charAt(1) == '=' ? tested.substring(0, 2) : tested.substring(0, 1);
  }
}
