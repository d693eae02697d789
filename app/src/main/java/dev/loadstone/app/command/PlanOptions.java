package dev.loadstone.app.command;

import dev.loadstone.app.run.PlanSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A plan and what may be changed of it on the command line. */
final class PlanOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file.")
  Path plan = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "Another target; NAME=URL if the plan has several.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Another value in the plan, for example load.phases[0].rate=50/s. Repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description = "Multiply every duration of the load; 0.1 makes a run ten times as short.")
  double scale = 1;

  @Option(
      names = "--tier",
      paramLabel = "NAME",
      description = "Judge by the plan's thresholds of this tier, too.")
  Optional<String> tier = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of all randomness, instead of the plan's.")
  Optional<Long> seed = Optional.empty();

  /**
   * Returns what was given.
   *
   * @throws ParameterException if the scale is not a number above 0
   */
  PlanSource source() {
    if (!(scale > 0) || Double.isInfinite(scale)) {
      throw new ParameterException(
          command.commandLine(), "--scale must be a number above 0, got: " + scale);
    }
    OptionalLong number = seed.map(OptionalLong::of).orElse(OptionalLong.empty());
    return new PlanSource(plan, target, overrides, scale, tier, number);
  }
}
