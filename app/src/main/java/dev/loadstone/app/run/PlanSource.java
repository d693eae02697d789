package dev.loadstone.app.run;

import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.engine.grpc.GrpcSteps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A plan and what the command line says about it.
 *
 * @param file the plan's file
 * @param target another target, as a URL or {@code name=URL}
 * @param overrides changes of single values, in order
 * @param scale by what durations are multiplied; above 0
 * @param tier the tier to judge by
 * @param seed another seed
 */
public record PlanSource(
    Path file,
    Optional<String> target,
    List<String> overrides,
    double scale,
    Optional<String> tier,
    OptionalLong seed) {
  /** Copies the overrides. */
  public PlanSource {
    overrides = List.copyOf(overrides);
  }

  /** Returns a plan's file without changes. */
  public static PlanSource of(Path file) {
    return new PlanSource(
        file, Optional.empty(), List.of(), 1, Optional.empty(), OptionalLong.empty());
  }

  /**
   * Reads the plan.
   *
   * @param environment the variables that the plan may refer to
   * @throws InvalidInputException with everything that is wrong
   */
  public EffectivePlan read(Map<String, String> environment) {
    List<String> changes = new ArrayList<>(overrides);
    seed.ifPresent(number -> changes.add("seed=" + number));
    ReadOptions options = new ReadOptions(environment, changes, target, scale, Path.of(""));
    EffectivePlan plan = EffectivePlan.read(file, options);
    List<Problem> misfits = GrpcSteps.problems(plan.plan());
    if (!misfits.isEmpty()) {
      throw new InvalidInputException(misfits);
    }
    return tier.map(name -> plan.withTier(name, "--tier"))
        .orElse(plan)
        .changed("on the command line", changed());
  }

  private List<String> changed() {
    List<String> changes = new ArrayList<>();
    target.ifPresent(url -> changes.add("--target " + url));
    overrides.forEach(change -> changes.add("--set " + change));
    if (scale != 1) {
      changes.add("--scale " + scale);
    }
    tier.ifPresent(name -> changes.add("--tier " + name));
    seed.ifPresent(number -> changes.add("--seed " + number));
    return changes;
  }
}
