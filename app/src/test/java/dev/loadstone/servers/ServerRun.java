package dev.loadstone.servers;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.Tags;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.schedule.LevelCurve;
import dev.loadstone.engine.EngineOptions;
import dev.loadstone.engine.EngineOptions.Transport;
import dev.loadstone.engine.LocalRunner;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A plan that was run. */
record ServerRun(RunResult result) {
  /** One iteration. */
  static final String ONCE = "{phases: [{rate: 10/s, for: 100ms}], drain: 5s}";

  /**
   * Runs a plan.
   *
   * @param head its keys besides name, load and steps; each with a line break at its end
   * @param load in YAML's flow style
   * @param steps YAML list items
   */
  static ServerRun of(String head, String load, String steps) throws InterruptedException {
    String text = "name: servers\n" + head + "load: " + load + "\nsteps:\n" + steps.indent(2);
    return of(new PlanReader().read("plan.yaml", text, ReadOptions.NONE));
  }

  /** Runs a plan. */
  static ServerRun of(Plan plan) throws InterruptedException {
    RunAccumulator seen = new RunAccumulator();
    new LocalRunner(
            new EngineOptions(OptionalInt.of(1), Transport.AUTO, false, false, Duration.ZERO))
        .start(plan, start(plan), seen)
        .await();
    return new ServerRun(seen.result());
  }

  private static RunStart start(Plan plan) {
    Load load = plan.load().or(() -> plan.scenarios().getFirst().load()).orElseThrow();
    boolean open = load.model() == Load.Model.OPEN;
    return new RunStart(
        plan.name(),
        "",
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

  /** Returns the failures, each as its class and its message. */
  java.util.List<String> failures() {
    return result.errors().stream()
        .flatMap(error -> error.samples().stream())
        .map(sample -> sample.error().label() + ": " + sample.message())
        .toList();
  }

  long ok() {
    return count(CounterKey.OPERATIONS, Map.of("outcome", "ok"));
  }

  /** Returns the sum of a counter over all tags that match. */
  long count(String counter, Map<String, String> tags) {
    return result.counters().stream()
        .filter(total -> total.key().name().equals(counter) && total.key().tags().matches(tags))
        .mapToLong(total -> total.value())
        .sum();
  }

  /** Returns a measure of all steps together. */
  MeasureSummary total(Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().equals(Tags.NONE))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + measure.label()));
  }
}
