package dev.loadstone.app.live;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.PlanProfile;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.engine.grpc.GrpcSteps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads plans that came by the network. Unless they are trusted they may do no more than speak to
 * their targets: no command, no code, no client of others, no probe, no file, no variable of the
 * environment, no start of a target.
 *
 * @param environment variables that trusted plans may refer to
 * @param trusted whether plans may do what they like
 */
record PlanText(Map<String, String> environment, boolean trusted) {
  private static final String NAME = "plan.yaml";
  private static final String FIX = "Start loadstone serve with --trust-plans to allow it.";

  /** Copies the environment. */
  PlanText {
    environment = Map.copyOf(environment);
  }

  /**
   * Reads a plan.
   *
   * @throws InvalidInputException with everything that is wrong or not allowed
   */
  EffectivePlan read(String text, Optional<String> target) {
    ReadOptions options =
        new ReadOptions(
            trusted ? environment : Map.of(), List.of(), target, 1, Path.of(""), trusted);
    Plan plan = new PlanReader().read(NAME, text, options);
    List<Problem> problems = new ArrayList<>(GrpcSteps.problems(plan));
    if (!trusted) {
      problems.addAll(forbidden(plan));
    }
    EffectivePlan effective = new EffectivePlan(plan, text, Optional.empty());
    if (problems.isEmpty() && effective.loads().isEmpty()) {
      problems.add(
          new Problem(
              Optional.empty(),
              "",
              "must have scenarios to be run",
              "It has only benchmarks: run them by loadstone bench."));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return target
        .map(url -> effective.changed("in the page", List.of("target " + url)))
        .orElse(effective);
  }

  private static List<Problem> forbidden(Plan plan) {
    List<Problem> problems = new ArrayList<>();
    for (Target target : plan.targets().values()) {
      if (target.process().isPresent()) {
        problems.add(
            problem("target." + target.name(), "must not be started on this machine from here"));
      }
    }
    look(plan.setup(), problems);
    for (Scenario scenario : plan.scenarios()) {
      look(scenario.setup(), problems);
      look(scenario.steps(), problems);
    }
    for (PlanProbe probe : plan.probes()) {
      problems.add(problem("probes." + probe.name(), "must not look at this machine from here"));
    }
    for (PlanProfile profile : plan.profiles()) {
      problems.add(problem("profiles." + profile.name(), "must not look into processes from here"));
    }
    return problems;
  }

  private static void look(List<Step> steps, List<Problem> problems) {
    for (Step step : steps) {
      switch (step) {
        case Step.Call call ->
            problems.add(problem("steps." + call.name(), "must not run Java code from here: call"));
        case ConnectorStep other ->
            problems.add(
                problem(
                    "steps." + other.name(),
                    "must not be run by another client from here: " + other.kind()));
        case Step.Operation _, Step.Pause _, Step.Recording _ -> {}
        case Step.Repeat repeat -> look(repeat.steps(), problems);
        case Step.If choice -> {
          look(choice.then(), problems);
          look(choice.otherwise(), problems);
        }
        case Step.Group group -> look(group.steps(), problems);
      }
    }
  }

  private static Problem problem(String path, String message) {
    return new Problem(Optional.empty(), path, message, FIX);
  }
}
