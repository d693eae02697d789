package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.finding.Condition;
import dev.loadstone.benchmarks.finding.ConditionRuns;
import dev.loadstone.benchmarks.finding.FoundRow;
import dev.loadstone.benchmarks.process.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Injects conditions, and tells whether they are found. */
@Command(
    name = "findings/run",
    header = "Inject conditions into a testbed, and tell whether they are found.",
    description = {
      "",
      "Each plan is run without the condition and with it. Ends with 1 if a condition was not found,"
          + " or if a run without it has any finding. The machine should do nothing else."
    },
    sortOptions = false)
final class FindingsCommand extends TableCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "KIND",
      description = "Which conditions, by their findings: saturation, cliff, … Default: all.")
  private List<String> kinds = List.of();

  FindingsCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/findings.md");
  }

  @Override
  public Integer call() throws IOException {
    List<Condition> wanted =
        Condition.all().stream()
            .filter(condition -> kinds.isEmpty() || kinds.contains(condition.kind().label()))
            .toList();
    if (!kinds.isEmpty() && wanted.size() < kinds.size()) {
      List<String> known =
          Condition.all().stream().map(condition -> condition.kind().label()).toList();
      throw new ParameterException(
          spec.commandLine(), "KIND must be one of " + String.join(", ", known));
    }
    Stamp stamp = stamp(Machine.here());
    Path work = Files.createTempDirectory("loadstone-findings");
    err.println("runs are in " + work);
    List<FoundRow> rows = new ArrayList<>();
    try (ConditionRuns runs = ConditionRuns.open(root, work)) {
      for (Condition condition : wanted) {
        FoundRow row = runs.row(condition);
        err.println(condition.kind().label() + (row.isGood() ? "" : ": not as expected"));
        rows.add(row);
      }
    }
    String text = FoundRow.table(rows) + "\n" + stamp.text();
    out.println(text);
    document("findings", text);
    return rows.stream().allMatch(FoundRow::isGood) ? 0 : 1;
  }
}
