package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
import dev.loadstone.app.demo.TestbedProcess;
import dev.loadstone.app.run.PlanRun;
import dev.loadstone.app.run.PlanSource;
import dev.loadstone.app.suite.RunSequence.Ready;
import dev.loadstone.app.suite.Suite.Planned;
import dev.loadstone.app.view.RunView;
import dev.loadstone.core.launch.EffectivePlan;
import dev.loadstone.core.launch.RunStarts;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problem;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.verdict.ThresholdParser;
import dev.loadstone.engine.UnreachableException;
import dev.loadstone.report.RunDirectoryException;
import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs the plans of a profile, one after the other: against a target, or against a testbed that
 * does what the suite's truth says.
 *
 * @param suite whose they are
 * @param profile what is run
 * @param changes what the command line says about it
 * @param folder under which each run has its directory
 */
public record SuiteRun(Suite suite, Suite.Profile profile, Changes changes, Path folder) {
  private static final String SET = "--set";

  /**
   * What the command line says about a suite.
   *
   * @param target the base URL of the system under test; empty for a testbed
   * @param tier by which every plan is judged that has it, instead of the suite's
   * @param overrides changes of single values, {@code path=value} in all plans or {@code
   *     run:path=value} in one; copied
   */
  public record Changes(Optional<String> target, Optional<String> tier, List<String> overrides) {
    /** Copies the overrides. */
    public Changes {
      overrides = List.copyOf(overrides);
    }
  }

  /** Hears of runs. */
  public interface Listener {
    /**
     * A run begins.
     *
     * @param number from 1
     * @param of how many there are
     */
    void begins(String run, int number, int of);

    /** A run has ended. */
    void ended(String run, PlanRun.Done done);
  }

  /**
   * Runs everything, or until a person ends it.
   *
   * @param mainClass the program's main class, for the testbed
   * @param environment the variables that the plans may refer to
   * @param views makes a view for each run
   * @return what was run, by name, in order
   * @throws InvalidInputException with everything that is wrong with the plans, before any load
   * @throws UnreachableException if the target is not there
   * @throws RunDirectoryException if a run directory cannot be used
   * @throws IOException if the testbed cannot be started or told its truth
   * @throws InterruptedException if the thread is interrupted
   */
  public Map<String, PlanRun.Done> execute(
      String mainClass,
      Map<String, String> environment,
      Supplier<RunView> views,
      Interrupts interrupts,
      Listener listener)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    Optional<String> target = changes.target();
    if (target.isPresent()) {
      List<Ready> ready = ready(target.get(), environment);
      return new RunSequence(folder, Optional.empty(), views, interrupts, listener).run(ready);
    }
    truths();
    try (TestbedProcess testbed = TestbedProcess.start(mainClass);
        Truthful truthful = new Truthful(testbed.url())) {
      List<Ready> ready = ready(testbed.url(), testbed.environment(environment));
      return new RunSequence(folder, Optional.of(truthful), views, interrupts, listener).run(ready);
    }
  }

  // --- what is to be run

  private List<Ready> ready(String target, Map<String, String> environment) throws IOException {
    Problems problems = new Problems();
    checkOverrides(problems);
    List<Ready> ready = new ArrayList<>();
    boolean tierKnown = changes.tier().isEmpty();
    for (Planned planned : profile.runs()) {
      try {
        EffectivePlan plan = source(planned, target, Optional.empty()).read(environment);
        boolean hasTier = changes.tier().filter(plan.plan().tiers()::containsKey).isPresent();
        tierKnown |= hasTier;
        Optional<String> tier = hasTier ? changes.tier() : planned.tier();
        EffectivePlan judged =
            tier.isEmpty() ? plan : source(planned, target, tier).read(environment);
        ready.add(new Ready(planned.name(), judged, truth(planned)));
      } catch (InvalidInputException invalid) {
        invalid.problems().forEach(problems::add);
      }
    }
    if (!tierKnown) {
      problems.add(
          "--tier",
          "must name a tier of a plan of the suite, got: " + changes.tier().orElse(""),
          "The plans' tiers stand under tiers in their files.");
    }
    checkTables(ready, problems);
    problems.throwIfAny();
    return ready;
  }

  /** Checks what tables ask of the plans that are run. */
  private void checkTables(List<Ready> ready, Problems problems) {
    for (Ready run : ready) {
      RunStart start = RunStarts.of(run.plan(), Instant.EPOCH, Map.of());
      ThresholdParser parser =
          new ThresholdParser(Map.of(Tag.STEP, Set.copyOf(start.steps())), start.series());
      suite.tables().stream()
          .flatMap(table -> table.rows().stream().flatMap(List::stream))
          .flatMap(cell -> cell.values().stream())
          .filter(value -> value.run().equals(run.name()))
          .forEach(value -> check(value, parser, problems));
    }
  }

  private static void check(Suite.Value value, ThresholdParser parser, Problems problems) {
    try {
      parser.parseFigure(value.formula());
    } catch (InvalidTextException wrong) {
      problems.add(new Problem(value.location(), value.path(), wrong.problem(), wrong.fix()));
    }
  }

  private PlanSource source(Planned planned, String target, Optional<String> tier) {
    List<String> overrides = new ArrayList<>(planned.overrides());
    for (String override : changes.overrides()) {
      runOf(override)
          .ifPresentOrElse(
              run -> {
                if (run.equals(planned.name())) {
                  overrides.add(override.substring(run.length() + 1));
                }
              },
              () -> overrides.add(override));
    }
    return new PlanSource(
        planned.plan(),
        Optional.of(target),
        overrides,
        planned.scale(),
        tier,
        OptionalLong.empty());
  }

  /** Returns the name of the run to which a change is confined; empty for a change of all. */
  private static Optional<String> runOf(String override) {
    int equals = override.indexOf('=');
    int colon = override.indexOf(':');
    return colon > 0 && colon < equals
        ? Optional.of(override.substring(0, colon))
        : Optional.empty();
  }

  private void checkOverrides(Problems problems) {
    List<String> names = profile.runs().stream().map(Planned::name).toList();
    for (String override : changes.overrides()) {
      runOf(override)
          .filter(run -> !names.contains(run))
          .ifPresent(run ->
              problems.add(
                  SET,
                  "must name a run of the profile before the colon, got: " + override,
                  "Use one of: " + String.join(", ", names) + "."));
    }
  }

  // --- truths

  /** Reads all truths, so that a wrong one is told before anything is started. */
  private void truths() throws IOException {
    Problems problems = new Problems();
    for (Planned planned : profile.runs()) {
      try {
        Optional<Path> file = planned.truth().or(suite::truth);
        if (file.isPresent()) {
          Truth.parse(file.get().toString(), Files.readString(file.get()));
        }
      } catch (InvalidInputException invalid) {
        List<Problem> known = problems.all();
        invalid.problems().stream()
            .filter(problem -> !known.contains(problem))
            .forEach(problems::add);
      }
    }
    problems.throwIfAny();
  }

  private String truth(Planned planned) throws IOException {
    Optional<Path> file = planned.truth().or(suite::truth);
    return file.isPresent() ? Files.readString(file.get()) : "{}";
  }
}
