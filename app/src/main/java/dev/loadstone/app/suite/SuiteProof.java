package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.suite.PlanThresholds.Item;
import dev.loadstone.app.suite.Proof.Row;
import dev.loadstone.app.suite.Proof.Seen;
import dev.loadstone.app.suite.RunSequence.Ready;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.app.suite.Trials.Trial;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.document.Documents;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
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
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final List<String> AGAIN = List.of("-again", "-again-2");

  /**
   * Runs everything, or until a person ends it. A run that is invalid is made again, twice at most;
   * one that leaves a threshold unproven once.
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
    List<Planned> planned = trials.all().stream().map(Trial::run).toList();
    try (Targets targets = Targets.testbeds(mainClass, planned)) {
      PlanThresholds thresholds = thresholds(targets, targets.environment(environment));
      List<Ready> ready = new ArrayList<>();
      for (Trial trial : trials.all()) {
        String truth = Documents.yaml(trial.truth());
        write(trial.name(), truth);
        Optional<String> lack = lack(trial.run(), targets, thresholds, environment);
        if (lack.isPresent()) {
          listener.skipped(trial.name(), lack.get());
          continue;
        }
        ready.add(
            new Ready(
                trial.name(),
                trial.run().deployment(),
                thresholds.of(trial.run()),
                (urls, variables) -> PlanThresholds.again(trial.run(), urls, variables),
                truth));
      }
      RunSequence runs = new RunSequence(folder, targets, environment, views, interrupts, listener);
      List<Claim> claims = claims(thresholds, trials);
      return proof(thresholds, claims, made(ready, runs, claims));
    }
  }

  private static Optional<String> lack(
      Planned run, Targets targets, PlanThresholds thresholds, Map<String, String> environment) {
    Needs needs = new Needs(run);
    return targets
        .lack(run)
        .or(() -> needs.lack(environment))
        .or(() -> needs.lack(thresholds.of(run).plan()));
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

  private PlanThresholds thresholds(Targets targets, Map<String, String> environment) {
    Problems problems = new Problems();
    PlanThresholds thresholds = new PlanThresholds(targets, environment);
    plans().forEach((name, file) -> thresholds.add(name, file, suite.servers(file), problems));
    defects().forEach(defect -> thresholds.add(defect, problems));
    problems.throwIfAny();
    return thresholds;
  }

  private void write(String name, String truth) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name + ".yaml"), truth);
  }

  /**
   * Makes all runs; again those that were invalid, and once more those that leave a threshold
   * unproven.
   */
  private static Attempts made(List<Ready> ready, RunSequence runs, List<Claim> claims)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Attempts attempts = new Attempts();
    attempts.add(runs.run(ready), "");
    for (String suffix : AGAIN) {
      if (attempts.any(RunOutcome::isInterrupted)) {
        break;
      }
      boolean first = suffix.equals(AGAIN.getFirst());
      Set<String> unproven =
          claims.stream()
              .filter(_ -> first)
              .flatMap(claim -> claim.unshown(attempts).stream())
              .collect(Collectors.toSet());
      List<Ready> again =
          ready.stream()
              .filter(one -> unproven.contains(one.name()) || attempts.isInvalid(one.name()))
              .map(one -> one.named(one.name() + suffix))
              .toList();
      attempts.add(runs.run(again), suffix);
    }
    return attempts;
  }

  // --- what came of it

  private Proof proof(PlanThresholds thresholds, List<Claim> claims, Attempts attempts) {
    List<Row> rows = new ArrayList<>();
    for (String name : plans().keySet()) {
      for (Item item : thresholds.of(name)) {
        rows.addAll(
            rows(
                claims.stream().filter(claim -> claim.isOf(name, item)).toList(),
                name,
                item,
                attempts));
      }
    }
    return new Proof(
        suite,
        rows,
        attempts.any(RunOutcome::isInterrupted),
        attempts.any(done -> done.unwritten().isPresent()));
  }

  /** Returns a row for each defect that names a threshold, or one if none does. */
  private static List<Row> rows(List<Claim> judged, String plan, Item item, Attempts attempts) {
    List<Row> rows =
        judged.stream()
            .filter(Claim::isNamed)
            .map(claim ->
                new Row(
                    plan,
                    item.tier(),
                    item.threshold(),
                    Optional.of(claim.defect().name()),
                    claim.healthy(attempts),
                    claim.defective(attempts)))
            .toList();
    Optional<Seen> well =
        judged.stream().flatMap(claim -> claim.healthy(attempts).stream()).findFirst();
    return rows.isEmpty()
        ? List.of(
            new Row(plan, item.tier(), item.threshold(), Optional.empty(), well, Optional.empty()))
        : rows;
  }

  /** Returns all thresholds, each with every defect under which its plan is judged by it. */
  private List<Claim> claims(PlanThresholds thresholds, Trials trials) {
    List<Claim> claims = new ArrayList<>();
    for (String name : plans().keySet()) {
      List<Defect> own = defects().stream().filter(defect -> defect.plan().equals(name)).toList();
      for (Item item : thresholds.of(name)) {
        own.stream()
            .filter(defect -> thresholds.isJudged(item, defect.run()))
            .forEach(defect -> claims.add(new Claim(name, item, defect, trials)));
      }
    }
    return claims;
  }

  /** A threshold of a plan, and a defect under which the plan is run and judged by it. */
  private record Claim(String plan, Item item, Defect defect, Trials trials) {
    boolean isOf(String other, Item threshold) {
      return plan.equals(other) && item.equals(threshold);
    }

    /** Returns whether the defect is said to make the threshold fail. */
    boolean isNamed() {
      return defect.fails().stream().anyMatch(claim -> claim.means(item.threshold()));
    }

    Optional<Seen> healthy(Attempts attempts) {
      return trials
          .healthy(defect.run())
          .flatMap(run -> attempts.seen(run, item.threshold(), Seen::met));
    }

    Optional<Seen> defective(Attempts attempts) {
      return trials
          .defective(defect)
          .flatMap(run -> attempts.seen(run, item.threshold(), Seen::missed));
    }

    /** Returns the runs that have not shown what they are to show. */
    List<String> unshown(Attempts attempts) {
      if (!isNamed()) {
        return List.of();
      }
      return Stream.of(
              trials
                  .healthy(defect.run())
                  .filter(_ -> healthy(attempts).filter(Seen::met).isEmpty()),
              trials
                  .defective(defect)
                  .filter(_ -> defective(attempts).filter(Seen::missed).isEmpty()))
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
