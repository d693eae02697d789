package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.history.HistoryJson;
import dev.loadstone.app.history.HistoryText;
import dev.loadstone.history.Baseline;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows baselines. */
@Command(
    name = "show",
    description = "Show the baselines of all plans, or of one.",
    footer = {"%nExample:", "  loadstone baseline show --plan chat-mixed"})
final class BaselineShowCommand implements Subcommand {
  private final Shell shell;

  @Option(names = "--plan", paramLabel = "NAME", description = "Only that of this plan.")
  Optional<String> plan = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  TextOrJson format = TextOrJson.text;

  @Mixin HistoryOption where = new HistoryOption();

  BaselineShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException {
    try (History history = History.existing(where.place(shell))) {
      List<Baseline> shown =
          history.baselines().stream()
              .filter(one -> plan.isEmpty() || plan.get().equals(one.run().plan()))
              .toList();
      shell
          .out()
          .print(
              format == TextOrJson.json
                  ? HistoryJson.baselines(shown)
                  : HistoryText.baselines(shown));
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }
}
