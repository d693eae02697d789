package dev.loadstone.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/**
 * The program behind {@code benchmarks/run}, {@code benchmarks/jmh}, {@code benchmarks/protocols},
 * {@code benchmarks/steady/run}, {@code benchmarks/findings/run}, {@code benchmarks/report/run},
 * {@code benchmarks/compare/run}, {@code benchmarks/intervals/run}, {@code benchmarks/leak/run},
 * {@code benchmarks/notice/run} and {@code benchmarks/overhead/run}.
 */
public final class Main {
  private Main() {}

  /**
   * Runs a command and exits.
   *
   * @param arguments the root of the source tree, the command's name, and its arguments
   */
  public static void main(String[] arguments) {
    Path root = Path.of(arguments[0]);
    Object command =
        switch (arguments[1]) {
          case "compare" -> new CompareCommand(System.out, System.err, root);
          case "intervals" -> new IntervalsCommand(System.out, System.err, root);
          case "jmh" -> new JmhCommand(System.out, System.err, root);
          case "protocols" -> new ProtocolsCommand(System.out, System.err, root);
          case "findings" -> new FindingsCommand(System.out, System.err, root);
          case "leak" -> new LeakCommand(System.out, System.err, root);
          case "notice" -> new NoticeCommand(System.out, System.err, root);
          case "overhead" -> new OverheadCommand(System.out, System.err, root);
          case "report" -> new ReportCommand(System.out, System.err, root);
          case "steady" -> new SteadyCommand(System.out, System.err, root);
          default -> new PeersCommand(System.out, System.err, root);
        };
    CommandLine line =
        new CommandLine(command)
            .setExecutionExceptionHandler((failure, where, parsed) -> {
              where.getErr().println("benchmarks: " + failure);
              return 1;
            });
    System.exit(line.execute(Arrays.copyOfRange(arguments, 2, arguments.length)));
  }
}
