package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.probe.ProbeKinds;
import dev.loadstone.core.step.StepArguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The probes of a target that is started for a run, which plans need not ask for. */
final class StartedProbes {
  private static final String PROCESS = "process";
  private static final String CGROUP = "cgroup";

  private StartedProbes() {}

  /**
   * Returns its probes: of its process with the processes that this starts, and, where it is
   * limited, of its control group; none of a kind that is not on the class path. They look at
   * {@link Target#processText}.
   */
  static List<PlanProbe> of(Target target) {
    List<PlanProbe> probes = new ArrayList<>();
    if (target.process().isEmpty()) {
      return probes;
    }
    String name = name(target);
    ProbeKinds.named(PROCESS)
        .map(kind -> probe(name, kind, Map.of(PROCESS, target.processText(), "children", "true")))
        .ifPresent(probes::add);
    if (target.process().get().limits().isAny()) {
      ProbeKinds.named(CGROUP)
          .map(kind -> probe(name + "_group", kind, Map.of(CGROUP, target.processText())))
          .ifPresent(probes::add);
    }
    return probes;
  }

  /** Returns the name of the target as that of a probe; {@code target} of the only one. */
  private static String name(Target target) {
    return target.name().equals(Target.DEFAULT)
        ? "target"
        : target.name().toLowerCase(Locale.ROOT).replace('-', '_').replaceFirst("^_+", "target_");
  }

  private static PlanProbe probe(String name, ProbeKind kind, Map<String, String> texts) {
    Map<String, StepValue> options = new LinkedHashMap<>();
    kind.shape().names().stream()
        .filter(texts::containsKey)
        .forEach(key ->
            options.put(key, new StepValue.Text(Template.literal(texts.getOrDefault(key, "")))));
    StepValue.Mapping mapping = new StepValue.Mapping(options);
    List<ProbeSeries> series =
        kind.series(new StepArguments(ConnectorReader.outline(mapping))).stream()
            .map(one -> one.of(name))
            .toList();
    return new PlanProbe(name, kind.name(), mapping, series);
  }
}
