package dev.loadstone.engine.grpc;

import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The gRPC steps of a plan. */
public final class GrpcSteps {
  private GrpcSteps() {}

  /** Returns whether a plan has any. */
  public static boolean isIn(Plan plan) {
    return !of(plan).isEmpty();
  }

  /** Returns all gRPC steps of a plan, at any depth, in order. */
  static List<GrpcStep> of(Plan plan) {
    List<GrpcStep> found = new ArrayList<>();
    collect(plan.setup(), found);
    for (Scenario scenario : plan.scenarios()) {
      collect(scenario.setup(), found);
      collect(scenario.steps(), found);
    }
    for (ComponentBenchmark benchmark : plan.benchmarks()) {
      collect(benchmark.setup(), found);
      collect(benchmark.beforeEach(), found);
      collect(benchmark.steps(), found);
      collect(benchmark.afterEach(), found);
      collect(benchmark.teardown(), found);
    }
    return found;
  }

  private static void collect(List<Step> steps, List<GrpcStep> found) {
    for (Step step : steps) {
      switch (step) {
        case GrpcStep grpc -> found.add(grpc);
        case Step.Repeat repeat -> collect(repeat.steps(), found);
        case Step.If choice -> {
          collect(choice.then(), found);
          collect(choice.otherwise(), found);
        }
        case Step.Group group -> collect(group.steps(), found);
        default -> {
          // another kind
        }
      }
    }
  }

  /**
   * Returns what does not fit in the gRPC steps of a plan, as far as their {@code .proto} files
   * tell: no target is asked.
   */
  public static List<Problem> problems(Plan plan) {
    Set<String> problems = new LinkedHashSet<>();
    GrpcSchemas schemas = new GrpcSchemas();
    for (GrpcStep step : of(plan)) {
      if (step.schema() instanceof GrpcStep.ProtoFiles) {
        try {
          GrpcOperation.method(step, schemas.of(step));
        } catch (IllegalArgumentException wrong) {
          problems.add(String.valueOf(wrong.getMessage()));
        }
      }
    }
    return problems.stream()
        .map(problem -> new Problem(Optional.empty(), "", problem, ""))
        .toList();
  }
}
