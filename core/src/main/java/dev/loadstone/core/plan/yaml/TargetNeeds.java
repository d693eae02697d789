package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.StepKinds;
import java.util.HashSet;
import java.util.Set;

/**
 * What targets the steps of a plan need, as far as it is known before they are read.
 *
 * @param anything whether there must be one
 * @param http whether there must be one that speaks HTTP
 */
record TargetNeeds(boolean anything, boolean http) {
  private static final Set<String> PLACES =
      Set.of("setup", "steps", "scenarios", "benchmarks", "beforeEach", "afterEach", "teardown");
  private static final Set<String> NESTING = Set.of("steps", "then", "else", "repeat", "if");

  /** Returns the needs of a plan; one without steps needs a target as well. */
  static TargetNeeds of(MapNode plan) {
    Set<String> keys = new HashSet<>();
    plan.entries()
        .forEach((key, entry) -> {
          if (PLACES.contains(key)) {
            collect(entry.value(), keys);
          }
        });
    boolean http =
        PlanShapes.STEP_KINDS.stream()
            .map(shape -> shape.names().getFirst())
            .filter(kind -> StepKinds.named(kind).isEmpty() && !isNeutral(kind))
            .anyMatch(keys::contains);
    boolean other =
        StepKinds.installed().stream()
            .filter(kind -> !kind.schemes().isEmpty())
            .anyMatch(kind -> keys.contains(kind.name()));
    boolean alone =
        keys.contains("call")
            || StepKinds.installed().stream().map(StepKind::name).anyMatch(keys::contains);
    return new TargetNeeds(http || other || !alone, http);
  }

  private static boolean isNeutral(String kind) {
    return switch (kind) {
      case "pause", "repeat", "if", "group", "call" -> true;
      default -> false;
    };
  }

  /** Collects the keys of all steps at any depth. */
  private static void collect(DocumentNode node, Set<String> keys) {
    switch (node) {
      case ListNode list -> list.items().forEach(item -> collectStep(item, keys));
      case MapNode scenarios ->
          scenarios
              .entries()
              .values()
              .forEach(scenario -> {
                if (scenario.value() instanceof MapNode map) {
                  map.entries()
                      .forEach((key, entry) -> {
                        if (PLACES.contains(key)) {
                          collect(entry.value(), keys);
                        }
                      });
                }
              });
      case ScalarNode ignored -> {}
    }
  }

  private static void collectStep(DocumentNode node, Set<String> keys) {
    if (node instanceof MapNode step) {
      keys.addAll(step.entries().keySet());
      step.entries()
          .forEach((key, entry) -> {
            if (key.equals("repeat") || key.equals("if") || key.equals("group")) {
              collectStep(entry.value(), keys);
            } else if (NESTING.contains(key)) {
              collect(entry.value(), keys);
            }
          });
    }
  }
}
