package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.benchmark.BenchmarkTarget;
import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.Sampling;
import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.ComponentBenchmark;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.quantity.Durations;
import dev.loadstone.core.quantity.Rates;
import dev.loadstone.core.quantity.Ratios;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a plan's benchmarks. */
final class BenchmarksReader {
  private static final double NANOS = 1e9;

  /** The lists of steps, in the order in which a user runs them. */
  private static final List<String> STEPS =
      List.of("setup", "beforeEach", "steps", "afterEach", "teardown");

  private final ReadContext context;
  private final StepReader steps;
  private final PlanNames names;

  BenchmarksReader(ReadContext context, StepReader steps, PlanNames names) {
    this.context = context;
    this.steps = steps;
    this.names = names;
  }

  /** Returns the benchmarks that could be read, in the plan's order. */
  List<ComponentBenchmark> read(Fields plan) {
    Set<String> extractedInSetup = plan.node("setup").map(StepReader::extractedIn).orElse(Set.of());
    Map<String, Entry> entries = plan.entries("benchmarks");
    if (entries.isEmpty()) {
      plan.node("benchmarks")
          .ifPresent(node ->
              context
                  .problems()
                  .add(
                      node.problem(
                          "must have at least one benchmark",
                          "Write benchmarks: {health: {steps: [{http: GET /health}]}}.")));
    }
    List<ComponentBenchmark> benchmarks = new ArrayList<>();
    entries.forEach(
        (name, entry) -> read(name, entry.value(), extractedInSetup).ifPresent(benchmarks::add));
    return benchmarks;
  }

  private Optional<ComponentBenchmark> read(
      String name, DocumentNode node, Set<String> extractedInSetup) {
    return context
        .fields(node, BenchmarkShapes.BENCHMARK)
        .map(fields -> {
          if (name.isBlank()) {
            context.problems().add(node.problem("must have a name", ""));
          }
          Map<String, String> labels = labels(fields);
          Sampling sampling = sampling(fields);
          List<Integer> concurrency = concurrency(fields);
          Map<String, List<Step>> lists = lists(fields, extractedInSetup);
          List<BenchmarkTarget> targets = targets(fields);
          fields.finish();
          return new ComponentBenchmark(
              name,
              labels,
              sampling,
              concurrency,
              lists.getOrDefault("setup", List.of()),
              lists.getOrDefault("beforeEach", List.of()),
              lists.getOrDefault("steps", List.of()),
              lists.getOrDefault("afterEach", List.of()),
              lists.getOrDefault("teardown", List.of()),
              targets);
        });
  }

  private static Map<String, String> labels(Fields fields) {
    Map<String, String> labels = new LinkedHashMap<>();
    fields
        .entries("labels")
        .forEach((label, entry) ->
            fields.asScalar(entry.value()).ifPresent(value -> labels.put(label, value.text())));
    return labels;
  }

  private Sampling sampling(Fields fields) {
    Sampling fallback = Sampling.DEFAULT;
    WarmUp warmUp =
        fields
            .quantity("warmUp", BenchmarksReader::warmUp)
            .orElse(new WarmUp(fallback.warmUpIterations(), fallback.warmUpTime()));
    int samples =
        fields
            .integer("samples", 1, Sampling.KEPT_MAX)
            .orElse((long) fallback.samples())
            .intValue();
    Duration timeout = fields.quantity("timeout", Lengths::positive).orElse(fallback.timeout());
    boolean failFast = fields.bool("failFast").orElse(false);
    if ((long) warmUp.iterations + samples > Sampling.KEPT_MAX) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have at most "
                          + Sampling.KEPT_MAX
                          + " iterations of warm-up and samples together, got: "
                          + ((long) warmUp.iterations + samples),
                      "Each is kept; take fewer."));
      return fallback;
    }
    return new Sampling(warmUp.iterations, warmUp.time, samples, timeout, failFast);
  }

  private record WarmUp(int iterations, Duration time) {}

  private static WarmUp warmUp(String text) {
    String stripped = text.strip();
    if (stripped.matches("\\d{1,7}") && Integer.parseInt(stripped) < Sampling.KEPT_MAX) {
      return new WarmUp(Integer.parseInt(stripped), Duration.ZERO);
    }
    if (!stripped.matches("\\d+(\\.\\d+)?\\s*[a-zµ].*")) {
      throw new InvalidTextException(
          "be a number of iterations below " + Sampling.KEPT_MAX + " or a duration",
          text,
          "Write 10 or 2s.");
    }
    return new WarmUp(0, Durations.parse(text));
  }

  private static List<Integer> concurrency(Fields fields) {
    Set<Integer> levels = new LinkedHashSet<>();
    for (DocumentNode item : fields.list("concurrency")) {
      fields
          .asScalar(item)
          .flatMap(scalar -> fields.parse(scalar, BenchmarksReader::level))
          .ifPresent(levels::add);
    }
    return levels.isEmpty() ? List.of(1) : List.copyOf(levels);
  }

  private static int level(String text) {
    if (text.strip().matches("\\d{1,5}")) {
      int level = Integer.parseInt(text.strip());
      if (level >= 1 && level <= ComponentBenchmark.CONCURRENCY_MAX) {
        return level;
      }
    }
    throw new InvalidTextException(
        "be a whole number from 1 to " + ComponentBenchmark.CONCURRENCY_MAX,
        text,
        "Write 10, or several levels: [1, 10, 100].");
  }

  private Map<String, List<Step>> lists(Fields fields, Set<String> extractedInSetup) {
    Set<String> extracted = new LinkedHashSet<>(extractedInSetup);
    STEPS.forEach(
        key -> fields.node(key).ifPresent(node -> extracted.addAll(StepReader.extractedIn(node))));
    NameScope scope = NameScope.ofSteps(names, extracted);
    extractedInSetup.forEach(scope::extract);
    Map<String, List<Step>> lists = new LinkedHashMap<>();
    for (String key : STEPS) {
      lists.put(
          key,
          key.equals("steps")
              ? steps.readSome(fields, key, scope)
              : steps.read(fields, key, scope));
    }
    return lists;
  }

  private List<BenchmarkTarget> targets(Fields fields) {
    List<BenchmarkTarget> targets = new ArrayList<>();
    fields
        .fields("targets", BenchmarkShapes.TARGETS)
        .ifPresent(inner -> {
          for (String key : inner.map().entries().keySet()) {
            Figure.of(key)
                .flatMap(
                    figure -> limit(inner, figure).map(limit -> new BenchmarkTarget(figure, limit)))
                .ifPresent(targets::add);
          }
          inner.finish();
        });
    return targets;
  }

  private static Optional<Double> limit(Fields fields, Figure figure) {
    String key = figure.label();
    return switch (figure.kind()) {
      case TIME -> fields.quantity(key, Lengths::positive).map(time -> time.toNanos() / NANOS);
      case RATE -> fields.quantity(key, Rates::parse);
      case RATIO, LOAD -> fields.quantity(key, BenchmarksReader::share);
      case BYTES -> fields.quantity(key, DataSizes::parse).map(Long::doubleValue);
    };
  }

  private static double share(String text) {
    double ratio = Ratios.parse(text);
    if (ratio > 1) {
      throw new InvalidTextException(
          "be a ratio from 0% to 100%", text, "Write it in percent or as a fraction: 95% or 0.95.");
    }
    return ratio;
  }
}
