package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.console.Terminal;
import dev.loadstone.app.run.ExtraReports;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunEnd;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.report.Format;
import dev.loadstone.report.Reports;
import dev.loadstone.report.SummaryText;
import java.nio.file.Path;
import java.util.List;

/** A result on the standard output, and the code that goes with it. */
record ResultOutput(Shell shell) {
  private static final int WIDTH = 100;

  /**
   * Prints what a run left behind.
   *
   * @param document whether the result document is wanted instead of the summary
   * @return the code with which the run ends
   */
  ExitCode show(PlanRun.Done done, boolean document) {
    extra(done.extra());
    if (document) {
      document(done.result(), done.folder(), done.written());
    } else {
      summary(done.result(), done.folder(), done.written());
    }
    done.unwritten()
        .ifPresent(failure -> shell.err().println("loadstone: " + failure.getMessage()));
    return done.unwritten().isPresent() ? ExitCode.INTERNAL : exitCode(done.result());
  }

  /** Tells which reports that are not built in there are, and which could not be written. */
  void extra(ExtraReports extra) {
    extra.written().forEach(file -> shell.err().println("Written: " + file));
    extra.failures().forEach(failure -> shell.err().println("loadstone: " + failure));
  }

  /** Prints the summary for a person, then where the reports are. */
  void summary(RunResult result, Path folder, List<Path> reports) {
    int width = shell.outIsTerminal() ? Terminal.width() : WIDTH;
    shell.out().print(SummaryText.of(result, width, shell.outColour()));
    shell.out().println();
    shell.out().println(place(folder, reports));
    shell.out().flush();
  }

  /** Prints the result document; where the reports are goes to the standard error. */
  void document(RunResult result, Path folder, List<Path> reports) {
    shell.out().print(Reports.text(result, Format.JSON));
    shell.out().flush();
    shell.err().println(place(folder, reports));
  }

  private static String place(Path folder, List<Path> reports) {
    return reports.stream()
        .filter(file -> file.endsWith(Format.HTML.fileName()))
        .findFirst()
        .map(page -> "Report: " + page)
        .orElse("Run: " + folder);
  }

  /** Returns the code of a run that ended so. */
  static ExitCode exitCode(RunResult result) {
    if (result.end().reason() == RunEnd.Reason.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    return exitCode(result.verdict());
  }

  /** Returns the code of a verdict. */
  static ExitCode exitCode(Verdict verdict) {
    return switch (verdict) {
      case PASS, WARN -> ExitCode.OK;
      case FAIL -> ExitCode.FAILED;
      case INCONCLUSIVE, INVALID -> ExitCode.INVALID;
    };
  }
}
