package dev.loadstone.app.command;

import dev.loadstone.app.run.PlanSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A plan, and what of it may be another on the command line. */
final class PlanFile {
  @Parameters(paramLabel = "PLAN", description = "The plan, a YAML file.")
  Path plan = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "URL",
      description =
          "Another target; NAME=URL if the plan has several, URL,URL if it has several instances.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Another value in the plan, for example load.phases[0].rate=50/s. Repeatable.")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of all randomness, instead of the plan's.")
  Optional<Long> seed = Optional.empty();

  /**
   * Returns what was given, with how long the load is to be and by which thresholds it is judged.
   */
  PlanSource source(double scale, Optional<String> tier) {
    OptionalLong number = seed.map(OptionalLong::of).orElse(OptionalLong.empty());
    return new PlanSource(plan, target, overrides, scale, tier, number);
  }
}
