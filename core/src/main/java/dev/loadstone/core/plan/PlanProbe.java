package dev.loadstone.core.plan;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.measure.ProbeSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /** Returns the probe with another text in all options that are exactly this one. */
  public PlanProbe replacing(String text, String by) {
    StepValue old = new StepValue.Text(Template.literal(text));
    Map<String, StepValue> replaced = new LinkedHashMap<>(options.entries());
    replaced.replaceAll(
        (key, value) -> value.equals(old) ? new StepValue.Text(Template.literal(by)) : value);
    return new PlanProbe(name, kind, new StepValue.Mapping(replaced), series);
  }
}
