package dev.loadstone.core.plan.yaml;

import static dev.loadstone.core.plan.yaml.ValueTypes.TEXT;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType.MapOf;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.probe.ProbeKinds;
import java.util.ArrayList;
import java.util.List;

/** The shapes of probes, by kind. */
final class ProbeShapes {
  private static final Shape NAME =
      Shape.of("probe")
          .with("name", TEXT, "Before the names of its series; the kind's name if left out.")
          .with(
              "limits",
              new MapOf(TEXT),
              "What series of memory must not come to, such as memory_bytes: 512MB; says when a leak"
                  + " has.");

  private ProbeShapes() {}

  /** Returns the shape of a kind's probes. */
  static Shape probe(ProbeKind kind) {
    return new Shape(kind.name() + "-probe", kind.shape().keys()).withAll(NAME);
  }

  /** Returns the shapes of the probes of all kinds. */
  static List<Shape> probes() {
    return ProbeKinds.installed().stream().map(ProbeShapes::probe).toList();
  }

  /** Returns the shapes of mappings within probes. */
  static List<Shape> mappings() {
    List<Shape> all = new ArrayList<>();
    ProbeKinds.installed().forEach(kind -> all.addAll(kind.mappings()));
    return all;
  }
}
