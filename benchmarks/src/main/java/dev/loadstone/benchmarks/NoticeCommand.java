package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.notice.AnnotatedTable;
import dev.loadstone.benchmarks.notice.Simulation;
import dev.loadstone.benchmarks.process.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Holds the detection of changes over a history against known truth. */
@Command(
    name = "notice/run",
    header = "Show which changes over a history are noticed, and how often none is taken for one.",
    sortOptions = false)
final class NoticeCommand extends TableCommand {
  @Option(
      names = "--series",
      paramLabel = "NUMBER",
      description = "Histories without change, of each noise. Default: ${DEFAULT-VALUE}.")
  private int series = 60;

  @Option(
      names = "--repetitions",
      paramLabel = "NUMBER",
      description = "Histories with each change. Default: ${DEFAULT-VALUE}.")
  private int repetitions = 500;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Seed of the first history of each figure. Default: ${DEFAULT-VALUE}.")
  private long seed = 80_000;

  NoticeCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/history.md");
  }

  @Override
  public Integer call() throws IOException {
    Stamp stamp = stamp(Machine.here());
    Simulation simulation = new Simulation(series, repetitions, seed);
    show("notice-false", simulation.falseAlarms(), stamp);
    show("notice-found", simulation.detection(), stamp);
    show("notice-size", simulation.coverage(), stamp);
    show("notice-annotated", AnnotatedTable.text(), stamp);
    return 0;
  }

  private void show(String place, String table, Stamp stamp) throws IOException {
    String text = table + "\n" + stamp.text();
    out.println(text);
    document(place, text);
  }
}
