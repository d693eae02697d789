package dev.loadstone.engine;

import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunObserver;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.run.Runner.Run;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.EngineOptions.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Short ways to runs for tests: a plan as text, run at once on one event loop. */
final class Runs {
  private static final EngineOptions OPTIONS =
      new EngineOptions(OptionalInt.of(1), Transport.AUTO, false, false, Duration.ZERO);

  private Runs() {}

  /** Runs a plan to its end. */
  static RunResult run(String plan) throws InterruptedException {
    return run(plan, Path.of("."));
  }

  static RunResult run(String plan, Path directory) throws InterruptedException {
    RunAccumulator seen = new RunAccumulator();
    start(plan, directory, seen).await();
    return seen.result();
  }

  /** Runs a plan to its end in another way. */
  static RunResult run(String plan, EngineOptions options) throws InterruptedException {
    RunAccumulator seen = new RunAccumulator();
    start(plan, Path.of("."), seen, options).await();
    return seen.result();
  }

  static Run start(String text, RunObserver observer) {
    return start(text, Path.of("."), observer, OPTIONS);
  }

  static Run start(String text, Path directory, RunObserver observer) {
    return start(text, directory, observer, OPTIONS);
  }

  private static Run start(
      String text, Path directory, RunObserver observer, EngineOptions options) {
    Plan plan =
        new PlanReader().read("plan.yaml", text, ReadOptions.NONE.withBaseDirectory(directory));
    return new LocalRunner(options).start(plan, announced(plan), observer);
  }

  /** Runs one iteration of the given steps (YAML list items) against a server. */
  static RunResult once(String url, String steps) throws InterruptedException {
    return run(plan(url, "", "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}", steps));
  }

  /** Returns a plan with top-level keys, a load in YAML's flow style, and steps. */
  static String plan(String url, String keys, String load, String steps) {
    return "name: test\ntarget: "
        + url
        + "\n"
        + (keys.isEmpty() ? "" : keys + "\n")
        + "load: "
        + load
        + "\nsteps:\n"
        + steps.indent(2);
  }

  static RunStart announced(Plan plan) {
    Load load = plan.load().orElseThrow();
    boolean open = load.model() == Load.Model.OPEN;
    return new RunStart(
        plan.name(),
        plan.description(),
        Instant.EPOCH,
        "",
        "",
        Map.of(),
        plan.seed(),
        open ? "open" : "closed",
        load.warmUp().toNanos(),
        load.duration().toNanos(),
        LevelCurve.of(load).windows(open),
        plan.thresholds(),
        Optional.empty(),
        java.util.List.of());
  }

  /** Returns the sum of a counter over all tags that match. */
  static long count(RunResult result, String name, Map<String, String> tags) {
    return result.counters().stream()
        .filter(total -> total.key().name().equals(name) && total.key().tags().matches(tags))
        .mapToLong(total -> total.value())
        .sum();
  }

  static long operations(RunResult result, String outcome) {
    return count(result, CounterKey.OPERATIONS, Map.of("outcome", outcome));
  }

  /** Returns the classes of all failures with how often, for example {@code reset=1}. */
  static String errors(RunResult result) {
    StringBuilder text = new StringBuilder();
    result
        .errors()
        .forEach(error ->
            text.append(text.isEmpty() ? "" : " ")
                .append(error.error().label())
                .append('=')
                .append(error.count()));
    return text.toString();
  }
}
