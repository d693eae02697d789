package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.leak.LeakRow;
import dev.loadstone.benchmarks.leak.LeakRuns;
import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.core.quantity.Durations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Leaks a known amount, or nothing, and tells what is found. */
@Command(
    name = "leak/run",
    header = "Have a testbed leak 1 KB an operation, or nothing, and tell what is found.",
    description = {
      "",
      "Two runs against a testbed that leaks, and several against a healthy one. Ends with 1 if a"
          + " leak was not found with its rate within 15 %, or a healthy memory was called a leak."
          + " The machine should do nothing else."
    },
    sortOptions = false)
final class LeakCommand extends TableCommand {
  @Option(
      names = "--length",
      paramLabel = "TIME",
      defaultValue = "5m",
      description = "Of the steady load of each run, after 30 s of warm-up. Default: 5m.")
  private String length = "5m";

  @Option(
      names = "--healthy",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many runs against a healthy testbed. Default: 5.")
  private int healthy = 5;

  LeakCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/methodology.md");
  }

  @Override
  public Integer call() throws IOException {
    Duration steady = Durations.parse(length);
    Stamp stamp = stamp(Machine.here());
    Path work = Files.createTempDirectory("loadstone-leak");
    err.println("runs are in " + work);
    LeakRuns runs = new LeakRuns(root, work, steady);
    List<LeakRow> rows = new ArrayList<>();
    rows.addAll(told(runs.leaking(false)));
    rows.addAll(told(runs.leaking(true)));
    for (int i = 1; i <= healthy; i++) {
      rows.addAll(told(runs.healthy(i)));
    }
    String text = LeakRow.table(rows) + "\n" + stamp.text();
    out.println(text);
    document("leak", text);
    return rows.stream().allMatch(LeakRow::isGood) ? 0 : 1;
  }

  private List<LeakRow> told(List<LeakRow> rows) {
    rows.forEach(err::println);
    return rows;
  }
}
