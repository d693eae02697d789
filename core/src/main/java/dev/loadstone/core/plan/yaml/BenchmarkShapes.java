package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.RATE;
import static dev.loadstone.core.plan.yaml.ValueTypes.STEPS;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;
import static dev.loadstone.core.plan.yaml.ValueTypes.TRUTH;

import dev.loadstone.core.benchmark.Figure;
import dev.loadstone.core.benchmark.Sampling;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.document.ValueType.Quantity;
import dev.loadstone.core.document.ValueType.Text;
import dev.loadstone.core.plan.ComponentBenchmark;
import java.util.List;

/** The mappings of benchmarks with their keys. */
final class BenchmarkShapes {
  private static final ValueType LEVEL = new Quantity(true, 1, ComponentBenchmark.CONCURRENCY_MAX);
  private static final ValueType SHARE = new Text("", List.of("95%", "0.95"));
  private static final ValueType SIZE = new Text("", List.of("500MB", "64B"));

  static final Shape BENCHMARK =
      Shape.of("benchmark")
          .with("labels", new MapOf(TEXT), "What else is to stand in the result.")
          .with(
              "warmUp",
              new AnyOf(List.of(new Quantity(true, 0, Sampling.KEPT_MAX - 1), DURATION)),
              "How many iterations, or how long, before the first sample; 10 iterations if left"
                  + " out.")
          .with(
              "samples",
              new Quantity(true, 1, Sampling.KEPT_MAX),
              "How many iterations are measured; 100 if left out.")
          .with(
              "timeout",
              DURATION,
              "After which an iteration is cancelled and has failed; 30s if left out.")
          .with("failFast", TRUTH, "Whether the first failed iteration ends the benchmark.")
          .with(
              "concurrency",
              new AnyOf(List.of(LEVEL, new ListOf(LEVEL))),
              "How many iterations are under way at once, level by level; 1 if left out.")
          .with("setup", STEPS, "Steps that each virtual user runs before its first iteration.")
          .with("beforeEach", STEPS, "Steps before those that are measured, in every iteration.")
          .requiring("steps", STEPS, "What is measured.")
          .with("afterEach", STEPS, "Steps after those that are measured, in every iteration.")
          .with("teardown", STEPS, "Steps that each virtual user runs after its last iteration.")
          .with("targets", new Mapping("benchmark-targets"), "What is good enough.");

  static final Shape TARGETS = targets();

  private BenchmarkShapes() {}

  private static Shape targets() {
    Shape shape = Shape.of("benchmark-targets");
    for (Figure figure : Figure.values()) {
      shape =
          shape.with(
              figure.label(),
              type(figure),
              (figure.isBetterHigher() ? "The least " : "The most ") + meaning(figure) + ".");
    }
    return shape;
  }

  private static ValueType type(Figure figure) {
    return switch (figure.kind()) {
      case TIME -> DURATION;
      case RATE -> RATE;
      case RATIO, LOAD -> SHARE;
      case BYTES -> SIZE;
    };
  }

  private static String meaning(Figure figure) {
    return switch (figure) {
      case OPERATIONS_PER_SECOND -> "successful samples per second";
      case SUCCESS_RATIO -> "successful samples per sample";
      case HEAP -> "heap in use by the measuring process";
      case RSS -> "resident memory of the measuring process";
      case ALLOCATED_PER_OPERATION -> "bytes that a call of Java code may allocate";
      case CPU -> "share of the machine's processors that may be busy";
      default -> figure.label() + " of the samples' times";
    };
  }
}
