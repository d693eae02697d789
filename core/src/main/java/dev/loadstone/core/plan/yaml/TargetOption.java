package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.Kind;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.problem.Location;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Puts another target into a plan: a URL for the only or default one, {@code name=URL} for one of
 * several. The URLs of several instances of the target have commas between them. Nothing is started
 * then of a target that the plan starts itself.
 */
final class TargetOption {
  private static final Pattern NAMED =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_-]*)=(.*)", Pattern.DOTALL);

  private static final Pattern SEVERAL = Pattern.compile("\\s*,\\s*(?=https?://)");

  private TargetOption() {}

  /**
   * Returns the plan with the other target.
   *
   * @param plan a mapping
   * @param option a URL or {@code name=URL}
   * @param origin what to name as the file of the new value
   * @param problems collects a name that the plan does not have, and a URL alone where it cannot be
   *     told which target is meant
   */
  static DocumentNode apply(DocumentNode plan, String option, String origin, Problems problems) {
    if (!(plan instanceof MapNode map)) {
      return plan;
    }
    Optional<Location> place = Optional.of(new Location(origin, 1, 1));
    Matcher named = NAMED.matcher(option);
    String url = named.matches() ? named.group(2) : option;
    Entry old = map.entries().get("target");
    Map<String, Entry> targets =
        old != null
                && old.value() instanceof MapNode several
                && TargetReader.byName(several).keySet().equals(several.entries().keySet())
            ? several.entries()
            : Map.of();
    if (targets.isEmpty()) {
      if (named.matches() && !named.group(1).equals(Target.DEFAULT)) {
        problems.add(
            new Problem(
                place,
                "",
                "must be a URL, for the plan has only one target, got: " + option,
                "Write --target " + url + "."));
      }
      return with(map, "target", instances(url, "target", place), place);
    }
    Optional<String> name = named.matches() ? Optional.of(named.group(1)) : onlyName(targets);
    if (name.isEmpty() || !targets.containsKey(name.get())) {
      List<String> names = List.copyOf(targets.keySet());
      String fix =
          name.map(given -> Suggestions.fix(given, names))
              .orElse("Write --target " + names.getFirst() + "=" + url + ".");
      problems.add(
          new Problem(place, "", "must name one of the plan's targets, got: " + option, fix));
      return plan;
    }
    MapNode several = new MapNode(old == null ? place : old.value().location(), "target", targets);
    return with(
        map,
        "target",
        with(several, name.get(), instances(url, "target." + name.get(), place), place),
        place);
  }

  private static Optional<String> onlyName(Map<String, Entry> targets) {
    if (targets.size() == 1) {
      return targets.keySet().stream().findFirst();
    }
    return targets.containsKey(Target.DEFAULT) ? Optional.of(Target.DEFAULT) : Optional.empty();
  }

  /** Returns a URL, or the list of several with commas between. */
  private static DocumentNode instances(String urls, String path, Optional<Location> place) {
    String[] all = SEVERAL.split(urls, -1);
    return all.length == 1
        ? scalar(urls, path, place)
        : new ListNode(
            place,
            path,
            IntStream.range(0, all.length)
                .<DocumentNode>mapToObj(i -> scalar(all[i], path + "[" + i + "]", place))
                .toList());
  }

  private static ScalarNode scalar(String url, String path, Optional<Location> place) {
    return new ScalarNode(place, path, url, Kind.STRING, true);
  }

  private static MapNode with(
      MapNode map, String key, DocumentNode value, Optional<Location> place) {
    Map<String, Entry> entries = new LinkedHashMap<>(map.entries());
    entries.put(key, new Entry(place, value));
    return new MapNode(map.location(), map.path(), entries);
  }
}
