package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Gate;
import dev.loadstone.app.suite.Suite.Unit;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.measure.Operator;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.QuantityFormatException;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what must hold of figures of several runs. */
final class GateReader {
  private static final Pattern LIMIT = Pattern.compile("\\s*(==|!=|<=|>=|<|>)\\s*(.+?)\\s*");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
  private static final double NANOS = 1e9;

  private final TableReader tables;
  private final Matrix matrix;
  private final Problems problems;

  /** A comparison with a limit in base units. */
  private record Limit(Operator operator, double value) {}

  GateReader(TableReader tables, Matrix matrix, Problems problems) {
    this.tables = tables;
    this.matrix = matrix;
    this.problems = problems;
  }

  List<Gate> read(List<DocumentNode> nodes) {
    return matrix.expand(nodes).stream()
        .flatMap(cell -> Fields.of(cell.node(), problems).stream())
        .flatMap(fields -> gate(fields).stream())
        .toList();
  }

  private Optional<Gate> gate(Fields fields) {
    fields.required("name", "For example name: efficiency of four instances.");
    fields.required("limit", "For example limit: \">= 80%\".");
    String name = fields.text("name").orElse("");
    Optional<ScalarNode> limit = fields.scalar("limit");
    Cell.Figure figure = tables.figure(fields, Optional.empty(), Unit.NUMBER);
    return limit
        .flatMap(given -> fields.parse(given, text -> limit(text, figure.unit())))
        .map(read -> new Gate(name, figure, read.operator(), read.value()));
  }

  private static Limit limit(String text, Unit unit) {
    Matcher limit = LIMIT.matcher(text);
    if (!limit.matches()) {
      throw new QuantityFormatException(
          "be a comparison with a limit", text, "For example \">= 80%\".");
    }
    Operator operator = Operator.of(limit.group(1)).orElseThrow();
    return new Limit(operator, parsed(limit.group(2), unit));
  }

  private static double parsed(String text, Unit unit) {
    return switch (unit) {
      case TIME -> Durations.parse(text).toNanos() / NANOS;
      case PERCENT -> Ratios.parse(text);
      case RATE -> Rates.parse(text);
      case NUMBER, TEXT -> number(text);
    };
  }

  private static double number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new QuantityFormatException(
          "have a number for its limit", text, "Write as: percent, time or rate for others.");
    }
    return Double.parseDouble(text);
  }
}
