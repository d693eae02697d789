package dev.loadstone.app.suite;

import dev.loadstone.app.run.PlanSource;
import dev.loadstone.app.suite.Defect.Claim;
import dev.loadstone.app.suite.Suite.Deployment;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.verdict.Threshold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The thresholds of plans, and the plans as they are run to prove them: by the thresholds of the
 * tier that the run names, or of all tiers at once. Not thread-safe.
 */
final class PlanThresholds {
  private final Targets targets;
  private final Map<String, String> environment;
  private final Map<String, List<Item>> thresholds = new LinkedHashMap<>();
  private final Map<Planned, EffectivePlan> plans = new LinkedHashMap<>();

  /**
   * A threshold of a plan.
   *
   * @param tier that has it; empty if the plan itself has it
   * @param threshold as the plan writes it
   */
  record Item(Optional<String> tier, String threshold) {}

  /**
   * Creates it without any plan.
   *
   * @param targets what all plans are run against
   * @param environment the variables that the plans may refer to
   */
  PlanThresholds(Targets targets, Map<String, String> environment) {
    this.targets = targets;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the thresholds of a plan.
   *
   * @param servers the plan's own targets that it is run against; none if it is against the suite's
   */
  void add(String name, Path file, List<String> servers, Problems problems) {
    Planned plain =
        new Planned(
            name,
            file,
            1,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Deployment.AS_IT_IS,
            servers);
    read(plain, problems)
        .ifPresent(plan -> {
          List<Item> all = new ArrayList<>();
          add(all, Optional.empty(), plan.plan().thresholds());
          plan.plan().tiers().forEach((tier, own) -> add(all, Optional.of(tier), own));
          ofBenchmarks(plan).forEach(threshold -> all.add(new Item(Optional.empty(), threshold)));
          thresholds.put(name, List.copyOf(all));
        });
  }

  private static void add(List<Item> all, Optional<String> tier, List<Threshold> thresholds) {
    thresholds.forEach(threshold -> all.add(new Item(tier, threshold.expression())));
  }

  /** Reads the plan of a defect as it is to be run, and checks what is said to fail. */
  void add(Defect defect, Problems problems) {
    add(defect.run(), problems);
    add(defect.defective(), problems);
    if (plans.containsKey(defect.run()) && thresholds.containsKey(defect.plan())) {
      defect.fails().forEach(claim -> check(claim, defect, problems));
    }
  }

  private void add(Planned run, Problems problems) {
    if (!plans.containsKey(run)) {
      read(run, problems)
          .ifPresent(plan -> plans.put(run, run.tier().isPresent() ? plan : everyTier(plan)));
    }
  }

  private Optional<EffectivePlan> read(Planned run, Problems problems) {
    try {
      return Optional.of(read(run, targets.of(run.deployment()), environment));
    } catch (InvalidInputException invalid) {
      List<Problem> known = problems.all();
      invalid.problems().stream()
          .filter(problem -> !known.contains(problem))
          .forEach(problems::add);
      return Optional.empty();
    }
  }

  private static EffectivePlan read(
      Planned run, List<String> urls, Map<String, String> environment) {
    PlanSource source =
        new PlanSource(
            run.plan(),
            run.servers().isEmpty() ? Optional.of(String.join(",", urls)) : Optional.empty(),
            run.overrides(),
            run.scale(),
            run.tier(),
            OptionalLong.empty());
    return source.read(environment);
  }

  /** Reads the plan of a defect again, for a target that is only started for it. */
  static EffectivePlan again(Planned run, List<String> urls, Map<String, String> environment) {
    EffectivePlan plan = read(run, urls, environment);
    return run.tier().isPresent() ? plan : everyTier(plan);
  }

  private static EffectivePlan everyTier(EffectivePlan plan) {
    return plan.plan().tiers().isEmpty()
        ? plan
        : plan.withEveryTier()
            .changed("to prove its thresholds", List.of("judged by all tiers at once"));
  }

  private void check(Claim claim, Defect defect, Problems problems) {
    List<String> judged =
        of(defect.plan()).stream()
            .filter(item -> isJudged(item, defect.run()))
            .map(Item::threshold)
            .distinct()
            .toList();
    if (judged.stream().noneMatch(claim::means)) {
      problems.add(
          new Problem(
              claim.location(),
              claim.path(),
              "must be a threshold by which the plan "
                  + defect.plan()
                  + " is judged, got: "
                  + claim.threshold(),
              Suggestions.fix(claim.threshold(), judged)));
    }
  }

  /** Returns the thresholds of a plan in its order, then those of each tier. */
  List<Item> of(String plan) {
    return thresholds.getOrDefault(plan, List.of());
  }

  /**
   * Returns the plan of a run.
   *
   * @throws IllegalArgumentException if it was not read
   */
  EffectivePlan of(Planned run) {
    EffectivePlan plan = plans.get(run);
    if (plan == null) {
      throw new IllegalArgumentException("a run must be read before it is made: " + run.name());
    }
    return plan;
  }

  /** Returns what is asked of a plan's benchmarks; nothing if its scenarios are run. */
  private static List<String> ofBenchmarks(EffectivePlan plan) {
    return plan.loads().isEmpty()
        ? BenchmarkFormula.thresholds(plan.plan().benchmarks())
        : List.of();
  }

  /** Returns whether a run is judged by a threshold. */
  boolean isJudged(Item item, Planned run) {
    boolean ofTier =
        item.tier().isEmpty() || run.tier().isEmpty() || run.tier().equals(item.tier());
    EffectivePlan plan = of(run);
    return ofTier
        && (plan.thresholds().stream()
                .anyMatch(threshold -> threshold.expression().equals(item.threshold()))
            || ofBenchmarks(plan).contains(item.threshold()));
  }
}
