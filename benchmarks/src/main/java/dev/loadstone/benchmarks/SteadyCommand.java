package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.steady.JmhSeries;
import dev.loadstone.benchmarks.steady.SteadyTable;
import dev.loadstone.benchmarks.table.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the detection of steady states against known truth. */
@Command(
    name = "steady/run",
    header = "Show how far estimates of the warm-up are from the truth.",
    sortOptions = false)
final class SteadyCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final Path root;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--series",
      paramLabel = "NUMBER",
      description = "Synthetic series of each of 45 kinds. Default: ${DEFAULT-VALUE}.")
  private int series = 40;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the first series of each kind. Default: ${DEFAULT-VALUE}.")
  private long seed = 50_000;

  @Option(
      names = "--jmh",
      paramLabel = "FILE",
      description = "What JMH wrote with -rf json, iterations of 100 ms, no warm-up. Repeatable.")
  private List<Path> jmh = new ArrayList<>();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Run Loadstone's own JMH benchmarks so, into this file, and take it.")
  private Optional<Path> record = Optional.empty();

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Which benchmarks to record. Default: all.")
  private String include = ".*";

  @Option(
      names = "--iterations",
      paramLabel = "NUMBER",
      description = "Iterations of 100 ms of each fork. Default: ${DEFAULT-VALUE}.")
  private int iterations = 300;

  @Option(
      names = "--forks",
      paramLabel = "NUMBER",
      description = "Forks of each benchmark. Default: ${DEFAULT-VALUE}.")
  private int forks = 1;

  @Option(names = "--update-docs", description = "Put the tables into docs/benchmarks.md, too.")
  private boolean updateDocs;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  SteadyCommand(PrintStream out, PrintStream err, Path root) {
    this.out = out;
    this.err = err;
    this.root = root;
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Stamp stamp = Stamp.now(root, Machine.here(), spec.commandLine().getParseResult());
    show("steady-synthetic", SteadyTable.synthetic(series, seed), stamp);
    List<Path> files = new ArrayList<>(jmh);
    if (record.isPresent()) {
      err.println("recording …");
      JmhSeries.record(record.get(), include, forks, iterations);
      files.add(record.get());
    }
    if (!files.isEmpty()) {
      show("steady-jmh", JmhSeries.table(files), stamp);
    }
    return 0;
  }

  private void show(String place, String table, Stamp stamp) throws IOException {
    String text = table + "\n" + stamp.text();
    out.println(text);
    if (updateDocs) {
      new Page(root.resolve("docs/benchmarks.md")).put(place, text);
    }
  }
}
