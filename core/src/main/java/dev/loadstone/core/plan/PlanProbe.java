package dev.loadstone.core.plan;

import dev.loadstone.core.measure.ProbeSeries;
import java.util.List;

/**
 * A probe that a plan asks for.
 *
 * @param name of the probe, unique in the plan
 * @param kind the name of its {@link dev.loadstone.core.probe.ProbeKind}
 * @param options the probe's own keys, that of the kind first
 * @param series what it gives, the probe's name in theirs
 */
public record PlanProbe(
    String name, String kind, StepValue.Mapping options, List<ProbeSeries> series) {
  /** Copies the series. */
  public PlanProbe {
    series = List.copyOf(series);
  }
}
