package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.ThinkTime;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.problem.InvalidTextException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the plan's setup and its scenarios. */
final class ScenarioReader {
  private static final double WEIGHT_MAX = 1e6;

  private final ReadContext context;
  private final StepReader steps;
  private final PlanNames names;

  ScenarioReader(ReadContext context, StepReader steps, PlanNames names) {
    this.context = context;
    this.steps = steps;
    this.names = names;
  }

  /**
   * What virtual users do.
   *
   * @param setup before anything else
   * @param scenarios in iterations
   */
  record Read(List<Step> setup, List<Scenario> scenarios) {}

  /** Returns the setup and the scenarios that could be read. */
  Read read(Fields plan, String planName) {
    Set<String> extractedInSetup = plan.node("setup").map(StepReader::extractedIn).orElse(Set.of());
    NameScope scope = NameScope.ofSteps(names, extractedInSetup);
    List<Step> setup = steps.read(plan, "setup", scope);
    boolean shortForm = plan.has("steps");
    if (!shortForm && !plan.has("scenarios") && plan.has("benchmarks")) {
      return new Read(setup, List.of());
    }
    if (shortForm == plan.has("scenarios")) {
      context
          .problems()
          .add(
              plan.map()
                  .problem(
                      "must have either scenarios or, for a single one, steps",
                      "Write scenarios: {shopper: {steps: [{http: GET /health}]}}."));
      return new Read(setup, List.of());
    }
    if (shortForm) {
      NameScope own = withNamesOf(plan, extractedInSetup);
      List<Step> body = steps.readSome(plan, "steps", own);
      return new Read(
          setup,
          List.of(
              new Scenario(
                  planName, 1, Optional.empty(), think(plan), pace(plan), List.of(), body)));
    }
    for (String key : List.of("think", "pace")) {
      plan.node(key)
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "must stand in a scenario",
                          "Move it into the scenarios that it is for.")));
    }
    return new Read(setup, scenarios(plan, extractedInSetup));
  }

  private List<Scenario> scenarios(Fields plan, Set<String> extractedInSetup) {
    List<Scenario> scenarios = new ArrayList<>();
    var entries = plan.entries("scenarios");
    if (entries.isEmpty()) {
      plan.node("scenarios")
          .ifPresent(
              node -> context.problems().add(node.problem("must have at least one scenario", "")));
    }
    entries.forEach(
        (name, entry) -> read(name, entry.value(), extractedInSetup).ifPresent(scenarios::add));
    return scenarios;
  }

  private Optional<Scenario> read(String name, DocumentNode node, Set<String> extractedInSetup) {
    return context
        .fields(node, PlanShapes.SCENARIO)
        .map(fields -> {
          if (name.isBlank()) {
            context.problems().add(node.problem("must have a name", ""));
          }
          NameScope scope = withNamesOf(fields, extractedInSetup);
          double weight = fields.quantity("weight", ScenarioReader::weight).orElse(1.0);
          var load = fields.node("load").flatMap(new LoadReader(context)::read);
          Optional<ThinkTime> think = think(fields);
          Optional<Duration> pace = pace(fields);
          List<Step> setup = steps.read(fields, "setup", scope);
          List<Step> body = steps.readSome(fields, "steps", scope);
          fields.finish();
          return new Scenario(name, weight, load, think, pace, setup, body);
        });
  }

  private NameScope withNamesOf(Fields fields, Set<String> extractedInSetup) {
    Set<String> extracted = new LinkedHashSet<>(extractedInSetup);
    fields.node("setup").ifPresent(node -> extracted.addAll(StepReader.extractedIn(node)));
    fields.node("steps").ifPresent(node -> extracted.addAll(StepReader.extractedIn(node)));
    NameScope scope = NameScope.ofSteps(names, extracted);
    extractedInSetup.forEach(scope::extract);
    return scope;
  }

  private static Optional<ThinkTime> think(Fields fields) {
    return fields.quantity("think", ThinkTimeParser::parse);
  }

  private static Optional<Duration> pace(Fields fields) {
    return fields.quantity("pace", Lengths::positive);
  }

  private static double weight(String text) {
    if (text.strip().matches("\\d+(\\.\\d+)?")) {
      double weight = Double.parseDouble(text.strip());
      if (weight > 0 && weight <= WEIGHT_MAX) {
        return weight;
      }
    }
    throw new InvalidTextException(
        "be a number above 0 and at most 1000000",
        text,
        "Weights are relative: 5, 3 and 2 make 50 %, 30 % and 20 %.");
  }
}
