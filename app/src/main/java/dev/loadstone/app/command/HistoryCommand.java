package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.history.HistoryJson;
import dev.loadstone.app.history.HistoryText;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.RunEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists runs that are remembered. */
@Command(
    name = "history",
    description = {
      "List the runs that are remembered; add, export, import and delete them.",
      "",
      "loadstone run remembers each run that it keeps in runs/, or wherever --history says.",
    },
    footer = {
      "%nExamples:",
      "  loadstone history --plan chat-mixed --last 20",
      "  loadstone history add runs/*/",
      "  loadstone history export > history.jsonl",
    })
final class HistoryCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin HistoryOption where = new HistoryOption();

  @Mixin FilterOptions which = new FilterOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  TextOrJson format = TextOrJson.text;

  HistoryCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public List<Subcommand> commands() {
    return List.of(
        new HistoryAddCommand(shell),
        new HistoryExportCommand(shell),
        new HistoryImportCommand(shell),
        new HistoryPruneCommand(shell));
  }

  @Override
  public Integer call() throws HistoryException {
    try (History history = History.existing(where.place(shell))) {
      List<RunEntry> runs = history.runs(which.filter(command.commandLine()));
      if (format == TextOrJson.json) {
        shell.out().print(HistoryJson.runs(runs));
      } else {
        Set<String> baselines =
            history.baselines().stream().map(one -> one.run().id()).collect(Collectors.toSet());
        shell.out().print(HistoryText.runs(runs, baselines));
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }
}
