package dev.loadstone.core.launch;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.verdict.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan as it is to be run.
 *
 * @param plan what is intended
 * @param text the plan's own text, and before it as comments what was changed of it
 * @param tier the tier to judge by
 */
public record EffectivePlan(Plan plan, String text, Optional<String> tier) {
  /**
   * Reads a plan's file; relative file names in it start at its folder.
   *
   * @param file YAML or JSON in UTF-8
   * @throws InvalidInputException with every problem, if the file cannot be read or the plan is
   *     wrong in any way
   */
  public static EffectivePlan read(Path file, ReadOptions options) {
    ReadOptions beside =
        options.withBaseDirectory(Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      // The reader finds the same, and words for it.
      new PlanReader().read(file, beside);
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  "",
                  "must name a plan that can be read, got: " + file,
                  "Try again.")));
    }
    return new EffectivePlan(
        new PlanReader().read(file.toString(), text, beside), text, Optional.empty());
  }

  /**
   * Returns this plan, to be judged by a tier too.
   *
   * @param place where the tier was named, for a problem with it
   * @throws InvalidInputException if the plan has no such tier
   */
  public EffectivePlan withTier(String name, String place) {
    if (plan.tiers().containsKey(name)) {
      return new EffectivePlan(plan, text, Optional.of(name));
    }
    String fix =
        plan.tiers().isEmpty()
            ? "The plan has no tiers; leave " + place + " out."
            : Suggestions.fix(name, plan.tiers().keySet());
    throw new InvalidInputException(
        List.of(
            new Problem(
                Optional.empty(), place, "must name a tier of the plan, got: " + name, fix)));
  }

  /** Returns this plan, to be judged by all of its tiers at once, each threshold once. */
  public EffectivePlan withEveryTier() {
    Set<Threshold> all = new LinkedHashSet<>(plan.thresholds());
    plan.tiers().values().forEach(all::addAll);
    Plan judged =
        new Plan(
            plan.name(),
            plan.description(),
            plan.targets(),
            plan.variables(),
            plan.feeders(),
            plan.credentials(),
            plan.http(),
            plan.load(),
            plan.setup(),
            plan.scenarios(),
            List.copyOf(all),
            Map.of(),
            plan.benchmarks(),
            plan.probes(),
            plan.profiles(),
            plan.seed());
    return new EffectivePlan(judged, text, Optional.empty());
  }

  /**
   * Returns this plan with a note of what was changed of it, as comments before its text; the same
   * plan if nothing was.
   *
   * @param where for example {@code on the command line}
   * @param changes each a line
   */
  public EffectivePlan changed(String where, List<String> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    StringBuilder header = new StringBuilder("# Changed " + where + ":\n");
    changes.forEach(
        change -> header.append("#   ").append(change.replaceAll("\\R", " ")).append('\n'));
    return new EffectivePlan(plan, header.append('\n').append(text).toString(), tier);
  }

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
        case Step.Pause _, Step.Recording _ -> {}
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
