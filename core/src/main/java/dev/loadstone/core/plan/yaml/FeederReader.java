package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads feeders: CSV files with a header, files with one JSON object per line, and rows in the plan
 * itself.
 */
final class FeederReader {
  private static final int PROBLEMS_MAX = 5;
  private static final String INLINE = "rows";

  private final ReadContext context;

  FeederReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the feeder, or empty, with a problem. */
  Optional<Feeder> read(String name, DocumentNode node) {
    return context.fields(node, PlanShapes.FEEDER).flatMap(fields -> read(name, fields));
  }

  private Optional<Feeder> read(String name, Fields fields) {
    Feeder.Order order = fields.choice("order", Feeder.Order.class).orElse(Feeder.Order.CIRCULAR);
    Optional<ScalarNode> file = fields.scalar("file");
    List<DocumentNode> rows = fields.list(INLINE);
    boolean both = fields.has("file") && fields.has(INLINE);
    boolean none = !fields.has("file") && !fields.has(INLINE);
    fields.finish();
    if (both || none) {
      context
          .problems()
          .add(fields.map().problem("must have either file or rows", "Write {file: orders.csv}."));
      return Optional.empty();
    }
    Optional<Table> table =
        fields.has(INLINE) ? objects(rows, fields.map()) : file.flatMap(this::readFile);
    String source = file.map(ScalarNode::text).orElse(INLINE);
    return table.map(found -> new Feeder(name, source, order, found.columns(), found.rows()));
  }

  private record Table(List<String> columns, List<List<String>> rows) {}

  private Optional<Table> readFile(ScalarNode file) {
    String name = file.text();
    if (!name.endsWith(".csv") && !name.endsWith(".jsonl")) {
      context.problems().add(file.problem("must name a .csv or .jsonl file, got: " + name, ""));
      return Optional.empty();
    }
    return context
        .text(file)
        .flatMap(text -> name.endsWith(".csv") ? csv(file, text) : lines(file, text));
  }

  private Optional<Table> csv(ScalarNode file, String text) {
    List<CsvReader.Row> rows = CsvReader.read(text);
    if (rows.size() < 2) {
      return tooShort(file, "a header and at least one row");
    }
    Problems own = new Problems();
    List<String> columns = rows.getFirst().values().stream().map(String::strip).toList();
    checkColumns(file, columns, own);
    List<List<String>> values = new ArrayList<>();
    for (CsvReader.Row row : rows.subList(1, rows.size())) {
      if (row.values().size() != columns.size()) {
        own.add(
            inFile(
                file,
                row.line(),
                "must have "
                    + columns.size()
                    + " values, as the header has, got: "
                    + row.values().size()));
      } else if (!row.closed()) {
        own.add(inFile(file, row.line(), "must close every quote"));
      }
      values.add(row.values());
    }
    return complete(own, new Table(columns, values));
  }

  private static void checkColumns(ScalarNode file, List<String> columns, Problems own) {
    Set<String> seen = new LinkedHashSet<>();
    for (String column : columns) {
      if (column.isEmpty()) {
        own.add(inFile(file, 1, "must have a name for every column"));
      } else if (!seen.add(column)) {
        own.add(inFile(file, 1, "must have different names for its columns, got twice: " + column));
      }
    }
  }

  private Optional<Table> lines(ScalarNode file, String text) {
    List<DocumentNode> objects = new ArrayList<>();
    Problems own = new Problems();
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank()) {
        int line = i + 1;
        Problems syntax = new Problems();
        Optional<DocumentNode> object = Documents.read(file.text(), lines[i], syntax);
        if (!syntax.isEmpty()) {
          own.add(inFile(file, line, "must be a JSON object"));
        }
        object.ifPresent(node -> objects.add(moved(node, file, line)));
      }
    }
    if (!own.isEmpty()) {
      return complete(own, new Table(List.of(), List.of()));
    }
    return objects.isEmpty() ? tooShort(file, "at least one JSON object") : objects(objects, file);
  }

  private static DocumentNode moved(DocumentNode node, ScalarNode file, int line) {
    Optional<Location> place = Optional.of(new Location(file.text(), line, 1));
    return switch (node) {
      case MapNode map -> new MapNode(place, file.path(), map.entries());
      case ScalarNode scalar ->
          new ScalarNode(place, file.path(), scalar.text(), scalar.kind(), scalar.quoted());
      case DocumentNode.ListNode list ->
          new DocumentNode.ListNode(place, file.path(), list.items());
    };
  }

  private Optional<Table> objects(List<DocumentNode> objects, DocumentNode at) {
    if (objects.isEmpty()) {
      context.problems().add(at.problem("must have at least one row", ""));
      return Optional.empty();
    }
    Problems own = new Problems();
    List<String> columns = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (DocumentNode object : objects) {
      Fields.asMap(object, own).ifPresent(map -> rows.add(row(map, columns, own)));
    }
    return complete(own, new Table(columns, rows));
  }

  private static List<String> row(MapNode map, List<String> columns, Problems own) {
    if (columns.isEmpty()) {
      columns.addAll(map.entries().keySet());
    }
    if (!map.entries().keySet().equals(new LinkedHashSet<>(columns))) {
      own.add(
          map.problem(
              "must have the keys of the first row, "
                  + String.join(", ", columns)
                  + ", got: "
                  + String.join(", ", map.entries().keySet()),
              ""));
      return List.of();
    }
    List<String> row = new ArrayList<>();
    for (String column : columns) {
      Entry entry = map.entries().get(column);
      row.add(entry == null ? "" : value(entry.value(), map, column, own));
    }
    return row;
  }

  private static String value(DocumentNode node, MapNode row, String column, Problems own) {
    if (node instanceof ScalarNode scalar) {
      return scalar.kind() == Kind.NULL ? "" : scalar.text();
    }
    own.add(
        row.problem("must have a single value for " + column + ", got: " + node.describe(), ""));
    return "";
  }

  private Optional<Table> complete(Problems own, Table table) {
    List<Problem> all = own.all();
    all.stream().limit(PROBLEMS_MAX).forEach(context.problems()::add);
    if (all.size() > PROBLEMS_MAX) {
      Problem last = all.get(PROBLEMS_MAX);
      context
          .problems()
          .add(
              new Problem(
                  last.location(),
                  last.path(),
                  "has " + (all.size() - PROBLEMS_MAX) + " more such problems from here on",
                  ""));
    }
    return all.isEmpty() ? Optional.of(table) : Optional.empty();
  }

  private Optional<Table> tooShort(ScalarNode file, String what) {
    context
        .problems()
        .add(file.problem("must name a file with " + what + ", got: " + file.text(), ""));
    return Optional.empty();
  }

  private static Problem inFile(ScalarNode file, int line, String message) {
    return new Problem(Optional.of(new Location(file.text(), line, 1)), file.path(), message, "");
  }
}
