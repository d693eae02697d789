package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.doctor.Diagnosis;
import dev.loadstone.app.doctor.DoctorJson;
import dev.loadstone.app.doctor.Examination;
import dev.loadstone.app.doctor.Finding;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures this machine and tells what figures taken on it are worth. */
@Command(
    name = "doctor",
    description = {
      "Measure this machine and tell what figures taken on it are worth.",
      "",
      "Takes about five seconds. Nothing is sent.",
    },
    footer = {"%nExamples:", "  loadstone doctor", "  loadstone doctor --format json"})
final class DoctorCommand implements Subcommand {
  private final Shell shell;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: text.")
  TextOrJson form = TextOrJson.text;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(ExitCode.OK, ExitCode.INTERNAL, ExitCode.USAGE);
  }

  @Override
  public Integer call() throws InterruptedException {
    shell.err().println("Measuring for five seconds …");
    Examination seen = Examination.ofThisMachine();
    List<Finding> findings = Diagnosis.of(seen);
    if (form == TextOrJson.json) {
      shell.out().print(DoctorJson.of(seen, findings));
    } else {
      findings.forEach(finding ->
          shell.out().println((finding.good() ? "ok    " : "note  ") + finding.sentence()));
    }
    return ExitCode.OK.code();
  }
}
