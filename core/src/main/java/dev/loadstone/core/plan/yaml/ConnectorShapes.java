package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.DURATION;
import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.AnyOf;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.StepKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The shapes of kinds of steps that are not built in. */
final class ConnectorShapes {
  private static final Shape ON =
      Shape.of("on").with("on", TEXT, "Which target, where several are of this kind.");

  private static final Shape CALL =
      Shape.of("call")
          .with("timeout", DURATION, "How long it may take; 60s if left out.")
          .with(
              "check", new AnyOf(List.of(TEXT, new ListOf(TEXT))), "What must hold of the result.")
          .with(
              "extract",
              new MapOf(new AnyOf(List.of(TEXT, new Mapping("extraction")))),
              "What is kept of the result, by name.")
          .withAll(StepShapes.OPERATION);

  private ConnectorShapes() {}

  /** Returns the shape of a kind's steps. */
  static Shape step(StepKind kind) {
    Shape own = new Shape(kind.name() + "-step", kind.shape().keys());
    return (kind.schemes().isEmpty() ? own : own.withAll(ON)).withAll(CALL);
  }

  /** Returns the shape of the plan's section of a kind. */
  static Shape section(StepKind kind) {
    return new Shape(kind.name() + "-settings", kind.settings().keys());
  }

  /** Returns the kinds that have a section in plans. */
  static List<StepKind> withSection() {
    return StepKinds.installed().stream()
        .filter(kind -> !kind.settings().keys().isEmpty())
        .toList();
  }

  /** Returns the shape of plans with the sections of kinds. */
  static Shape withSections(Shape plan) {
    Shape all = plan;
    for (StepKind kind : withSection()) {
      all =
          all.with(
              kind.name(),
              new Mapping(section(kind).title()),
              "What holds for all " + kind.name() + " steps.");
    }
    return all;
  }

  /** Returns the shapes of all steps: of those built in and of the other kinds. */
  static List<Shape> steps(Shape... builtIn) {
    return Stream.concat(
            Stream.of(builtIn), StepKinds.installed().stream().map(ConnectorShapes::step))
        .toList();
  }

  /** Returns the shapes of the other kinds that are no steps. */
  static List<Shape> mappings() {
    List<Shape> all = new ArrayList<>();
    for (StepKind kind : StepKinds.installed()) {
      if (!kind.settings().keys().isEmpty()) {
        all.add(section(kind));
      }
      all.addAll(kind.mappings());
    }
    return all;
  }
}
