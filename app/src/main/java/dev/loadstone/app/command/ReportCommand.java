package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.ExtraReports;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Format;
import dev.loadstone.report.Overlay;
import dev.loadstone.report.Reports;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryReader;
import dev.loadstone.report.Theme;
import dev.loadstone.report.Theme.ThemeException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the result and the reports of a run anew from its directory, or one report of several. */
@Command(
    name = "report",
    description = {
      "Make the result and the reports of a run anew from its directory; of several runs of one"
          + " plan, one report with all of them side by side.",
      "",
      "Works for a run whose process was killed, too: it loses at most its last second, and its"
          + " verdict is invalid. The code says whether the report could be made, not whether the"
          + " run passed.",
    },
    footer = {
      "%nExamples:",
      "  loadstone report runs/20260131-101500-chat-mixed-0a1b2c3d",
      "  loadstone report DIR --format json > result.json",
      "  loadstone report DIR --format html --out report.html",
      "  loadstone report DIR --theme company.css --format html,badge",
      "  loadstone report BEFORE AFTER --out comparison",
    })
final class ReportCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The run directory; several for one report of all of them.")
  List<Path> directories = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      completionCandidates = Formats.class,
      description =
          "Reports to write: ${COMPLETION-CANDIDATES}. Default: html,csv and result.json. json also puts the result on the standard output. Of several runs: csv, html, md; default: all of them.")
  Set<String> formats = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write exactly this file, in the one format given, and nothing else. Of several runs in"
              + " several formats: the folder; default: runs/<time>-<name>-runs.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--theme",
      paramLabel = "FILE",
      description = "CSS that changes the look of the HTML report; 64 KB at most.")
  Optional<Path> theme = Optional.empty();

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws RunDirectoryException {
    ReportChoice choice = Formats.choice(command.commandLine(), formats);
    Theme look = theme();
    if (directories.size() > 1) {
      return overlay(choice, look);
    }
    checkOut(choice);
    Path directory = directories.getFirst();
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(new RunDirectory(directory)).replay(accumulator);
    RunResult result = accumulator.result();
    if (out.isPresent()) {
      Reports.writeOne(result, choice.formats().iterator().next(), out.get(), look);
      return ExitCode.OK.code();
    }
    Set<Format> wanted = EnumSet.of(Format.JSON);
    wanted.addAll(choice.formats());
    List<Path> written = Reports.write(result, directory, wanted, look);
    ExtraReports extra = ExtraReports.write(choice.reporters(), result, directory);
    ResultOutput output = new ResultOutput(shell);
    output.extra(extra);
    if (choice.formats().contains(Format.JSON)) {
      output.document(result, directory, written);
    } else {
      output.summary(result, directory, written);
    }
    return extra.failures().isEmpty() ? ExitCode.OK.code() : ExitCode.INTERNAL.code();
  }

  private void checkOut(ReportChoice choice) {
    if (out.isPresent() && !choice.reporters().isEmpty()) {
      throw wrong(
          "--out needs one of the formats "
              + String.join(", ", Format.labels())
              + ", for "
              + choice.reporters().getFirst().name()
              + " names its files itself");
    }
    if (out.isPresent() && formats.size() != 1) {
      throw wrong("--out needs --format with one format, for example --format html");
    }
  }

  private Theme theme() {
    try {
      return theme.isPresent() ? Theme.read(theme.get()) : Theme.NONE;
    } catch (ThemeException unusable) {
      throw wrong("--theme: " + unusable.getMessage());
    }
  }

  private int overlay(ReportChoice choice, Theme look) throws RunDirectoryException {
    Set<Format> wanted = formats.isEmpty() ? Overlay.FORMATS : choice.formats();
    for (String name : formats) {
      if (Format.of(name).filter(Overlay.FORMATS::contains).isEmpty()) {
        String known =
            Overlay.FORMATS.stream().map(Format::label).collect(Collectors.joining(", "));
        throw wrong("--format of several runs must be one of " + known + ", got: " + name);
      }
    }
    Overlay overlay = Overlay.read(directories);
    if (out.isPresent() && formats.size() == 1) {
      Reports.writeOne(overlay, wanted.iterator().next(), out.get(), look);
      return ExitCode.OK.code();
    }
    Path folder =
        out.orElseGet(
            () -> RunFolders.next(overlay.name() + "-runs", Instant.now(), ZoneId.systemDefault()));
    List<Path> written = Reports.write(overlay, folder, wanted, look);
    written.forEach(file -> shell.out().println("Written: " + file));
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
