package dev.loadstone.app.suite;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes several mappings of one: each with other values of the same names, put in wherever a text
 * says {@code ${name}}.
 *
 * <p>{@code matrix: {a: [1, 2], b: [x, y]}} stands for every combination of the values, those of
 * the last name changing first; {@code matrix: [{a: 1, b: x}, {a: 2, b: y}]} for the combinations
 * that it lists.
 */
final class Matrix {
  private static final String KEY = "matrix";
  private static final Pattern NAMED = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]*)}");
  private static final int SIZE_MAX = 1_000;

  private final Problems problems;

  Matrix(Problems problems) {
    this.problems = problems;
  }

  /**
   * A mapping with the values that were put in.
   *
   * @param node without its matrix
   * @param values by name, in order; none of a mapping without a matrix
   */
  record Cell(DocumentNode node, Map<String, String> values) {
    /** Returns a name with the values behind it. */
    String named(String name) {
      return values.isEmpty() ? name : name + "-" + String.join("-", values.values());
    }
  }

  /** Returns what a list stands for, in order; what is no mapping stands for itself. */
  List<Cell> expand(List<DocumentNode> nodes) {
    return nodes.stream().flatMap(node -> expand(node).stream()).toList();
  }

  private List<Cell> expand(DocumentNode node) {
    if (!(node instanceof MapNode map) || !map.entries().containsKey(KEY)) {
      return List.of(new Cell(node, Map.of()));
    }
    Map<String, Entry> rest = new LinkedHashMap<>(map.entries());
    DocumentNode matrix = map.entries().get(KEY).value();
    rest.remove(KEY);
    MapNode template = new MapNode(map.location(), map.path(), rest);
    List<Map<String, String>> all = combinations(matrix);
    if (all.isEmpty() || all.size() > SIZE_MAX) {
      problems.add(
          matrix.problem(
              "must stand for 1 to 1000 combinations of values, got: " + all.size(),
              "For example matrix: {users: [10, 50, 100]}."));
      return List.of();
    }
    return all.stream().map(values -> new Cell(filled(template, values), values)).toList();
  }

  // --- combinations

  private List<Map<String, String>> combinations(DocumentNode matrix) {
    return switch (matrix) {
      case MapNode names -> product(names);
      case ListNode rows -> rows.items().stream().map(this::listed).toList();
      case ScalarNode scalar -> List.of();
    };
  }

  private List<Map<String, String>> product(MapNode names) {
    List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
    names
        .entries()
        .forEach((name, entry) -> {
          List<Map<String, String>> longer = new ArrayList<>();
          for (Map<String, String> shorter : all) {
            for (String value : values(entry.value())) {
              Map<String, String> one = new LinkedHashMap<>(shorter);
              one.put(name, value);
              longer.add(one);
            }
          }
          all.clear();
          all.addAll(longer);
        });
    return names.entries().isEmpty() ? List.of() : all;
  }

  private List<String> values(DocumentNode node) {
    if (node instanceof ListNode list) {
      return list.items().stream().flatMap(item -> values(item).stream()).toList();
    }
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.text());
    }
    problems.add(node.problem("must be a value or a list of values, got: a mapping", ""));
    return List.of();
  }

  private Map<String, String> listed(DocumentNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    if (node instanceof MapNode map) {
      map.entries()
          .forEach((name, entry) -> {
            if (entry.value() instanceof ScalarNode scalar) {
              values.put(name, scalar.text());
            } else {
              problems.add(
                  entry.value().problem("must be one value, got: " + entry.value().describe(), ""));
            }
          });
    } else {
      problems.add(
          node.problem(
              "must be a mapping of names to values, got: " + node.describe(),
              "For example matrix: [{instances: 1, users: 10}, {instances: 2, users: 20}]."));
    }
    return values;
  }

  // --- putting in

  private DocumentNode filled(DocumentNode node, Map<String, String> values) {
    return switch (node) {
      case ScalarNode scalar -> filled(scalar, values);
      case ListNode list ->
          new ListNode(
              list.location(),
              list.path(),
              list.items().stream().map(item -> filled(item, values)).toList());
      case MapNode map -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        map.entries()
            .forEach((key, entry) ->
                entries.put(key, new Entry(entry.location(), filled(entry.value(), values))));
        yield new MapNode(map.location(), map.path(), entries);
      }
    };
  }

  private ScalarNode filled(ScalarNode scalar, Map<String, String> values) {
    Matcher named = NAMED.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    while (named.find()) {
      String value = values.get(named.group(1));
      if (value == null) {
        problems.add(
            scalar.problem(
                "must name a value of the matrix, got: " + named.group(),
                Suggestions.fix(named.group(1), values.keySet())));
      }
      named.appendReplacement(text, Matcher.quoteReplacement(value == null ? "" : value));
    }
    named.appendTail(text);
    return new ScalarNode(
        scalar.location(), scalar.path(), text.toString(), scalar.kind(), scalar.quoted());
  }
}
