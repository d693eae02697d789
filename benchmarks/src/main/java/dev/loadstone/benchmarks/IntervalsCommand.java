package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.core.result.IntervalTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the intervals of percentiles against known truth. */
@Command(
    name = "intervals/run",
    header = "Show how often the 95 % intervals of percentiles hold the truth.",
    sortOptions = false)
final class IntervalsCommand extends TableCommand {
  @Option(
      names = "--runs",
      paramLabel = "NUMBER",
      description = "Simulated runs of each row. Default: ${DEFAULT-VALUE}.")
  private int runs = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the first run. Default: ${DEFAULT-VALUE}.")
  private long seed = 90_000;

  IntervalsCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/methodology.md");
  }

  @Override
  public Integer call() throws IOException {
    Stamp stamp = stamp(Machine.here());
    String text = IntervalTable.text(runs, seed) + "\n" + stamp.text();
    out.println(text);
    document("intervals-coverage", text);
    return 0;
  }
}
