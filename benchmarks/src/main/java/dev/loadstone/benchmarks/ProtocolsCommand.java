package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.process.Machine;
import dev.loadstone.benchmarks.protocol.ProtocolTruth;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Runs the examples of the protocols and compares what is told with the testbed's ledger. */
@Command(
    name = "protocols",
    header = "Run the examples of the protocols, and compare with the testbed's ledger.",
    description = {
      "",
      "Testbed and generator are two processes on the same machine, which should do nothing else."
    },
    sortOptions = false)
final class ProtocolsCommand extends TableCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "EXAMPLE",
      description = "Which to run: streams, agui, own-names, mcp, a2a, … Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--low-latency",
      description =
          "Keep processors awake and let event loops go first, on both sides; wants root.")
  private boolean lowLatency;

  ProtocolsCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/performance.md");
  }

  @Override
  public Integer call() throws IOException {
    List<String> wanted = names.isEmpty() ? ProtocolTruth.names() : names;
    if (!ProtocolTruth.names().containsAll(wanted)) {
      throw new ParameterException(
          spec.commandLine(), "EXAMPLE must be one of " + String.join(", ", ProtocolTruth.names()));
    }
    Stamp stamp = stamp(Machine.here());
    Path work = Files.createTempDirectory("loadstone-protocols");
    err.println("runs are in " + work);
    ProtocolTruth truth =
        new ProtocolTruth(root, work, lowLatency ? List.of("--low-latency") : List.of());
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
    document("protocols", text.toString());
    return 0;
  }
}
