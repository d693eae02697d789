package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.history.History;
import dev.loadstone.history.HistoryException;
import dev.loadstone.history.HistoryLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Adds what was exported to a history. */
@Command(
    name = "import",
    description = {
      "Add what was exported to a history.",
      "",
      "Runs that are known stay as they are; so does the baseline of a plan that has one.",
    },
    footer = {"%nExample:", "  loadstone history import chat.jsonl --history new.db"})
final class HistoryImportCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files that export wrote.")
  List<Path> files = new ArrayList<>();

  @Mixin HistoryOption where = new HistoryOption();

  HistoryImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws HistoryException, IOException {
    try (History history = History.open(where.place(shell))) {
      for (Path file : files) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
          HistoryLines.Imported done = HistoryLines.read(history, lines, file.toString());
          shell
              .out()
              .println(
                  "%s: %d runs added, %d known, %d baselines set"
                      .formatted(file, done.added(), done.known(), done.baselines()));
        } catch (NoSuchFileException missing) {
          throw new HistoryException("there is no file " + file, missing);
        }
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }
}
