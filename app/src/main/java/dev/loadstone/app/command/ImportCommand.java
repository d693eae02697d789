package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.RunFolders;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.report.ForeignResults;
import dev.loadstone.report.RunDirectory;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.report.imports.Imported;
import dev.loadstone.report.imports.ImportedBenchmarks;
import dev.loadstone.report.imports.ImportedBenchmarks.Benchmark;
import dev.loadstone.report.imports.ImportedRun;
import dev.loadstone.report.imports.Tool;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes run directories of other tools' results. */
@Command(
    name = "import",
    description = {
      "Make run directories of results of other tools, for report, compare and history.",
      "",
      "Files are recognised by what stands in them: k6, Locust, Gatling, JMeter, Artillery, wrk,"
          + " wrk2, hey, oha, vegeta. docs/import.md tells which formats, and what is taken from"
          + " each. Every file is a run, but Locust's tables of one run are one. What a tool does"
          + " not tell is absent; from a summary come its bare figures, and no course.",
      "",
      "Benchmarks (hyperfine, pytest-benchmark, Google Benchmark) are shown, and no run: \"loadstone"
          + " compare\" takes their files as they are.",
    },
    footer = {
      "%nExamples:",
      "  loadstone import points.json --name checkout",
      "  loadstone import before.jtl --out runs/before",
      "  loadstone import load_stats.csv load_failures.csv load_stats_history.csv",
      "  loadstone import wrk.txt --format json",
    })
final class ImportCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files of one tool, plain or compressed by gzip.")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "The run directory; of several runs the folder of their directories. Default:"
              + " runs/<time>-<name>-<hash>.")
  Optional<Path> out = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "PLAN",
      description = "The plan's name, by which runs belong together. Default: the tool's.")
  Optional<String> name = Optional.empty();

  @Option(
      names = "--tool",
      paramLabel = "TOOL",
      description = "The tool that wrote the files, if that is to be said.")
  Optional<String> tool = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to tell the result: ${COMPLETION-CANDIDATES}. Default: text.")
  TextOrJson format = TextOrJson.text;

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return ExitCode.OF_READING;
  }

  @Override
  public Integer call() throws RunDirectoryException {
    List<Imported> read = ForeignResults.read(files, named(), name);
    List<ImportedRun> runs = new ArrayList<>();
    for (Imported one : read) {
      switch (one) {
        case ImportedRun run -> runs.add(run);
        case ImportedBenchmarks benchmarks -> tell(benchmarks);
      }
    }
    if (runs.size() > 1 && format == TextOrJson.json) {
      throw wrong("--format json tells one run, got: " + runs.size());
    }
    for (int i = 0; i < runs.size(); i++) {
      Path folder = folder(runs.get(i), i, runs.size());
      RunResult result = ForeignResults.write(runs.get(i), new RunDirectory(folder));
      ResultOutput output = new ResultOutput(shell);
      if (format == TextOrJson.json) {
        output.document(result, folder, List.of());
      } else {
        output.summary(result, folder, List.of());
      }
    }
    shell.out().flush();
    return ExitCode.OK.code();
  }

  private Optional<Tool> named() {
    return tool.map(word ->
        Tool.of(word)
            .orElseThrow(() ->
                wrong(
                    "--tool must be a tool that is known, got: "
                        + word
                        + ". "
                        + Suggestions.fix(word, Tool.labels()))));
  }

  private Path folder(ImportedRun run, int index, int count) {
    if (out.isEmpty()) {
      return RunFolders.next(run.start(), ZoneId.systemDefault());
    }
    return count == 1 ? out.get() : out.get().resolve("%03d".formatted(index + 1));
  }

  /** Prints the mean of each benchmark, over all of its samples. */
  private void tell(ImportedBenchmarks benchmarks) {
    if (out.isPresent() || format == TextOrJson.json) {
      throw wrong(
          "--out and --format json are for runs, and these are benchmarks of "
              + benchmarks.tool().label()
              + "; \"loadstone compare\" takes the file as it is");
    }
    PrintStream text = shell.out();
    text.println("Benchmarks of " + benchmarks.tool().label() + ", for \"loadstone compare\":");
    for (Benchmark benchmark : benchmarks.benchmarks()) {
      double mean =
          benchmark.runs().stream()
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(Double.NaN);
      text.println(
          "  "
              + Durations.human(mean)
              + "  "
              + benchmark.name().replaceAll("\\p{Cntrl}", " ")
              + (benchmark.labels().isEmpty() ? "" : " " + benchmark.labels()));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
