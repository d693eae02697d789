package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.suite.Gates.Gate;
import dev.loadstone.app.suite.Proof.Row;
import dev.loadstone.app.suite.Proof.Seen;
import dev.loadstone.app.suite.RunSequence.Ready;
import dev.loadstone.app.suite.Trials.Trial;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.verdict.Verdict;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.RunDirectoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs the plans of a suite without and with its defects, to see whether each threshold can fail.
 *
 * @param suite whose thresholds are to be proven
 * @param plan the name of the only plan whose thresholds are; empty for all
 * @param folder that gets a folder for each way in which a plan is run; in it are a run directory
 *     and a truth for each defect, and one without any
 */
public record SuiteProof(Suite suite, Optional<String> plan, Path folder) {
  private static final String AGAIN = "-again";

  /**
   * Runs everything, or until a person ends it. A run that is invalid is made once more.
   *
   * @param mainClass the program's main class, for the testbed
   * @param environment the variables that the plans may refer to
   * @param views makes a view for each run
   * @throws InvalidInputException with everything that is wrong with truths, plans and defects,
   *     before any load
   * @throws UnreachableException if the testbed is not there
   * @throws RunDirectoryException if a run directory cannot be used
   * @throws IOException if the testbed cannot be started or told its truth, or a truth cannot be
   *     read or written
   * @throws InterruptedException if the thread is interrupted
   */
  public Proof execute(
      String mainClass,
      Map<String, String> environment,
      Supplier<RunView> views,
      Interrupts interrupts,
      SuiteRun.Listener listener)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Problems problems = new Problems();
    checkPlan(problems);
    checkFolder(problems);
    Trials trials = Trials.of(defects(), suite.truth(), problems);
    problems.throwIfAny();
    try (TestbedProcess testbed = TestbedProcess.start(mainClass);
        Truthful truthful = new Truthful(testbed.url())) {
      Gates gates = gates(testbed.url(), testbed.environment(environment));
      List<Ready> ready = new ArrayList<>();
      for (Trial trial : trials.all()) {
        String truth = Documents.yaml(trial.truth());
        write(trial.name(), truth);
        ready.add(new Ready(trial.name(), gates.of(trial.run()), truth));
      }
      RunSequence runs =
          new RunSequence(folder, Optional.of(truthful), views, interrupts, listener);
      return proof(trials, gates, made(ready, runs));
    }
  }

  private void checkPlan(Problems problems) {
    plan.filter(name -> !suite.plans().containsKey(name))
        .ifPresent(name ->
            problems.add(
                "--plan",
                "must name a plan of the suite, got: " + name,
                Suggestions.fix(name, suite.plans().keySet())));
  }

  private void checkFolder(Problems problems) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    boolean empty = Files.isDirectory(folder);
    if (empty) {
      try (Stream<Path> inside = Files.list(folder)) {
        empty = inside.findAny().isEmpty();
      }
    }
    if (!empty) {
      problems.add("--out", "must be an empty folder or not exist, got: " + folder, "");
    }
  }

  /** Returns the plans whose thresholds are to be proven. */
  private Map<String, Path> plans() {
    Map<String, Path> plans = new LinkedHashMap<>(suite.plans());
    plan.ifPresent(only -> plans.keySet().retainAll(List.of(only)));
    return plans;
  }

  private List<Defect> defects() {
    return suite.defects().stream()
        .filter(defect -> plan.isEmpty() || plan.get().equals(defect.plan()))
        .toList();
  }

  private Gates gates(String target, Map<String, String> environment) {
    Problems problems = new Problems();
    Gates gates = new Gates(target, environment);
    plans().forEach((name, file) -> gates.add(name, file, problems));
    defects().forEach(defect -> gates.add(defect, problems));
    problems.throwIfAny();
    return gates;
  }

  private void write(String name, String truth) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name + ".yaml"), truth);
  }

  /** Makes all runs, and those that were invalid once more; the second time counts. */
  private static Map<String, PlanRun.Done> made(List<Ready> ready, RunSequence runs)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Map<String, PlanRun.Done> made = new LinkedHashMap<>(runs.run(ready));
    if (made.values().stream().anyMatch(RunSequence::isInterrupted)) {
      return made;
    }
    Map<String, String> again = new LinkedHashMap<>();
    made.forEach((name, done) -> {
      if (done.result().verdict() == Verdict.INVALID) {
        again.put(name + AGAIN, name);
      }
    });
    List<Ready> others =
        ready.stream()
            .filter(one -> again.containsValue(one.name()))
            .map(one -> new Ready(one.name() + AGAIN, one.plan(), one.truth()))
            .toList();
    runs.run(others).forEach((name, done) -> made.put(again.getOrDefault(name, name), done));
    return made;
  }

  // --- what came of it

  private Proof proof(Trials trials, Gates gates, Map<String, PlanRun.Done> made) {
    List<Row> rows = new ArrayList<>();
    for (String name : plans().keySet()) {
      List<Defect> own = defects().stream().filter(defect -> defect.plan().equals(name)).toList();
      for (Gate gate : gates.of(name)) {
        rows.addAll(rows(name, gate, own, gates, new Found(trials, made)));
      }
    }
    return new Proof(
        suite,
        rows,
        made.values().stream().anyMatch(RunSequence::isInterrupted),
        made.values().stream().anyMatch(done -> done.unwritten().isPresent()));
  }

  /** Returns a row for each defect that names a threshold, or one if none does. */
  private static List<Row> rows(
      String plan, Gate gate, List<Defect> defects, Gates gates, Found found) {
    List<Defect> judged =
        defects.stream().filter(defect -> gates.isJudged(gate, defect.run())).toList();
    List<Row> rows =
        judged.stream()
            .filter(
                defect -> defect.fails().stream().anyMatch(claim -> claim.means(gate.threshold())))
            .map(defect ->
                new Row(
                    plan,
                    gate.tier(),
                    gate.threshold(),
                    Optional.of(defect.name()),
                    found.healthy(defect, gate),
                    found.defective(defect, gate)))
            .toList();
    Optional<Seen> well =
        judged.stream().flatMap(defect -> found.healthy(defect, gate).stream()).findFirst();
    return rows.isEmpty()
        ? List.of(
            new Row(plan, gate.tier(), gate.threshold(), Optional.empty(), well, Optional.empty()))
        : rows;
  }

  /** What the runs showed. */
  private record Found(Trials trials, Map<String, PlanRun.Done> made) {
    Optional<Seen> healthy(Defect defect, Gate gate) {
      return trials.healthy(defect.run()).flatMap(name -> seen(name, gate));
    }

    Optional<Seen> defective(Defect defect, Gate gate) {
      return trials.defective(defect).flatMap(name -> seen(name, gate));
    }

    private Optional<Seen> seen(String run, Gate gate) {
      return Optional.ofNullable(made.get(run))
          .flatMap(done -> Seen.of(done.result(), gate.threshold()));
    }
  }
}
