package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.protocol.ProtocolTruth;
import dev.loadstone.benchmarks.table.Page;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the examples of the protocols and compares what is told with the testbed's ledger. */
@Command(
    name = "protocols",
    header = "Run the examples of the protocols, and compare with the testbed's ledger.",
    description = {
      "",
      "Testbed and generator are two processes on the same machine, which should do nothing else."
    },
    sortOptions = false)
final class ProtocolsCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final Path root;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "EXAMPLE",
      description = "Which to run: streams, agui, own-names, mcp, a2a, … Default: all.")
  private List<String> names = List.of();

  @Option(names = "--update-docs", description = "Put the tables into docs/performance.md, too.")
  private boolean updateDocs;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  ProtocolsCommand(PrintStream out, PrintStream err, Path root) {
    this.out = out;
    this.err = err;
    this.root = root;
  }

  @Override
  public Integer call() throws IOException {
    List<String> wanted = names.isEmpty() ? ProtocolTruth.names() : names;
    if (!ProtocolTruth.names().containsAll(wanted)) {
      throw new ParameterException(
          spec.commandLine(), "EXAMPLE must be one of " + String.join(", ", ProtocolTruth.names()));
    }
    Stamp stamp = Stamp.now(root, Machine.here(), spec.commandLine().getParseResult());
    Path work = Files.createTempDirectory("loadstone-protocols");
    err.println("runs are in " + work);
    ProtocolTruth truth = new ProtocolTruth(root, work);
    StringBuilder text = new StringBuilder();
    for (String name : wanted) {
      err.println(name + " …");
      String part = truth.run(name);
      out.println(part);
      text.append(part).append('\n');
    }
    String end = truth.summary() + "\n" + stamp.text();
    out.println(end);
    text.append(end);
    if (updateDocs) {
      new Page(root.resolve("docs/performance.md")).put("protocols", text.toString());
    }
    return 0;
  }
}
