package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.doctor.Diagnosis;
import dev.loadstone.app.doctor.Doctor;
import dev.loadstone.app.doctor.DoctorJson;
import dev.loadstone.app.doctor.DoctorText;
import dev.loadstone.app.doctor.Level;
import dev.loadstone.app.selfcheck.SelfCheck;
import dev.loadstone.app.selfcheck.SelfCheckJson;
import dev.loadstone.app.selfcheck.SelfCheckText;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures this machine and tells what figures taken on it are worth. */
@Command(
    name = "doctor",
    description = {
      "Measure this machine and tell what figures taken on it are worth.",
      "",
      "Takes about twelve seconds. Ends with 5 if there is a problem: figures taken here would say"
          + " nothing.",
      "",
      "With --self-check it runs truths that are known instead, and compares every figure with what"
          + " was really served and with arithmetic; takes less than 30 seconds. Ends with 3 if a"
          + " figure is off, and with 5 if the machine is too unsteady to tell.",
      "",
      "Load is sent only to a testbed in a process of its own, on a free port of this machine.",
    },
    footer = {
      "%nExamples:",
      "  loadstone doctor",
      "  loadstone doctor --self-check",
      "  loadstone doctor --format json",
    })
final class DoctorCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell it: ${COMPLETION-CANDIDATES}. Default: text.")
  TextOrJson form = TextOrJson.text;

  @Option(
      names = "--self-check",
      description = "Compare this program's numbers with a known truth.")
  boolean selfCheck;

  @Option(names = "--seconds", hidden = true)
  int secondsMax = Integer.MAX_VALUE;

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_OWN_RUNS;
  }

  @Override
  public Integer call() throws IOException {
    if (secondsMax < 1) {
      throw new ParameterException(
          command.commandLine(), "--seconds must be at least 1, got: " + secondsMax);
    }
    Thread caller = Thread.currentThread();
    try (Interrupts.Watch _ = shell.interrupts().watch(caller::interrupt)) {
      return (selfCheck ? check() : diagnose()).code();
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

  private ExitCode check() throws IOException, InterruptedException {
    shell.err().println("Checking for less than 30 seconds …");
    SelfCheck check = SelfCheck.run(DemoCommand.MAIN_CLASS, secondsMax, this::tell);
    shell.out().print(form == TextOrJson.json ? SelfCheckJson.of(check) : SelfCheckText.of(check));
    shell.out().flush();
    return switch (check.verdict()) {
      case OK -> ExitCode.OK;
      case INCONCLUSIVE -> ExitCode.INVALID;
      case OFF -> ExitCode.FAILED;
    };
  }

  private void tell(String measured) {
    shell.err().println("  " + measured);
  }
}
