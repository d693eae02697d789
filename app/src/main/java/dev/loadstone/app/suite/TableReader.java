package dev.loadstone.app.suite;

import dev.loadstone.app.suite.Suite.Cell;
import dev.loadstone.app.suite.Suite.Column;
import dev.loadstone.app.suite.Suite.Table;
import dev.loadstone.app.suite.Suite.Unit;
import dev.loadstone.app.suite.Suite.Value;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the tables of a suite. */
final class TableReader {
  private final Set<String> runs;
  private final Matrix matrix;
  private final Problems problems;

  /**
   * Creates the reader.
   *
   * @param runs the names of all runs of all profiles
   * @param matrix makes several rows of one
   */
  TableReader(Set<String> runs, Matrix matrix, Problems problems) {
    this.runs = runs;
    this.matrix = matrix;
    this.problems = problems;
  }

  List<Table> read(List<DocumentNode> nodes) {
    return nodes.stream()
        .flatMap(node -> Fields.of(node, problems).stream())
        .map(this::table)
        .toList();
  }

  private Table table(Fields fields) {
    fields.required("title", "For example title: Latency.");
    fields.required("columns", "For example columns: [Component, {title: p95, as: time}].");
    List<Column> columns = fields.list("columns").stream().map(this::column).toList();
    List<List<Cell>> rows = new ArrayList<>();
    for (Matrix.Cell cell : matrix.expand(fields.list("rows"))) {
      Fields.of(cell.node(), problems).ifPresent(row -> rows.add(row(row, columns)));
    }
    Table table = new Table(fields.text("title").orElse(""), columns, rows);
    fields.finish();
    return table;
  }

  private Column column(DocumentNode node) {
    if (node instanceof ScalarNode title) {
      return new Column(title.text(), Unit.TEXT);
    }
    return Fields.of(node, problems)
        .map(fields -> {
          fields.required("title", "For example title: p95.");
          Column column =
              new Column(
                  fields.text("title").orElse(""),
                  fields.choice("as", Unit.class).orElse(Unit.TEXT));
          fields.finish();
          return column;
        })
        .orElse(new Column("", Unit.TEXT));
  }

  private List<Cell> row(Fields fields, List<Column> columns) {
    Optional<String> run = fields.scalar("run").flatMap(this::run);
    fields.required("cells", "One for each column.");
    List<DocumentNode> nodes = fields.list("cells");
    if (fields.has("cells") && nodes.size() != columns.size()) {
      problems.add(
          fields
              .map()
              .problem(
                  "must have a cell for each of the "
                      + columns.size()
                      + " columns, got: "
                      + nodes.size(),
                  ""));
    }
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < Math.min(nodes.size(), columns.size()); i++) {
      cells.add(cell(nodes.get(i), run, columns.get(i).unit()));
    }
    fields.finish();
    return cells;
  }

  private Cell cell(DocumentNode node, Optional<String> run, Unit unit) {
    if (node instanceof ScalarNode scalar) {
      return unit == Unit.TEXT || scalar.text().isEmpty()
          ? new Cell.Words(scalar.text())
          : new Cell.Figure(value(scalar, known(run, node)), Optional.empty(), unit);
    }
    if (!(node instanceof MapNode map)) {
      problems.add(node.problem("must be a text or a mapping, got: " + node.describe(), ""));
      return new Cell.Words("");
    }
    Fields fields = Fields.of(map, problems);
    if (fields.has("text")) {
      Cell words = new Cell.Words(fields.text("text").orElse(""));
      fields.finish();
      return words;
    }
    return figure(fields, run, unit == Unit.TEXT ? Unit.NUMBER : unit);
  }

  /** Reads {@code value}, {@code over}, {@code as} and {@code run}, and finishes the mapping. */
  Cell.Figure figure(Fields fields, Optional<String> run, Unit usual) {
    Optional<Value> over = fields.fields("over").map(value -> value(value, run));
    Unit own = fields.choice("as", Unit.class).orElse(usual);
    return new Cell.Figure(value(fields, run), over, own);
  }

  private Value value(Fields fields, Optional<String> run) {
    fields.required("value", "For example value: response_time.p95.");
    Optional<String> own = fields.scalar("run").flatMap(this::run);
    String from = known(own.isPresent() ? own : run, fields.map());
    Value value =
        fields
            .scalar("value")
            .map(scalar -> value(scalar, from))
            .orElse(new Value(from, "", Optional.empty(), ""));
    fields.finish();
    return value;
  }

  private static Value value(ScalarNode formula, String run) {
    return new Value(run, formula.text(), formula.location(), formula.path());
  }

  private String known(Optional<String> run, DocumentNode at) {
    if (run.isEmpty()) {
      problems.add(
          at.problem("must say of which run the figure is", "Write run: NAME in the row."));
    }
    return run.orElse("");
  }

  private Optional<String> run(ScalarNode name) {
    if (runs.contains(name.text())) {
      return Optional.of(name.text());
    }
    problems.add(
        name.problem(
            "must name a run of a profile, got: " + name.text(),
            Suggestions.fix(name.text(), runs)));
    return Optional.empty();
  }
}
