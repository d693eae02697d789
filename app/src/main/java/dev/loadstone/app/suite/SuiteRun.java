package dev.loadstone.app.suite;

import dev.loadstone.app.console.Interrupts;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
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

    /** A run is left out. */
    void skipped(String run, String reason);

    /** A run has ended. */
    void ended(String run, RunOutcome outcome);
  }

  /**
   * Runs everything, or until a person ends it.
   *
   * @param mainClass the program's main class, for the testbed
   * @param environment the variables that the plans may refer to
   * @param views makes a view for each run
   * @return what was found
   * @throws InvalidInputException with everything that is wrong with the plans, before any load
   * @throws UnreachableException if the target is not there
   * @throws RunDirectoryException if a run directory cannot be used
   * @throws IOException if the testbed cannot be started or told its truth
   * @throws InterruptedException if the thread is interrupted
   */
  public SuiteResult execute(
      String mainClass,
      Map<String, String> environment,
      Supplier<RunView> views,
      Interrupts interrupts,
      Listener listener)
      throws UnreachableException, RunDirectoryException, IOException, InterruptedException {
    if (changes.target().isEmpty()) {
      truths();
    }
    try (Targets targets =
        changes.target().isPresent()
            ? Targets.given(changes.target().get())
            : Targets.testbeds(mainClass, profile.runs())) {
      Map<String, String> skipped = new LinkedHashMap<>();
      List<Ready> ready = ready(targets, targets.environment(environment), skipped);
      skipped.forEach(listener::skipped);
      RunSequence runs = new RunSequence(folder, targets, environment, views, interrupts, listener);
      return new SuiteResult(suite, profile, runs.run(ready), skipped);
    }
  }

  // --- what is to be run

  private List<Ready> ready(
      Targets targets, Map<String, String> environment, Map<String, String> skipped)
      throws IOException {
    Problems problems = new Problems();
    checkOverrides(problems);
    List<Ready> ready = new ArrayList<>();
    boolean tierKnown = changes.tier().isEmpty();
    for (Planned planned : profile.runs()) {
      try {
        Needs needs = new Needs(planned);
        Optional<String> lack = targets.lack(planned).or(() -> needs.lack(environment));
        if (lack.isPresent()) {
          skipped.put(planned.name(), lack.get());
          continue;
        }
        EffectivePlan plan = read(planned, targets.of(planned.deployment()), environment);
        tierKnown |= changes.tier().filter(plan.plan().tiers()::containsKey).isPresent();
        Optional<String> unreachable = needs.lack(plan.plan());
        if (unreachable.isPresent()) {
          skipped.put(planned.name(), unreachable.get());
        } else {
          ready.add(
              new Ready(
                  planned.name(),
                  planned.deployment(),
                  plan,
                  (urls, variables) -> read(planned, urls, variables),
                  truth(planned)));
        }
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
    checkFigures(ready, problems);
    problems.throwIfAny();
    return ready;
  }

  private EffectivePlan read(Planned planned, List<String> urls, Map<String, String> environment) {
    Optional<String> target =
        planned.servers().isEmpty() ? Optional.of(String.join(",", urls)) : Optional.empty();
    EffectivePlan plan = source(planned, target, Optional.empty()).read(environment);
    boolean hasTier = changes.tier().filter(plan.plan().tiers()::containsKey).isPresent();
    Optional<String> tier = hasTier ? changes.tier() : planned.tier();
    return tier.isEmpty() ? plan : source(planned, target, tier).read(environment);
  }

  /** Checks what tables and gates ask of the plans that are run. */
  private void checkFigures(List<Ready> ready, Problems problems) {
    for (Ready run : ready) {
      Consumer<String> parser = run.isOfBenchmarks() ? benchmarks(run) : measures(run);
      suite.figures().stream()
          .flatMap(cell -> cell.values().stream())
          .filter(value -> value.run().equals(run.name()))
          .forEach(value -> check(value, parser, problems));
    }
  }

  private static Consumer<String> measures(Ready run) {
    RunStart start = RunStarts.of(run.plan(), Instant.EPOCH, Map.of());
    return new ThresholdParser(Map.of(Tag.STEP, Set.copyOf(start.steps())), start.series())
        ::parseFigure;
  }

  private static Consumer<String> benchmarks(Ready run) {
    return formula -> BenchmarkFormula.check(formula, run.plan().plan().benchmarks());
  }

  private static void check(Suite.Value value, Consumer<String> parser, Problems problems) {
    try {
      parser.accept(value.formula());
    } catch (InvalidTextException wrong) {
      problems.add(new Problem(value.location(), value.path(), wrong.problem(), wrong.fix()));
    }
  }

  private PlanSource source(Planned planned, Optional<String> target, Optional<String> tier) {
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
        planned.plan(), target, overrides, planned.scale(), tier, OptionalLong.empty());
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
