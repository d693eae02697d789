package dev.loadstone.app.run;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.engine.grpc.GrpcSteps;
import java.io.IOException;
import java.nio.file.Files;
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
    ReadOptions options =
        new ReadOptions(
            environment,
            changes,
            target,
            scale,
            Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException unreadable) {
      // The reader finds the same, and words for it.
      new PlanReader().read(file, options);
      throw new InvalidInputException(
          List.of(
              new Problem(
                  Optional.empty(),
                  "",
                  "must name a plan that can be read, got: " + file,
                  "Try again.")));
    }
    Plan plan = new PlanReader().read(file.toString(), text, options);
    tier.ifPresent(name -> requireTier(plan, name));
    List<Problem> misfits = GrpcSteps.problems(plan);
    if (!misfits.isEmpty()) {
      throw new InvalidInputException(misfits);
    }
    return new EffectivePlan(plan, header() + text, tier);
  }

  private static void requireTier(Plan plan, String name) {
    if (plan.tiers().containsKey(name)) {
      return;
    }
    String fix =
        plan.tiers().isEmpty()
            ? "The plan has no tiers; leave --tier out."
            : Suggestions.fix(name, plan.tiers().keySet());
    throw new InvalidInputException(
        List.of(
            new Problem(
                Optional.empty(), "--tier", "must name a tier of the plan, got: " + name, fix)));
  }

  /** Returns what the command line changed, as comments; nothing if it changed nothing. */
  private String header() {
    List<String> changes = new ArrayList<>();
    target.ifPresent(url -> changes.add("--target " + url));
    overrides.forEach(change -> changes.add("--set " + change));
    if (scale != 1) {
      changes.add("--scale " + scale);
    }
    tier.ifPresent(name -> changes.add("--tier " + name));
    seed.ifPresent(number -> changes.add("--seed " + number));
    if (changes.isEmpty()) {
      return "";
    }
    StringBuilder header = new StringBuilder("# Changed on the command line:\n");
    changes.forEach(
        change -> header.append("#   ").append(change.replaceAll("\\R", " ")).append('\n'));
    return header.append('\n').toString();
  }
}
