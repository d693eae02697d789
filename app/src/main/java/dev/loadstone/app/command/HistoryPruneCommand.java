package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deletes old runs from a history. */
@Command(
    name = "prune",
    description = {
      "Delete old runs from a history, but never a baseline. Run directories stay.",
      "",
      "With both options, only runs that both let go.",
    },
    footer = {"%nExample:", "  loadstone history prune --keep 500 --before 2026-01-01"})
final class HistoryPruneCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin HistoryOption where = new HistoryOption();

  @Option(
      names = "--keep",
      paramLabel = "NUMBER",
      description = "Keep the latest so many runs of each plan.")
  Optional<Integer> keep = Optional.empty();

  @Option(
      names = "--before",
      paramLabel = "TIME",
      description = "Only runs that began before: 2026-01-31 or 2026-01-31T10:15:00Z.")
  Optional<String> before = Optional.empty();

  HistoryPruneCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException {
    if (keep.isEmpty() && before.isEmpty()) {
      throw wrong("--keep or --before must say which runs go");
    }
    if (keep.isPresent() && keep.get() < 0) {
      throw wrong("--keep must be 0 or more, got: " + keep.get());
    }
    Optional<Instant> time =
        before.map(text -> FilterOptions.time(command.commandLine(), "--before", text));
    try (History history = History.existing(where.place(shell))) {
      int deleted = history.prune(time, keep.orElse(0));
      shell.out().println("Deleted " + deleted + " runs.");
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
