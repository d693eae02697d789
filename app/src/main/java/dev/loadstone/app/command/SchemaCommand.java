package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.core.plan.yaml.PlanSchema;
import dev.loadstone.report.GateSchema;
import dev.loadstone.report.ResultSchema;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a JSON Schema. */
@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of plans, of results, or of what a gate tells.",
      "",
      "Editors complete and check a plan that begins with"
          + " # yaml-language-server: $$schema=plan.schema.json",
    },
    footer = {
      "%nExamples:",
      "  loadstone schema plan > plan.schema.json",
      "  loadstone schema result",
    })
final class SchemaCommand implements Subcommand {
  private final Shell shell;

  @Parameters(paramLabel = "WHICH", description = "One of: ${COMPLETION-CANDIDATES}.")
  Which which = Which.plan;

  /** What a schema is of. */
  enum Which {
    /** Plans. */
    plan,
    /** Results. */
    result,
    /** What a gate tells. */
    gate
  }

  SchemaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() {
    shell
        .out()
        .print(
            switch (which) {
              case plan -> PlanSchema.text();
              case result -> ResultSchema.text();
              case gate -> GateSchema.text();
            });
    return ExitCode.OK.code();
  }
}
