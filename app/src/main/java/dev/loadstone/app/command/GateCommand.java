package dev.loadstone.app.command;

import dev.loadstone.app.console.ExitCode;
import dev.loadstone.app.console.Shell;
import dev.loadstone.app.gate.GateRequest;
import dev.loadstone.app.gate.GateRun;
import dev.loadstone.core.compare.Subject;
import dev.loadstone.core.compare.SubjectPattern;
import dev.loadstone.core.gate.Answer;
import dev.loadstone.core.gate.BaselineLevel;
import dev.loadstone.core.gate.Gate;
import dev.loadstone.core.gate.Part;
import dev.loadstone.core.gate.WatchSettings;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.history.HistoryException;
import dev.loadstone.report.CandidateRun;
import dev.loadstone.report.GateFormat;
import dev.loadstone.report.RunDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether runs may pass, by everything that is known of them. */
@Command(
    name = "gate",
    description = {
      "Tell whether runs may pass, with one code for continuous integration.",
      "",
      "Three parts: the thresholds of the runs' plan; a comparison with the baseline; and changes"
          + " for the worse over the runs of the history before them. What cannot be judged is"
          + " told, and fails only if --require names it.",
    },
    footer = {
      "%nExamples:",
      "  loadstone gate runs/20260131-101500-chat-mixed-0a1b2c3d",
      "  loadstone gate runs/candidate --history history.db --format md,junit --out gate",
      "  loadstone gate c1 c2 c3 c4 c5 --baseline runs/before --tolerance 10%%",
      "  loadstone gate runs/candidate --only thresholds,changes --require changes",
    })
final class GateCommand implements Subcommand {
  private final Shell shell;

  @Spec CommandSpec command = CommandSpec.create();

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description =
          "The runs in question: run directories, or folders of such. Several of the same code"
              + " tell more.")
  List<Path> directories = new ArrayList<>();

  @Mixin HistoryOption where = new HistoryOption();

  @Option(
      names = "--baseline",
      paramLabel = "RUN|DIR",
      description =
          "What the runs are held against: a run of the history, by its id; run directories or"
              + " folders of such (repeatable); or recent, the latest runs since the last known"
              + " change. Default: the baseline that is set for the plan.")
  List<String> baseline = new ArrayList<>();

  @Option(
      names = "--baseline-runs",
      paramLabel = "NUMBER",
      defaultValue = "" + BaselineLevel.RUNS,
      description =
          "How many runs of the history at the baseline's level may stand for it, itself among"
              + " them; 1 for itself alone. Default: ${DEFAULT-VALUE}.")
  int baselineRuns;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      description = "Only runs of this branch count in the history. Default: of all.")
  Optional<String> branch = Optional.empty();

  @Option(
      names = "--any-machine",
      description = "Runs of other machines and Javas count in the history, too.")
  boolean anyMachine;

  @Mixin FigureOptions figures = new FigureOptions();

  @Option(
      names = "--fresh",
      paramLabel = "RUNS",
      defaultValue = "" + WatchSettings.FRESH,
      description = "How many runs back a change may have begun. Default: ${DEFAULT-VALUE}.")
  int fresh;

  @Option(
      names = "--patience",
      paramLabel = "RUNS",
      defaultValue = "" + WatchSettings.PATIENCE,
      description =
          "In how many runs a change must have been seen, and how many of the latest do not stand"
              + " for a baseline yet. Default: ${DEFAULT-VALUE}.")
  int patience;

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Judge by these parts only: thresholds, baseline, changes. Default: by all.")
  Set<String> only = new LinkedHashSet<>();

  @Option(
      names = "--require",
      paramLabel = "PART",
      split = ",",
      description = "Parts without which the runs do not pass.")
  Set<String> require = new LinkedHashSet<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = "Reports to write: text, md, json, junit. Default: text.")
  Set<String> formats = new LinkedHashSet<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write the report there; of several formats, the folder. The standard output then has a"
              + " line for each part.")
  Optional<Path> out = Optional.empty();

  GateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public List<ExitCode> exitCodes() {
    return List.of(
        ExitCode.OK,
        ExitCode.INTERNAL,
        ExitCode.USAGE,
        ExitCode.FAILED,
        ExitCode.REGRESSION,
        ExitCode.INVALID);
  }

  @Override
  public Integer call() throws HistoryException, RunDirectoryException {
    List<GateFormat> wanted = wanted();
    GateRequest request = request();
    List<CandidateRun> candidates = CandidateRun.read(directories, request.patterns());
    checkNames(candidates);
    Gate gate = GateRun.judge(request, candidates);
    tell(gate, wanted);
    return code(gate.answer()).code();
  }

  /** Returns the code that goes with an answer; a gate that judged nothing says too little. */
  static ExitCode code(Answer answer) {
    return switch (answer) {
      case MISSED -> ExitCode.FAILED;
      case REGRESSION -> ExitCode.REGRESSION;
      case INCONCLUSIVE, NOT_JUDGED -> ExitCode.INVALID;
      case PASSED -> ExitCode.OK;
    };
  }

  private GateRequest request() throws HistoryException {
    atLeastOne("--baseline-runs", baselineRuns);
    atLeastOne("--patience", patience);
    if (fresh < patience) {
      throw wrong("--fresh must be at least --patience, " + patience + ", got: " + fresh);
    }
    Set<Part> parts = only.isEmpty() ? EnumSet.allOf(Part.class) : parts("--only", only);
    Set<Part> required = parts("--require", require);
    for (Part part : required) {
      if (!parts.contains(part)) {
        throw wrong("--require must not name what --only leaves out, got: " + part.label());
      }
    }
    List<SubjectPattern> patterns = figures.patterns();
    return new GateRequest(
        parts,
        required,
        patterns,
        new WatchSettings(fresh, patience, figures.settings(false)),
        new GateRequest.Baseline(baseline, baselineRuns),
        new GateRequest.Memory(where.place(shell), branch, anyMachine));
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw wrong(option + " must be 1 or more, got: " + value);
    }
  }

  private Set<Part> parts(String option, Set<String> names) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : names) {
      parts.add(
          Part.of(name)
              .orElseThrow(() ->
                  wrong(
                      option
                          + " must be one of "
                          + String.join(", ", Part.labels())
                          + ", got: "
                          + name
                          + Suggestions.nearest(name, Part.labels())
                              .map(near -> ". Did you mean " + near + "?")
                              .orElse(""))));
    }
    return parts;
  }

  private void checkNames(List<CandidateRun> candidates) throws RunDirectoryException {
    if (candidates.stream().noneMatch(run -> run.figures().isUsable())) {
      return;
    }
    List<Subject> compared =
        candidates.stream()
            .flatMap(run -> run.figures().readings().keySet().stream())
            .distinct()
            .toList();
    figures.checkNames(
        compared,
        () ->
            CandidateRun.read(directories, List.of()).stream()
                .flatMap(run -> run.figures().readings().keySet().stream())
                .map(Subject::name)
                .toList());
  }

  private List<GateFormat> wanted() {
    return Formats.wanted(command.commandLine(), formats, List.of(GateFormat.values()), out);
  }

  private void tell(Gate gate, List<GateFormat> wanted) throws RunDirectoryException {
    Formats.tell(shell, gate, wanted, out);
    if (out.isPresent()) {
      shell.out().print(GateFormat.brief(gate, shell.outColour()));
      shell.out().flush();
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
