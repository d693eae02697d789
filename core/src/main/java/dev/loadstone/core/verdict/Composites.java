package dev.loadstone.core.verdict;

import dev.loadstone.core.expression.Formula;
import dev.loadstone.core.expression.FormulaParser;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses thresholds on arithmetic with the figures of several measures. */
final class Composites {
  private static final Pattern LIMIT =
      Pattern.compile("(==|!=|<=|>=|<|>)\\s*(.+?)(?:\\s+warn\\s+(.+?))?(\\s+abort)?\\s*");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final String EXAMPLE =
      "response_time{step=a}.p50 - response_time{step=b}.p50 < 15ms";

  private Composites() {}

  /**
   * A limit as written.
   *
   * @param value in base units
   * @param unit what it is written in
   */
  private record Limit(double value, Unit unit) {}

  /** Returns whether the left-hand side of a threshold is more than one figure. */
  static boolean isArithmetic(String left) {
    int depth = 0;
    boolean quoted = false;
    boolean begun = false;
    for (int i = 0; i < left.length(); i++) {
      char c = left.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '}')) {
        depth += c == '{' ? 1 : -1;
      } else if (!quoted && depth == 0) {
        if ("+-*/()".indexOf(c) >= 0 || (!begun && Character.isDigit(c))) {
          return true;
        }
        begun |= !Character.isWhitespace(c);
      }
    }
    return false;
  }

  /**
   * Parses a threshold.
   *
   * @param figures knows what there is to be judged
   * @param comparison where its operator stands
   * @throws InvalidTextException if it is none
   */
  static Threshold parse(ThresholdParser figures, String text, int comparison) {
    Matcher rest = LIMIT.matcher(text.substring(comparison).strip());
    if (!rest.matches()) {
      throw ThresholdParser.malformed(text);
    }
    Formula.Parsed parsed =
        FormulaParser.parse(
            text.substring(0, comparison).strip(), ThresholdParser::figureEnd, EXAMPLE);
    if (parsed.operands().isEmpty()) {
      throw ThresholdParser.malformed(text);
    }
    List<Threshold> operands = parsed.operands().stream().map(figures::figure).toList();
    Operator operator =
        Operator.of(rest.group(1)).orElseThrow(() -> ThresholdParser.malformed(text));
    Limit limit = limit(rest.group(2));
    OptionalDouble warn = OptionalDouble.empty();
    if (rest.group(3) != null) {
      warn = OptionalDouble.of(limit(rest.group(3)).value());
      ThresholdParser.requireBefore(operator, warn.getAsDouble(), limit.value(), text);
    }
    return new Threshold(
        text.strip(),
        Measure.COMPOSITE,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        operator,
        limit.value(),
        false,
        warn,
        rest.group(4) != null,
        Optional.empty(),
        Optional.of(new Composite(parsed.formula(), operands, limit.unit())),
        OptionalDouble.empty());
  }

  private static Limit limit(String written) {
    String text = written.strip();
    if (text.startsWith("-")) {
      Limit positive = limit(text.substring(1));
      return new Limit(-positive.value(), positive.unit());
    }
    if (NUMBER.matcher(text).matches()) {
      return new Limit(Double.parseDouble(text), Unit.NUMBER);
    }
    if (text.endsWith("%")) {
      return new Limit(Ratios.parse(text), Unit.RATIO);
    }
    if (text.contains("/")) {
      return new Limit(Rates.parse(text), Unit.RATE);
    }
    return text.endsWith("B")
        ? new Limit(DataSizes.parse(text), Unit.BYTES)
        : new Limit(Durations.parse(text).toNanos() / 1e9, Unit.SECONDS);
  }
}
