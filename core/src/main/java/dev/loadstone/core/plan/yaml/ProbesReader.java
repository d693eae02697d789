package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.ProbeSeries;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.yaml.NameScope.PlanNames;
import dev.loadstone.core.probe.ProbeKind;
import dev.loadstone.core.probe.ProbeKinds;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.quantity.DataSizes;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the probes of a plan. */
final class ProbesReader {
  /** How many probes a plan may have; each has a thread of its own. */
  static final int PROBES_MAX = 64;

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

  private final ReadContext context;
  private final FixedValues values;
  private final Set<String> names = new HashSet<>();
  private final Set<String> series = new HashSet<>(Measure.labels());

  ProbesReader(ReadContext context, PlanNames names) {
    this.context = context;
    this.values = new FixedValues(context, names);
  }

  /**
   * Returns the probes that could be read, in the plan's order, and behind them those of the
   * targets that the plan starts.
   */
  List<PlanProbe> read(Fields plan, Collection<Target> targets) {
    List<DocumentNode> nodes = plan.list("probes");
    if (nodes.size() > PROBES_MAX) {
      problem(
          plan.node("probes").orElse(plan.map()),
          "must have at most " + PROBES_MAX + " probes, got: " + nodes.size(),
          "");
      return List.of();
    }
    List<PlanProbe> probes = new ArrayList<>();
    for (DocumentNode node : nodes) {
      Fields.asMap(node, context.problems()).flatMap(this::probe).ifPresent(probes::add);
    }
    targets.stream()
        .flatMap(target -> StartedProbes.of(target).stream())
        .filter(this::isNew)
        .forEach(probes::add);
    return probes;
  }

  /** Returns whether a probe that the plan does not ask for takes the name of nothing else. */
  private boolean isNew(PlanProbe probe) {
    List<String> given = probe.series().stream().map(ProbeSeries::name).toList();
    return Collections.disjoint(series, given) && names.add(probe.name()) && series.addAll(given);
  }

  private Optional<PlanProbe> probe(MapNode map) {
    List<String> kinds = ProbeKinds.installed().stream().map(ProbeKind::name).toList();
    Optional<ProbeKind> kind =
        ProbeKinds.installed().stream()
            .filter(known -> map.entries().containsKey(known.name()))
            .findFirst();
    if (kind.isEmpty()) {
      String got = String.join(", ", map.entries().keySet());
      String fix =
          kinds.isEmpty()
              ? "No kind of probe is on the class path."
              : map.entries().keySet().stream()
                  .findFirst()
                  .map(key -> Suggestions.fix(key, kinds))
                  .orElse("");
      problem(map, "must have the key of a kind of probe, got: " + got, fix);
    }
    return kind.flatMap(known -> probe(map, known));
  }

  private Optional<PlanProbe> probe(MapNode map, ProbeKind kind) {
    int before = context.problems().all().size();
    Fields fields = context.fields(map, ProbeShapes.probe(kind));
    StepValue.Mapping options = values.read(fields, kind.shape(), kind.mappings());
    String name = fields.text("name").orElse(kind.name());
    Map<String, Entry> limits = fields.entries("limits");
    fields.finish();
    DocumentNode place = fields.node("name").orElse(map);
    if (!NAME.matcher(name).matches()) {
      problem(
          place,
          "must have a name of lower-case letters, digits and underscores, got: " + name,
          "It stands before the names of the series.");
    } else if (!names.add(name)) {
      problem(
          place,
          "must have a name of its own, got: " + name + ", which another probe has",
          "Add name: to one of them.");
    }
    if (context.problems().all().size() > before) {
      return Optional.empty();
    }
    return series(kind, options, fields)
        .flatMap(given -> named(limited(given, name, limits, fields), name, fields))
        .map(given -> new PlanProbe(name, kind.name(), options, given));
  }

  private Optional<List<ProbeSeries>> series(
      ProbeKind kind, StepValue.Mapping options, Fields fields) {
    StepArguments outline = new StepArguments(ConnectorReader.outline(options));
    try {
      kind.check(outline);
    } catch (InvalidArgumentException wrong) {
      problem(place(fields, wrong.key()), wrong.problem(), wrong.fix());
      return Optional.empty();
    }
    return Optional.of(kind.series(outline));
  }

  /** Returns where a key stands; one with a dot is that of a mapping within. */
  private static DocumentNode place(Fields fields, String key) {
    int dot = key.indexOf('.');
    Entry inner =
        dot < 0 ? null : fields.entries(key.substring(0, dot)).get(key.substring(dot + 1));
    return inner == null
        ? fields.node(dot < 0 ? key : key.substring(0, dot)).orElse(fields.map())
        : inner.value();
  }

  /** Returns the series with their limits; what is no memory cannot have one. */
  private List<ProbeSeries> limited(
      List<ProbeSeries> given, String probe, Map<String, Entry> limits, Fields fields) {
    List<String> memories =
        given.stream().filter(one -> one.of(probe).isMemory()).map(ProbeSeries::name).toList();
    Map<String, Double> most = new HashMap<>();
    limits.forEach((series, entry) -> {
      if (memories.contains(series)) {
        fields
            .asScalar(entry.value())
            .flatMap(scalar -> fields.parse(scalar, ProbesReader::size))
            .ifPresent(size -> most.put(series, size));
      } else {
        problem(
            entry.value(),
            "must be the limit of a series in bytes, got: " + series,
            memories.isEmpty()
                ? "The probe has none whose name ends in _bytes."
                : Suggestions.fix(series, memories));
      }
    });
    return given.stream()
        .map(one -> most.containsKey(one.name()) ? one.limitedTo(most.get(one.name())) : one)
        .toList();
  }

  private static Double size(String text) {
    long size = DataSizes.parse(text);
    if (size <= 0) {
      throw new InvalidTextException("be more than nothing", text, "Write it as 512MB.");
    }
    return (double) size;
  }

  private Optional<List<ProbeSeries>> named(List<ProbeSeries> unnamed, String name, Fields fields) {
    List<ProbeSeries> given = unnamed.stream().map(one -> one.of(name)).toList();
    for (ProbeSeries one : given) {
      if (!series.add(one.name())) {
        problem(
            fields.map(),
            "must give series with names of their own, got: " + one.name(),
            "Give the probe another name.");
        return Optional.empty();
      }
    }
    return Optional.of(given);
  }

  private void problem(DocumentNode at, String problem, String fix) {
    context.problems().add(at.problem(problem, fix));
  }
}
