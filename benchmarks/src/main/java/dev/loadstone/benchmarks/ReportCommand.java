package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.rendering.RenderingTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long reports of a long run take to make. */
@Command(
    name = "report/run",
    header = "Render a long run that is made up, and tell time, peak of memory and sizes.",
    description = {
      "",
      "Ends with 1 if the reports take more than 3 s or 512 MB, or the page is larger than 2 MB."
    },
    sortOptions = false)
final class ReportCommand extends TableCommand {
  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "How long the run is. Default: ${DEFAULT-VALUE}.")
  private int seconds = 3_600;

  @Option(names = "--steps", paramLabel = "NUMBER", description = "Default: ${DEFAULT-VALUE}.")
  private int steps = 50;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description = "Operations per second. Default: ${DEFAULT-VALUE}.")
  private int rate = 20_000;

  @Option(
      names = "--directory",
      description = "Write a run directory, too, and have loadstone report read it.")
  private boolean directory;

  ReportCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/reports.md");
  }

  @Override
  public Integer call() throws IOException {
    Stamp stamp = stamp(Machine.here());
    Path work = Files.createTempDirectory("loadstone-report");
    err.println("reports are in " + work);
    RenderingTable table = new RenderingTable(root, work, seconds, steps, rate);
    table.render();
    if (directory) {
      table.report();
    }
    String text = table.text() + "\n" + stamp.text();
    out.println(text);
    document("report", text);
    return table.isWithinBounds() ? 0 : 1;
  }
}
