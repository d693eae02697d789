package dev.loadstone.core.document;

import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes of single values in a document, written {@code load.phases[0].rate=50/s}: a path of keys
 * and indices, and a value in YAML. A missing key is created; a missing list item is not. A key
 * with dots, brackets or equals signs in it stands in brackets and double quotes: {@code
 * routes["GET /a.b"].workers=8}.
 */
public final class Overrides {
  private static final Pattern PART =
      Pattern.compile("(?:^|\\.)([^.\\[\\]=\"]+)|\\[(\\d{1,6})]|(?:^|\\.)?\\[?\"([^\"]+)\"]?");

  private final String origin;
  private final Problems problems;

  private Overrides(String origin, Problems problems) {
    this.origin = origin;
    this.problems = problems;
  }

  /**
   * Returns the document with the changes made, in order.
   *
   * @param root the document; not changed itself
   * @param overrides each a path, {@code =} and a value in YAML; keys with dots in them stand in
   *     double quotes
   * @param origin what to name as the file of the new values, their line being the number of the
   *     override, for example {@code --set}
   * @param problems collects overrides that cannot be read and paths that cannot be reached
   */
  public static DocumentNode apply(
      DocumentNode root, List<String> overrides, String origin, Problems problems) {
    Overrides applier = new Overrides(origin, problems);
    DocumentNode changed = root;
    for (int i = 0; i < overrides.size(); i++) {
      changed = applier.apply(changed, overrides.get(i), i + 1);
    }
    return changed;
  }

  /**
   * Returns the document with one value changed.
   *
   * @param root the document; not changed itself
   * @param path keys and indices, as on the left of {@code =}
   * @param value what is to stand there; it keeps its place in its own file
   * @param place where the path itself is written
   * @param problems collects a path that cannot be read or reached
   */
  public static DocumentNode set(
      DocumentNode root,
      String path,
      DocumentNode value,
      Optional<Location> place,
      Problems problems) {
    Optional<List<Part>> parts = parse(path.strip());
    if (parts.isEmpty()) {
      problems.add(
          new Problem(
              place,
              "",
              "must be a path of keys and indices, got: " + path,
              "Write it as load.phases[0].rate; a key with dots in it as routes[\"GET /a.b\"]."));
      return root;
    }
    DocumentNode moved = located(value, join(parts.get()), Optional.empty());
    return new Overrides("", problems).set(root, "", parts.get(), new Change(moved, path, place));
  }

  private DocumentNode apply(DocumentNode root, String override, int number) {
    int equals = assignment(override);
    Optional<List<Part>> path =
        equals < 1 ? Optional.empty() : parse(override.substring(0, equals).strip());
    Optional<Location> place = Optional.of(new Location(origin, number, equals + 2));
    if (path.isEmpty()) {
      problems.add(
          new Problem(
              Optional.of(new Location(origin, number, 1)),
              "",
              "must be a path and a value, got: " + override,
              "Write it as load.phases[0].rate=50/s."));
      return root;
    }
    String text = override.substring(equals + 1).strip();
    DocumentNode value = text.isEmpty() ? Documents.of("", "") : value(text, place);
    return set(
        root, "", path.get(), new Change(located(value, join(path.get()), place), override, place));
  }

  private static int assignment(String override) {
    boolean quoted = false;
    for (int i = 0; i < override.length(); i++) {
      char c = override.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '=' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private DocumentNode value(String text, Optional<Location> place) {
    Problems syntax = new Problems();
    Optional<DocumentNode> value = Documents.read(origin, text, syntax);
    syntax
        .all()
        .forEach(
            problem -> problems.add(new Problem(place, "", problem.message(), "Quote the value.")));
    return value.orElseGet(() -> Documents.of(text, ""));
  }

  private static Optional<List<Part>> parse(String path) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(path);
    int end = 0;
    while (end < path.length() && matcher.find() && matcher.start() == end) {
      String key = matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
      parts.add(
          matcher.group(2) != null
              ? new Part("", Integer.parseInt(matcher.group(2)))
              : new Part(key, -1));
      end = matcher.end();
    }
    return end == path.length() && !parts.isEmpty() && !parts.getFirst().isIndex()
        ? Optional.of(parts)
        : Optional.empty();
  }

  private DocumentNode set(DocumentNode node, String path, List<Part> rest, Change change) {
    if (rest.isEmpty()) {
      return change.value();
    }
    Part part = rest.getFirst();
    List<Part> below = rest.subList(1, rest.size());
    return switch (node) {
      case MapNode map when !part.isIndex() -> setKey(map, part.key(), below, change);
      case ListNode list when part.isIndex() && part.index() < list.items().size() ->
          setItem(list, part.index(), below, change);
      case ListNode list when part.isIndex() ->
          unreachable(
              list,
              path,
              change,
              list.items().size() == 1
                  ? "has only one item"
                  : "has only " + list.items().size() + " items");
      default ->
          unreachable(node, path, change, part.isIndex() ? "is not a list" : "is not a mapping");
    };
  }

  private MapNode setKey(MapNode map, String key, List<Part> below, Change change) {
    Map<String, Entry> entries = new LinkedHashMap<>(map.entries());
    String path = map.path().isEmpty() ? key : map.path() + "." + key;
    Entry old = entries.get(key);
    DocumentNode start =
        old == null || isNothing(old.value())
            ? new MapNode(change.place(), path, Map.of())
            : old.value();
    entries.put(key, new Entry(change.place(), set(start, path, below, change)));
    return new MapNode(map.location(), map.path(), entries);
  }

  private static boolean isNothing(DocumentNode node) {
    return node instanceof ScalarNode scalar && scalar.kind() == DocumentNode.Kind.NULL;
  }

  private ListNode setItem(ListNode list, int index, List<Part> below, Change change) {
    List<DocumentNode> items = new ArrayList<>(list.items());
    items.set(index, set(items.get(index), list.path() + "[" + index + "]", below, change));
    return new ListNode(list.location(), list.path(), items);
  }

  private DocumentNode unreachable(DocumentNode node, String path, Change change, String why) {
    problems.add(
        new Problem(
            change.place(),
            "",
            "must name a place in the document, got: " + change.override(),
            (path.isEmpty() ? "The document" : path) + " " + why + "."));
    return node;
  }

  /**
   * Returns the same value at another path.
   *
   * @param place where it is said to stand; empty to leave every part where it is
   */
  private static DocumentNode located(DocumentNode node, String path, Optional<Location> place) {
    Optional<Location> here = place.or(node::location);
    return switch (node) {
      case ScalarNode scalar ->
          new ScalarNode(here, path, scalar.text(), scalar.kind(), scalar.quoted());
      case ListNode list -> {
        List<DocumentNode> items = new ArrayList<>();
        list.items()
            .forEach(item -> items.add(located(item, path + "[" + items.size() + "]", place)));
        yield new ListNode(here, path, items);
      }
      case MapNode map -> {
        Map<String, Entry> entries = new LinkedHashMap<>();
        map.entries()
            .forEach((key, entry) ->
                entries.put(
                    key,
                    new Entry(
                        place.or(entry::location),
                        located(entry.value(), path + "." + key, place))));
        yield new MapNode(here, path, entries);
      }
    };
  }

  private static String join(List<Part> parts) {
    StringBuilder path = new StringBuilder();
    for (Part part : parts) {
      if (part.isIndex()) {
        path.append('[').append(part.index()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(part.key());
      }
    }
    return path.toString();
  }

  private record Part(String key, int index) {
    boolean isIndex() {
      return index >= 0;
    }
  }

  private record Change(DocumentNode value, String override, Optional<Location> place) {}
}
