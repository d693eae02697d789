package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.doctor.Diagnosis;
import dev.loadstone.app.doctor.Doctor;
import dev.loadstone.app.doctor.DoctorJson;
import dev.loadstone.app.doctor.DoctorText;
import dev.loadstone.app.doctor.Level;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures this machine and tells what figures taken on it are worth. */
@Command(
    name = "doctor",
    description = {
      "Measure this machine and tell what figures taken on it are worth.",
      "",
      "Takes about twelve seconds. Ends with 5 if there is a problem: figures taken here would say"
          + " nothing.",
      "",
      "Load is sent only to a testbed in a process of its own, on a free port of this machine.",
    },
    footer = {
      "%nExamples:",
      "  loadstone doctor",
      "  loadstone doctor --format json",
    })
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
    return List.of(
        ExitCode.OK, ExitCode.INTERNAL, ExitCode.USAGE, ExitCode.INVALID, ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() throws IOException {
    Thread caller = Thread.currentThread();
    try (Interrupts.Watch _ = shell.interrupts().watch(caller::interrupt)) {
      return diagnose().code();
    } catch (InterruptedException interrupted) {
      shell.err().println("Interrupted.");
      return ExitCode.INTERRUPTED.code();
    }
  }

  private ExitCode diagnose() throws IOException, InterruptedException {
    shell.err().println("Measuring for about twelve seconds …");
    Diagnosis diagnosis = Doctor.diagnose(DemoCommand.MAIN_CLASS, this::tell);
    shell
        .out()
        .print(form == TextOrJson.json ? DoctorJson.of(diagnosis) : DoctorText.of(diagnosis));
    shell.out().flush();
    return diagnosis.worst() == Level.PROBLEM ? ExitCode.INVALID : ExitCode.OK;
  }

  private void tell(String measured) {
    shell.err().println("  " + measured);
  }
}
