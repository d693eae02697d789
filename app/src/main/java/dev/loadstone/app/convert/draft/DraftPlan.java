package dev.loadstone.app.convert.draft;

import dev.loadstone.app.convert.source.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A plan that is being made.
 *
 * @param origin what it is made from, for example {@code shop.har (HAR 1.2)}
 * @param name of the plan
 * @param description a sentence; may be empty
 * @param variables their values by name, in order
 * @param credentials in order
 * @param http how HTTP is spoken, by key
 * @param load how much load there is
 * @param scenarios at least one
 */
public record DraftPlan(
    String origin,
    String name,
    String description,
    Map<String, String> variables,
    List<DraftCredential> credentials,
    Map<String, Value> http,
    DraftLoad load,
    List<DraftScenario> scenarios) {

  /**
   * A secret that the plan takes from the environment.
   *
   * @param name in the plan
   * @param environment the variable
   * @param comment what it is
   */
  public record DraftCredential(String name, String environment, String comment) {}

  /**
   * How much load there is.
   *
   * @param comment lines before it
   * @param model open or closed
   * @param phase the only phase, as a plan writes it in braces
   */
  public record DraftLoad(List<String> comment, String model, String phase) {
    /** Returns a load that any target bears, where nothing tells how much there usually is. */
    public static DraftLoad modest() {
      return new DraftLoad(
          List.of(
              "A modest load to begin with: every second one scenario, chosen at random, for a minute.",
              "Raise the rate to what you want to know."),
          "open",
          "{rate: 1/s, for: 1m}");
    }
  }

  /** Returns this plan with all steps in one scenario; what a user waits after one is a pause. */
  public DraftPlan inOneScenario(String scenario) {
    List<DraftStep> steps = new ArrayList<>();
    for (int i = 0; i < scenarios.size(); i++) {
      steps.addAll(scenarios.get(i).steps());
      if (i + 1 < scenarios.size()) {
        scenarios.get(i).think().ifPresent(time -> steps.add(DraftStep.pause(time)));
      }
    }
    return withScenarios(
        List.of(new DraftScenario(scenario, "", scenarios.getLast().think(), steps)), http);
  }

  /** Returns how many requests there are in all scenarios. */
  public long requests() {
    return requestSteps().size();
  }

  private List<DraftStep> requestSteps() {
    return scenarios.stream()
        .flatMap(scenario -> scenario.steps().stream())
        .filter(step -> !step.isPause())
        .toList();
  }

  /** Returns the base URLs by the names of targets, that of most requests first. */
  Map<String, String> targets() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    requestSteps().forEach(step -> counts.merge(step.base(), 1, Integer::sum));
    List<String> bases = new ArrayList<>(counts.keySet());
    bases.sort((a, b) -> Integer.compare(count(counts, b), count(counts, a)));
    Map<String, String> targets = new LinkedHashMap<>();
    for (String base : bases) {
      targets.put(targetName(base, targets.keySet()), base);
    }
    return targets;
  }

  private static int count(Map<String, Integer> counts, String base) {
    return counts.getOrDefault(base, 0);
  }

  /** Returns the first label of the host, or all of an address, with a number if it is taken. */
  private static String targetName(String base, Set<String> taken) {
    String host = base.replaceFirst("^\\w+://", "").replaceFirst("[:/].*", "");
    String label = host.matches("[\\d.]+") || host.startsWith("[") ? "host" : host;
    String first = label.replaceFirst("^www\\.", "").replaceFirst("\\..*", "");
    String word = Names.word(first.toLowerCase(Locale.ROOT));
    String name = word;
    for (int i = 2; taken.contains(name); i++) {
      name = word + "-" + i;
    }
    return name;
  }

  /** Returns this plan with the headers that all its requests have said once for all. */
  DraftPlan withUsualHeaders() {
    List<DraftStep> requests = requestSteps();
    if (requests.size() < 2) {
      return this;
    }
    Map<String, Value> usual = new LinkedHashMap<>(requests.getFirst().headers());
    requests.forEach(step -> usual.entrySet().retainAll(step.headers().entrySet()));
    usual.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
    if (usual.isEmpty()) {
      return this;
    }
    Map<String, Value> settings = new LinkedHashMap<>(http);
    settings.put("headers", Value.Mapping.of(usual));
    List<DraftScenario> bare =
        scenarios.stream()
            .map(scenario ->
                new DraftScenario(
                    scenario.name(),
                    scenario.comment(),
                    scenario.think(),
                    scenario.steps().stream().map(step -> without(step, usual)).toList()))
            .toList();
    return withScenarios(bare, settings);
  }

  private static DraftStep without(DraftStep step, Map<String, Value> usual) {
    Map<String, Value> own = new LinkedHashMap<>(step.headers());
    own.keySet().removeAll(usual.keySet());
    return step.withHeaders(own);
  }

  private DraftPlan withScenarios(List<DraftScenario> others, Map<String, Value> settings) {
    return new DraftPlan(origin, name, description, variables, credentials, settings, load, others);
  }

  /** Returns this plan, each scenario under a name of its own: with a number if another has it. */
  DraftPlan withOwnNames() {
    Set<String> taken = new HashSet<>();
    List<DraftScenario> named = new ArrayList<>();
    for (DraftScenario scenario : scenarios) {
      String free = scenario.name();
      for (int i = 2; !taken.add(free); i++) {
        free = scenario.name() + "-" + i;
      }
      named.add(new DraftScenario(free, scenario.comment(), scenario.think(), scenario.steps()));
    }
    return withScenarios(named, http);
  }
}
