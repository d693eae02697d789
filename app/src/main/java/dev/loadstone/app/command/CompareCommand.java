package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.run.PairedRuns;
import dev.loadstone.core.compare.ComparedRun;
import dev.loadstone.core.compare.Comparer;
import dev.loadstone.core.compare.Comparison;
import dev.loadstone.core.compare.ComparisonSettings;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.report.ComparisonFormat;
import dev.loadstone.report.ComparisonInput;
import dev.loadstone.report.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether runs differ from others by more than chance. */
@Command(
    name = "compare",
    description = {
      "Tell whether runs are worse or better than others, by more than chance and by more than"
          + " matters.",
      "",
      "The run is what counts, or the fork of a benchmark: give several of each side, five at best,"
          + " and four at least to be sure of anything. A regression is significant among all"
          + " figures together and beyond the tolerance. With one run on a side nothing is ever"
          + " more than suspected.",
      "",
      "A place is a run directory, a folder of run directories, or a result of another tool: one"
          + " that \"loadstone import\" reads, or what JMH wrote with -rf json, in which every fork"
          + " is a run.",
    },
    footer = {
      "%nExamples:",
      "  loadstone compare runs/before runs/after",
      "  loadstone compare before-1 before-2 before-3 before-4 --with after-1 after-2 after-3 after-4",
      "  loadstone compare --baseline main.json --candidate branch.json --tolerance 5%%",
      "  loadstone compare --paired plan.yaml --baseline-target http://a:8080 --candidate-target"
          + " http://b:8080",
      "  loadstone compare before after --tolerance response_time.p99=10%% --format md --out diff.md",
    })
final class CompareCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "PLACE",
      arity = "0..*",
      description = "The baseline and the candidate; with --with, the baseline's places only.")
  List<Path> places = new ArrayList<>();

  @Option(
      names = "--with",
      paramLabel = "PLACE",
      arity = "1..*",
      description = "The candidate's places.")
  List<Path> with = new ArrayList<>();

  @Option(
      names = "--baseline",
      paramLabel = "PLACE",
      description = "A place of the baseline. Repeatable.")
  List<Path> baseline = new ArrayList<>();

  @Option(
      names = "--candidate",
      paramLabel = "PLACE",
      description = "A place of the candidate. Repeatable.")
  List<Path> candidate = new ArrayList<>();

  @Mixin FigureOptions figures = new FigureOptions();

  @Option(names = "--different-plans", description = "Compare runs of different plans, too.")
  boolean differentPlans;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = "Reports to write: text, md, json, csv. Default: text.")
  Set<String> formats = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the report there instead of to the standard output; of several formats, the"
              + " folder.")
  Optional<Path> out = Optional.empty();

  @Mixin PairedFlags pairs = new PairedFlags();

  CompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.OK,
        ExitCode.INTERNAL,
        ExitCode.USAGE,
        ExitCode.REGRESSION,
        ExitCode.INVALID,
        ExitCode.UNREACHABLE,
        ExitCode.INTERRUPTED);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    pairs.check();
    List<ComparisonFormat> wanted = wanted();
    List<SubjectPattern> patterns = figures.patterns();
    ComparisonSettings settings = figures.settings(differentPlans || pairs.paired);
    if (pairs.paired) {
      return paired(patterns, settings, wanted).code();
    }
    List<Path> before = before();
    List<Path> after = after();
    Comparison comparison =
        Comparer.compare(
            ComparisonInput.read(before, patterns),
            ComparisonInput.read(after, patterns),
            settings);
    checkNames(comparison, before);
    Formats.tell(shell, comparison, wanted, out);
    return code(comparison).code();
  }

  private ExitCode paired(
      List<SubjectPattern> patterns, ComparisonSettings settings, List<ComparisonFormat> wanted)
      throws IOException, InterruptedException {
    if (isNamed() || !with.isEmpty()) {
      throw wrong("--paired takes plans as its places, without --with, --baseline or --candidate");
    }
    PairedRuns.Done done = pairs.execute(places, shell);
    if (done.interrupted()) {
      shell.err().println("Interrupted: nothing is compared.");
      return ExitCode.INTERRUPTED;
    }
    Comparison comparison =
        Comparer.comparePairs(
            ComparisonInput.read(done.baseline(), patterns),
            ComparisonInput.read(done.candidate(), patterns),
            settings);
    checkNames(comparison, done.baseline());
    Formats.tell(shell, comparison, wanted, out);
    return code(comparison);
  }

  /** Returns the code with which a comparison ends. */
  static ExitCode code(Comparison comparison) {
    return switch (comparison.judgement()) {
      case REGRESSION -> ExitCode.REGRESSION;
      case INCONCLUSIVE -> ExitCode.INVALID;
      case IMPROVEMENT, NO_CHANGE -> ExitCode.OK;
    };
  }

  private boolean isNamed() {
    return !baseline.isEmpty() || !candidate.isEmpty();
  }

  private List<Path> before() {
    if (isNamed()) {
      if (baseline.isEmpty() || candidate.isEmpty() || !places.isEmpty() || !with.isEmpty()) {
        throw wrong(
            "--baseline and --candidate need each other, and no other places; give every place by"
                + " one of them");
      }
      return baseline;
    }
    if (!with.isEmpty()) {
      if (places.isEmpty()) {
        throw wrong("the baseline is missing: name its places before --with");
      }
      return places;
    }
    if (places.size() != 2) {
      throw wrong(
          "two places are needed, the baseline and the candidate, got: "
              + places.size()
              + ". For several of a side write BASELINE... --with CANDIDATE...");
    }
    return places.subList(0, 1);
  }

  private List<Path> after() {
    return isNamed() ? candidate : with.isEmpty() ? places.subList(1, 2) : with;
  }

  private List<ComparisonFormat> wanted() {
    return Formats.wanted(command.commandLine(), formats, List.of(ComparisonFormat.values()), out);
  }

  private void checkNames(Comparison comparison, List<Path> before) throws RunDirectoryException {
    if (noneUsable(comparison.baseline()) || noneUsable(comparison.candidate())) {
      return;
    }
    List<Subject> subjects =
        Stream.of(comparison.baseline(), comparison.candidate())
            .flatMap(List::stream)
            .flatMap(run -> run.readings().keySet().stream())
            .distinct()
            .toList();
    figures.checkNames(
        subjects,
        () ->
            ComparisonInput.read(before, List.of()).stream()
                .flatMap(run -> run.readings().keySet().stream())
                .map(Subject::name)
                .toList());
  }

  private static boolean noneUsable(List<ComparedRun> side) {
    return side.stream().noneMatch(ComparedRun::isUsable);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
