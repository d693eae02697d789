package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.schedule.LevelCurve;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads a plan and tells everything that is wrong with it. */
@Command(
    name = "validate",
    description = {
      "Tell everything that is wrong with a plan, with file, line, column and a fix.",
      "",
      "No load is sent and no connection is opened.",
    },
    footer = {
      "%nExamples:",
      "  loadstone validate plan.yaml",
      "  loadstone validate plan.yaml --set load.phases[0].rate=50/s",
      "  loadstone validate plan.yaml --format json",
    })
final class ValidateCommand implements Subcommand {
  private final Shell shell;

  @Mixin PlanOptions plan = new PlanOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: text.")
  TextOrJson form = TextOrJson.text;

  ValidateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() {
    try {
      EffectivePlan effective = plan.source().read(shell.environment());
      shell.out().print(form == TextOrJson.json ? ProblemText.json(List.of()) : summary(effective));
      return ExitCode.OK.code();
    } catch (InvalidInputException invalid) {
      List<Problem> problems = invalid.problems();
      shell
          .out()
          .print(
              form == TextOrJson.json ? ProblemText.json(problems) : ProblemText.lines(problems));
      return ExitCode.USAGE.code();
    }
  }

  private String summary(EffectivePlan effective) {
    long length =
        effective.loads().stream()
            .map(load -> Duration.ofNanos(LevelCurve.of(load).endNanos()))
            .max(Comparator.naturalOrder())
            .map(Duration::toNanos)
            .orElse(0L);
    long longest =
        Math.max(
            length,
            effective.loads().stream()
                .map(Load::duration)
                .mapToLong(Duration::toNanos)
                .max()
                .orElse(0));
    return plan.file.plan
        + " is valid: "
        + effective.model()
        + " load for "
        + Durations.format(Duration.ofNanos(longest))
        + ", "
        + Nouns.count(effective.plan().scenarios().size(), "scenario")
        + ", "
        + Nouns.count(effective.operations().size(), "operation")
        + ", "
        + Nouns.count(effective.thresholds().size(), "threshold")
        + ".\n";
  }
}
