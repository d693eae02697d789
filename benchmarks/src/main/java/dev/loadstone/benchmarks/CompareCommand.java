package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.compare.CompareTable;
import dev.loadstone.benchmarks.process.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds comparisons of runs against known truth. */
@Command(
    name = "compare/run",
    header = "Show how often comparisons of runs are wrong, and how often right.",
    sortOptions = false)
final class CompareCommand extends TableCommand {
  @Option(
      names = "--comparisons",
      paramLabel = "NUMBER",
      description = "Comparisons of each noise, or number of figures. Default: ${DEFAULT-VALUE}.")
  private int comparisons = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the first comparison. Default: ${DEFAULT-VALUE}.")
  private long seed = 70_000;

  CompareCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/compare.md");
  }

  @Override
  public Integer call() throws IOException {
    Stamp stamp = stamp(Machine.here());
    show("compare-laws", CompareTable.laws(comparisons, seed), stamp);
    show("compare-runs", CompareTable.runs(Math.max(1, comparisons / 4), seed), stamp);
    show("compare-figures", CompareTable.figures(Math.max(1, comparisons / 2), seed), stamp);
    return 0;
  }

  private void show(String place, String table, Stamp stamp) throws IOException {
    String text = table + "\n" + stamp.text();
    out.println(text);
    document(place, text);
  }
}
