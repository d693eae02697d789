package dev.loadstone.benchmarks;

import dev.loadstone.benchmarks.jmh.JmhTable;
import dev.loadstone.benchmarks.process.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks. */
@Command(
    name = "jmh",
    header = "Measure time and allocation of Loadstone's parts by JMH, and make a table.",
    description = {
      "",
      "JMH's own command line, with all its options, is had by",
      "  java -cp 'benchmarks/target/*:benchmarks/target/lib/*' org.openjdk.jmh.Main"
    },
    sortOptions = false)
final class JmhCommand extends TableCommand {
  /** Not of Loadstone. */
  private static final String EVERYDAY = "\\.everyday\\.";

  private static final TimeValue ITERATION = TimeValue.seconds(1);

  @Parameters(
      arity = "0..1",
      paramLabel = "REGEX",
      description = "Which benchmarks to run. Default: all.")
  private String include = ".*";

  @Option(
      names = "--forks",
      paramLabel = "NUMBER",
      description = "How many JVMs each one is run in. Default: ${DEFAULT-VALUE}.")
  private int forks = 2;

  @Option(names = "--quick", description = "One JVM and few iterations, for a try.")
  private boolean quick;

  JmhCommand(PrintStream out, PrintStream err, Path root) {
    super(out, err, root, "docs/performance.md");
  }

  @Override
  public Integer call() throws IOException {
    Stamp stamp = stamp(Machine.here());
    Collection<RunResult> results;
    try {
      err.println("running; nothing is to be seen before the end …");
      results = new Runner(options()).run();
    } catch (RunnerException failure) {
      err.println("benchmarks: " + failure.getMessage());
      return 1;
    }
    String text = JmhTable.text(results) + "\n" + stamp.text();
    out.println(text);
    document("jmh", text);
    return 0;
  }

  private org.openjdk.jmh.runner.options.Options options() {
    return new OptionsBuilder()
        .include(include)
        .exclude(EVERYDAY)
        .forks(quick ? 1 : forks)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(ITERATION)
        .measurementIterations(quick ? 2 : 5)
        .measurementTime(ITERATION)
        .addProfiler(GCProfiler.class)
        .jvmArgs(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
