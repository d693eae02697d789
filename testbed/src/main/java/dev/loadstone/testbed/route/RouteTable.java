package dev.loadstone.testbed.route;

import dev.loadstone.testbed.route.RouteMatch.Found;
import dev.loadstone.testbed.route.RouteMatch.Unknown;
import dev.loadstone.testbed.route.RouteMatch.WrongMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the route of a request. A template without braces is found by one look-up and without
 * allocation; {@code HEAD} is served by the route of {@code GET}. Immutable.
 */
public final class RouteTable {
  private static final Unknown UNKNOWN = new Unknown();

  private final Map<String, Methods> literals = new HashMap<>();
  private final List<Template> templates = new ArrayList<>();

  /**
   * Creates a table.
   *
   * @param routes their order gives the indexes; a literal path goes before templates, an earlier
   *     template before a later one
   */
  public RouteTable(List<Route> routes) {
    Map<String, Map<String, Integer>> byTemplate = new TreeMap<>();
    for (int index = 0; index < routes.size(); index++) {
      Route route = routes.get(index);
      Map<String, Integer> methods =
          byTemplate.computeIfAbsent(route.template(), key -> new TreeMap<>());
      methods.put(route.method(), index);
      if (route.method().equals("GET")) {
        methods.put("HEAD", index);
      }
    }
    byTemplate.forEach(this::add);
  }

  private void add(String template, Map<String, Integer> indexes) {
    Map<String, Found> found = new HashMap<>();
    indexes.forEach((method, index) -> found.put(method, new Found(index, List.of())));
    Methods methods = new Methods(found, new WrongMethod(String.join(", ", indexes.keySet())));
    if (template.indexOf('{') < 0) {
      literals.put(template, methods);
    } else {
      templates.add(
          new Template(
              template.substring(0, template.indexOf('{')), template.split("/", -1), methods));
    }
  }

  /**
   * Returns who serves a request.
   *
   * @param method in capitals
   * @param path without query, as sent
   */
  public RouteMatch match(String method, String path) {
    Methods methods = literals.get(path);
    if (methods != null) {
      return methods.match(method, List.of());
    }
    for (Template template : templates) {
      if (path.startsWith(template.prefix)) {
        List<String> parameters = template.parameters(path);
        if (!parameters.isEmpty()) {
          return template.methods.match(method, parameters);
        }
      }
    }
    return UNKNOWN;
  }

  private record Methods(Map<String, Found> found, WrongMethod wrongMethod) {
    RouteMatch match(String method, List<String> parameters) {
      Found match = found.get(method);
      if (match == null) {
        return wrongMethod;
      }
      return parameters.isEmpty() ? match : new Found(match.index(), parameters);
    }
  }

  private static final class Template {
    private final String prefix;
    private final String[] segments;
    private final Methods methods;

    Template(String prefix, String[] segments, Methods methods) {
      this.prefix = prefix;
      this.segments = segments;
      this.methods = methods;
    }

    /** Returns the parameters, or an empty list if the path is not of this template. */
    List<String> parameters(String path) {
      String[] given = path.split("/", -1);
      if (given.length != segments.length) {
        return List.of();
      }
      List<String> parameters = new ArrayList<>(2);
      for (int i = 0; i < given.length; i++) {
        if (segments[i].startsWith("{")) {
          if (given[i].isEmpty()) {
            return List.of();
          }
          parameters.add(given[i]);
        } else if (!segments[i].equals(given[i])) {
          return List.of();
        }
      }
      return parameters;
    }
  }
}
