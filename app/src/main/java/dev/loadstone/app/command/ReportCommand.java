package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.ExtraReports;
import dev.loadstone.app.run.ReportChoice;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.RunDirectoryReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the result and the reports of a run anew from its directory. */
@Command(
    name = "report",
    description = {
      "Make the result and the reports of a run anew from its directory.",
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
    })
final class ReportCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "The run directory.")
  Path directory = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      completionCandidates = Formats.class,
      description =
          "Reports to write: ${COMPLETION-CANDIDATES}. Default: html,csv and result.json. json also puts the result on the standard output.")
  Set<String> formats = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write exactly this file, in the one format given, and nothing else.")
  Optional<Path> out = Optional.empty();

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
    if (out.isPresent() && !choice.reporters().isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "--out needs one of the formats "
              + String.join(", ", Format.labels())
              + ", for "
              + choice.reporters().getFirst().name()
              + " names its files itself");
    }
    if (out.isPresent() && formats.size() != 1) {
      throw new ParameterException(
          command.commandLine(), "--out needs --format with one format, for example --format html");
    }
    RunAccumulator accumulator = new RunAccumulator();
    RunDirectoryReader.of(new RunDirectory(directory)).replay(accumulator);
    RunResult result = accumulator.result();
    if (out.isPresent()) {
      Reports.writeOne(result, choice.formats().iterator().next(), out.get());
      return ExitCode.OK.code();
    }
    Set<Format> wanted = EnumSet.of(Format.JSON);
    wanted.addAll(choice.formats());
    List<Path> written = Reports.write(result, directory, wanted);
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
}
