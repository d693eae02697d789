package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.verdict.Threshold;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What load is intended, on which target, and what is good enough.
 *
 * @param name a short name
 * @param description a sentence; may be empty
 * @param targets by name, at least one
 * @param variables values that each virtual user gets once, in the order in which they are made
 * @param feeders by name
 * @param credentials by name
 * @param http how HTTP is spoken
 * @param load the load of the whole mix; empty if every scenario has its own, or there are none
 * @param setup steps that each virtual user runs before anything else
 * @param scenarios in the plan's order; at least one unless there are benchmarks
 * @param thresholds what is good enough
 * @param tiers named sets of thresholds, of which a run may be judged by one
 * @param benchmarks in the plan's order
 * @param probes what is looked at while a run goes on, in the plan's order
 * @param profiles which profiles are taken while a run goes on, in the plan's order
 * @param seed of all randomness, so that a run can be repeated
 */
public record Plan(
    String name,
    String description,
    Map<String, Target> targets,
    Map<String, Template> variables,
    Map<String, Feeder> feeders,
    Map<String, Credential> credentials,
    HttpSettings http,
    Optional<Load> load,
    List<Step> setup,
    List<Scenario> scenarios,
    List<Threshold> thresholds,
    Map<String, List<Threshold>> tiers,
    List<ComponentBenchmark> benchmarks,
    List<PlanProbe> probes,
    List<PlanProfile> profiles,
    long seed) {
  /** Copies the collections, keeping their order. */
  public Plan {
    targets = ordered(targets);
    variables = ordered(variables);
    feeders = ordered(feeders);
    credentials = ordered(credentials);
    setup = List.copyOf(setup);
    scenarios = List.copyOf(scenarios);
    thresholds = List.copyOf(thresholds);
    tiers = ordered(tiers);
    benchmarks = List.copyOf(benchmarks);
    probes = List.copyOf(probes);
    profiles = List.copyOf(profiles);
  }

  /** Creates a plan without benchmarks, probes and profiles. */
  public Plan(
      String name,
      String description,
      Map<String, Target> targets,
      Map<String, Template> variables,
      Map<String, Feeder> feeders,
      Map<String, Credential> credentials,
      HttpSettings http,
      Optional<Load> load,
      List<Step> setup,
      List<Scenario> scenarios,
      List<Threshold> thresholds,
      Map<String, List<Threshold>> tiers,
      long seed) {
    this(
        name,
        description,
        targets,
        variables,
        feeders,
        credentials,
        http,
        load,
        setup,
        scenarios,
        thresholds,
        tiers,
        List.of(),
        List.of(),
        List.of(),
        seed);
  }

  /** Returns the plan with other probes. */
  public Plan withProbes(List<PlanProbe> others) {
    return new Plan(
        name,
        description,
        targets,
        variables,
        feeders,
        credentials,
        http,
        load,
        setup,
        scenarios,
        thresholds,
        tiers,
        benchmarks,
        others,
        profiles,
        seed);
  }

  private static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
