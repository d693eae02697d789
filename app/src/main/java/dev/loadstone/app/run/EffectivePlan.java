package dev.loadstone.app.run;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.verdict.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as it is to be run.
 *
 * @param plan what is intended
 * @param text the plan's own text, and before it as comments what the command line changed
 * @param tier the tier to judge by
 */
public record EffectivePlan(Plan plan, String text, Optional<String> tier) {
  /** Returns what the run is judged by: the plan's thresholds and those of the tier. */
  public List<Threshold> thresholds() {
    List<Threshold> thresholds = new ArrayList<>(plan.thresholds());
    tier.ifPresent(name -> thresholds.addAll(plan.tiers().getOrDefault(name, List.of())));
    return List.copyOf(thresholds);
  }

  /**
   * Returns all loads: that of the mix and those of single scenarios; none if there are only
   * benchmarks.
   */
  public List<Load> loads() {
    List<Load> loads = new ArrayList<>();
    plan.load().ifPresent(loads::add);
    plan.scenarios().stream().map(Scenario::load).flatMap(Optional::stream).forEach(loads::add);
    return List.copyOf(loads);
  }

  /** Returns {@code open}, {@code closed}, or {@code mixed} if there are loads of both kinds. */
  public String model() {
    List<Load.Model> models = loads().stream().map(Load::model).distinct().toList();
    if (models.size() > 1) {
      return "mixed";
    }
    return models.contains(Load.Model.CLOSED) ? "closed" : "open";
  }

  /** Returns the names of all steps that are operations, in the plan's order, each once. */
  public List<String> operations() {
    Set<String> names = new LinkedHashSet<>();
    addOperations(plan.setup(), names);
    for (Scenario scenario : plan.scenarios()) {
      addOperations(scenario.setup(), names);
      addOperations(scenario.steps(), names);
    }
    return List.copyOf(names);
  }

  private static void addOperations(List<Step> steps, Set<String> names) {
    for (Step step : steps) {
      switch (step) {
        case Step.Operation operation -> names.add(operation.name());
        case Step.Pause _ -> {}
        case Step.Repeat repeat -> addOperations(repeat.steps(), names);
        case Step.If choice -> {
          addOperations(choice.then(), names);
          addOperations(choice.otherwise(), names);
        }
        case Step.Group group -> addOperations(group.steps(), names);
      }
    }
  }
}
