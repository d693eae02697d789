package dev.loadstone.app.command;

import dev.loadstone.app.run.PlanSource;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A plan for a load, and what may be changed of it on the command line. */
final class PlanOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Mixin PlanFile file = new PlanFile();

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
    return file.source(scale, tier);
  }
}
