package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.steady.JmhSeries;
import dev.loadstone.benchmarks.steady.SteadyTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the detection of steady states against known truth. */
@Command(
    name = "steady/run",
    header = "Show how far estimates of the warm-up are from the truth.",
    sortOptions = false)
final class SteadyCommand extends TableCommand {
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

  SteadyCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/benchmarks.md");
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Stamp stamp = stamp(Machine.here());
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
    document(place, text);
  }
}
