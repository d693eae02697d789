package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.history.Filter;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.HistoryLines;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes runs of a history as JSON lines. */
@Command(
    name = "export",
    description = "Write runs of a history with all their figures, a line of JSON each.",
    footer = {"%nExample:", "  loadstone history export --plan chat-mixed --out chat.jsonl"})
final class HistoryExportCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Mixin HistoryOption where = new HistoryOption();

  @Mixin FilterOptions which = new FilterOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write this file. Default: the standard output.")
  Optional<Path> out = Optional.empty();

  HistoryExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException, IOException {
    Filter filter = which.filter(command.commandLine());
    try (History history = History.existing(where.place(shell))) {
      if (out.isPresent()) {
        try (Writer file = Files.newBufferedWriter(out.get())) {
          HistoryLines.write(history, filter, file);
        }
      } else {
        Writer lines =
            new BufferedWriter(new OutputStreamWriter(shell.out(), StandardCharsets.UTF_8));
        HistoryLines.write(history, filter, lines);
        lines.flush();
      }
    }
    return ExitCode.OK.code();
  }
}
