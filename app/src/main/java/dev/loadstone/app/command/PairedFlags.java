package dev.loadstone.app.command;

import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.PairedRuns;
import dev.loadstone.app.run.PlanSource;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.app.view.Progress;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How both sides of a comparison are run in pairs, on the command line. */
final class PairedFlags {
  private static final int PAIRS = 6;
  private static final int PAIRS_MAX = 60;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(
      names = "--paired",
      description =
          "Run one or two plans in turn here (A B, B A, ...), and compare by pairs: the places are"
              + " then plans.")
  boolean paired;

  @Option(
      names = "--pairs",
      paramLabel = "NUMBER",
      description = "How many pairs; six are the fewest for an exact test. Default: 6.")
  Optional<Integer> pairs = Optional.empty();

  @Option(
      names = "--baseline-target",
      paramLabel = "URL",
      description = "Another target of the baseline's runs.")
  Optional<String> baselineTarget = Optional.empty();

  @Option(
      names = "--candidate-target",
      paramLabel = "URL",
      description = "Another target of the candidate's runs.")
  Optional<String> candidateTarget = Optional.empty();

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description = "Multiply every duration of the load of pairs.")
  Optional<Double> scale = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "The folder of the run directories of pairs; it must be empty or not exist. Default:"
              + " runs/<time>-<name>-pairs.")
  Optional<Path> runs = Optional.empty();

  /** Refuses options that need {@code --paired} without it. */
  void check() {
    boolean any =
        pairs.isPresent()
            || baselineTarget.isPresent()
            || candidateTarget.isPresent()
            || scale.isPresent()
            || runs.isPresent();
    if (any && !paired) {
      throw wrong(
          "--pairs, --baseline-target, --candidate-target, --scale and --runs need --paired");
    }
  }

  /**
   * Runs the pairs.
   *
   * @param plans one, or the baseline's and the candidate's
   */
  PairedRuns.Done execute(List<Path> plans, Shell shell) throws IOException, InterruptedException {
    boolean targets = baselineTarget.isPresent() || candidateTarget.isPresent();
    if (plans.isEmpty() || plans.size() > 2 || (plans.size() == 1 && !targets)) {
      throw wrong(
          "--paired needs two plans, or one plan and --candidate-target, got plans: "
              + plans.size());
    }
    int count = pairs.orElse(PAIRS);
    if (count < 1 || count > PAIRS_MAX) {
      throw wrong("--pairs must be from 1 to " + PAIRS_MAX + ", got: " + count);
    }
    double factor = scale.orElse(1.0);
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw wrong("--scale must be a number above 0, got: " + factor);
    }
    EffectivePlan before = plan(plans.getFirst(), baselineTarget, factor, shell);
    EffectivePlan after = plan(plans.getLast(), candidateTarget, factor, shell);
    Path folder =
        runs.orElseGet(() ->
            RunFolders.next(
                before.plan().name() + "-pairs", Instant.now(), ZoneId.systemDefault()));
    checkEmpty(folder);
    shell.err().println("Runs: " + folder);
    return new PairedRuns(before, after, count, folder, EngineOptions.DEFAULT)
        .execute(
            line -> shell.err().println(line),
            () -> Progress.QUIET.view(shell),
            shell.interrupts());
  }

  private static EffectivePlan plan(Path file, Optional<String> target, double scale, Shell shell) {
    return new PlanSource(file, target, List.of(), scale, Optional.empty(), OptionalLong.empty())
        .read(shell.environment());
  }

  private void checkEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw wrong("--runs must name a folder, got a file: " + folder);
    }
    try (var inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw wrong("--runs must be empty or not exist, got: " + folder);
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
