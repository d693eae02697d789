package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Credential;
import dev.loadstone.core.plan.Feeder;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.profile.ProfileTrigger;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.verdict.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reading of one plan, whose document is there. */
record PlanReading(ReadContext context, Fields fields) {
  Plan read() {
    String name =
        fields
            .required("name", "Write name: my-plan.")
            .flatMap(node -> fields.quantity("name", Lengths::notBlank))
            .orElse("");
    String description = fields.text("description").orElse("");
    Map<String, Target> targets = new TargetReader(context).read(fields);
    Map<String, Feeder> feeders = named("feeders", new FeederReader(context)::read);
    Map<String, Credential> credentials = named("credentials", new CredentialReader(context)::read);
    checkNames();
    PlanNames names =
        new PlanNames(
            context.environment(),
            fields.entries("variables").keySet(),
            fields.entries("credentials").keySet(),
            columns(feeders));
    var variables = new VariablesReader(context, fields.entries("variables")).read(names);
    var http = new HttpSettingsReader(context).read(fields.node("http"));
    int before = context.problems().all().size();
    Optional<Load> load = fields.node("load").flatMap(new LoadReader(context)::read);
    StepReader steps =
        new StepReader(
            context,
            new HttpStepReader(
                context, httpTargets(targets), http, new PricesReader(context).read(fields)),
            new ConnectorReader(
                context, targets, new ConnectorSettingsReader(context, names).read(fields)));
    ScenarioReader.Read scenarios = new ScenarioReader(context, steps, names).read(fields, name);
    List<ComponentBenchmark> benchmarks = new BenchmarksReader(context, steps, names).read(fields);
    List<PlanProbe> probes = new ProbesReader(context, names).read(fields, targets.values());
    List<PlanProfile> profiles = new ProfilesReader(context).read(fields);
    checkLoads(scenarios.scenarios());
    checkWarmUps(load, scenarios.scenarios());
    boolean complete = context.problems().all().size() == before;
    ThresholdsReader thresholds = new ThresholdsReader(context, load, scenarios, probes, complete);
    List<Threshold> judged = thresholds.read(fields, fields.list("thresholds"));
    Map<String, List<Threshold>> tiers = tiers(thresholds);
    checkMissed(profiles, judged, tiers);
    long seed =
        fields.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE).orElse(PlanReader.SEED_DEFAULT);
    fields.finish();
    return new Plan(
        name,
        description,
        targets,
        variables,
        feeders,
        credentials,
        http.settings(),
        load,
        scenarios.setup(),
        scenarios.scenarios(),
        judged,
        tiers,
        benchmarks,
        probes,
        profiles,
        seed);
  }

  private <T> Map<String, T> named(
      String key, BiFunction<String, DocumentNode, Optional<T>> reader) {
    Map<String, T> values = new LinkedHashMap<>();
    fields
        .entries(key)
        .forEach((name, entry) ->
            reader.apply(name, entry.value()).ifPresent(value -> values.put(name, value)));
    return values;
  }

  /** Returns the names of the targets that are not surely of another protocol. */
  private Set<String> httpTargets(Map<String, Target> targets) {
    Set<String> names =
        fields
            .node("target")
            .map(node -> TargetReader.byName(node).keySet())
            .filter(named -> !named.equals(Set.of(Target.DEFAULT)))
            .orElse(targets.keySet());
    return names.stream()
        .filter(name -> !targets.containsKey(name) || targets.get(name).isHttp())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Map<String, List<String>> columns(Map<String, Feeder> feeders) {
    return fields.entries("feeders").keySet().stream()
        .collect(
            Collectors.toMap(
                name -> name,
                name ->
                    Optional.ofNullable(feeders.get(name)).map(Feeder::columns).orElse(List.of())));
  }

  private void checkNames() {
    Map<String, String> owners = new LinkedHashMap<>();
    for (String key : List.of("variables", "feeders", "credentials")) {
      for (Map.Entry<String, Entry> entry : fields.entries(key).entrySet()) {
        DocumentNode node = entry.getValue().value();
        try {
          NameScope.requireName(entry.getKey());
        } catch (InvalidTextException wrong) {
          context.add(node, wrong);
        }
        String owner = owners.putIfAbsent(entry.getKey(), key);
        if (owner != null) {
          context
              .problems()
              .add(
                  node.problem(
                      "must have a name of its own, got: "
                          + entry.getKey()
                          + ", which stands in "
                          + owner
                          + " too",
                      "Rename one."));
        }
      }
    }
  }

  /**
   * Loads run at the same time, and what is outside the results must be the same time for all of
   * them.
   */
  private void checkWarmUps(Optional<Load> load, List<Scenario> scenarios) {
    Set<Duration> warmUps = new LinkedHashSet<>();
    load.ifPresent(mix -> warmUps.add(mix.warmUp()));
    scenarios.forEach(scenario -> scenario.load().ifPresent(own -> warmUps.add(own.warmUp())));
    if (warmUps.size() > 1) {
      String lengths = warmUps.stream().map(Durations::format).collect(Collectors.joining(" and "));
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have the same warmUp in every load, got: " + lengths,
                      "Give each the same one, or leave it out everywhere."));
    }
  }

  private void checkLoads(List<Scenario> scenarios) {
    List<String> without = new ArrayList<>();
    fields
        .entries("scenarios")
        .forEach((name, entry) -> {
          if (!(entry.value() instanceof MapNode map && map.entries().containsKey("load"))) {
            without.add(name);
          }
        });
    boolean shortForm = fields.has("steps");
    boolean needed =
        shortForm || !without.isEmpty() || (scenarios.isEmpty() && !fields.has("benchmarks"));
    if (!fields.has("load") && needed) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have the key 'load'",
                      "Write load: {phases: [{rate: 10/s, for: 30s}]}."));
    }
    boolean unused = without.isEmpty() && !shortForm && !scenarios.isEmpty();
    if (unused) {
      fields
          .node("load")
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "is not used, since every scenario has its own load", "Remove it.")));
    }
  }

  /** A profile upon the miss of a threshold needs one that can be missed while a run goes on. */
  private void checkMissed(
      List<PlanProfile> profiles, List<Threshold> judged, Map<String, List<Threshold>> tiers) {
    boolean asked =
        profiles.stream()
            .anyMatch(profile -> profile.when().equals(Optional.of(ProfileTrigger.MISSED)));
    boolean windowed =
        Stream.concat(judged.stream(), tiers.values().stream().flatMap(List::stream))
            .anyMatch(threshold -> threshold.window().isPresent());
    if (asked && !windowed) {
      context
          .problems()
          .add(
              fields
                  .node("profiles")
                  .orElse(fields.map())
                  .problem(
                      "must have a threshold over a window where when is missed",
                      "Write for example response_time.p95 over 10s < 500ms."));
    }
  }

  private Map<String, List<Threshold>> tiers(ThresholdsReader reader) {
    Map<String, List<Threshold>> tiers = new LinkedHashMap<>();
    fields
        .entries("tiers")
        .forEach((name, entry) -> {
          List<DocumentNode> items =
              entry.value() instanceof DocumentNode.ListNode list
                  ? list.items()
                  : List.of(entry.value());
          tiers.put(name, reader.read(fields, items));
        });
    return tiers;
  }
}
