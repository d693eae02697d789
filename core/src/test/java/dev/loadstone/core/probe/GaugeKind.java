package dev.loadstone.core.probe;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.ListOf;
import dev.loadstone.core.document.ValueType.Mapping;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.measure.ProbeSeries.Unit;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.Types;
import java.util.List;
import java.util.Map;

/** A kind of probe whose series are those that it is told. */
public final class GaugeKind implements ProbeKind {
  @Override
  public String name() {
    return "gauge";
  }

  @Override
  public Shape shape() {
    return Shape.of("gauge")
        .requiring("gauge", Types.TEXTS, "Names of series.")
        .with("token", Types.TEXT, "What opens it.")
        .with("dials", new ListOf(new Mapping("gauge-dial")), "Further ones.");
  }

  @Override
  public List<Shape> mappings() {
    return List.of(Shape.of("gauge-dial").requiring("width", Types.countUpTo(9), "How wide."));
  }

  @Override
  public void check(StepArguments options) {
    if (options.texts("gauge").contains("broken")) {
      throw new InvalidArgumentException("gauge", "must not be broken", "Mend it.");
    }
  }

  @Override
  public List<ProbeSeries> series(StepArguments options) {
    return options.texts("gauge").stream()
        .map(name -> new ProbeSeries(name, Unit.BYTES, "The gauge " + name + "."))
        .toList();
  }

  @Override
  public Probe open(StepArguments options) {
    return Map::of;
  }
}
