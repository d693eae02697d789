package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.measure.Tag;
import dev.loadstone.core.plan.Arrivals;
import dev.loadstone.core.plan.Load;
import dev.loadstone.core.plan.PlanProbe;
import dev.loadstone.core.plan.Scenario;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.record.Outcome;
import dev.loadstone.core.verdict.Threshold;
import dev.loadstone.core.verdict.ThresholdParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads thresholds, knowing what the plan measures. */
final class ThresholdsReader {
  /** The phase of everything that a trace starts. */
  private static final String TRACE = "trace";

  private static final Set<String> OUTCOMES =
      Stream.of(Outcome.values()).map(Outcome::label).collect(Collectors.toUnmodifiableSet());
  private static final Set<String> ERRORS =
      Stream.of(ErrorClass.values()).map(ErrorClass::label).collect(Collectors.toUnmodifiableSet());

  private static final Set<String> STATES =
      Set.of(
          "submitted",
          "working",
          "input-required",
          "auth-required",
          "completed",
          "failed",
          "canceled",
          "rejected",
          "unknown");

  private final ReadContext context;
  private final ThresholdParser parser;
  private final boolean open;

  /**
   * Creates the reader.
   *
   * @param complete whether all loads and scenarios could be read, so that their names can be
   *     checked
   */
  ThresholdsReader(
      ReadContext context,
      Optional<Load> load,
      ScenarioReader.Read read,
      List<PlanProbe> probes,
      boolean complete) {
    this.context = context;
    List<Load> loads = new ArrayList<>(load.stream().toList());
    read.scenarios().forEach(scenario -> scenario.load().ifPresent(loads::add));
    this.open =
        loads.isEmpty() || loads.stream().anyMatch(found -> found.model() == Load.Model.OPEN);
    Map<String, Set<String>> values = new LinkedHashMap<>();
    values.put(Tag.OUTCOME, OUTCOMES);
    values.put(Tag.ERROR, ERRORS);
    values.put(Tag.STATE, STATES);
    if (complete) {
      values.putAll(names(loads, read));
    }
    this.parser =
        new ThresholdParser(
            values, probes.stream().flatMap(probe -> probe.series().stream()).toList());
  }

  private static Map<String, Set<String>> names(List<Load> loads, ScenarioReader.Read read) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (String tag : List.of(Tag.SCENARIO, Tag.PHASE, Tag.STEP, Tag.GROUP, Tag.RECORD)) {
      names.put(tag, new LinkedHashSet<>());
    }
    collect(read.setup(), names);
    for (Scenario scenario : read.scenarios()) {
      add(names, Tag.SCENARIO, scenario.name());
      collect(scenario.setup(), names);
      collect(scenario.steps(), names);
    }
    for (Load load : loads) {
      load.phases().forEach(phase -> add(names, Tag.PHASE, phase.name()));
      if (load.arrivals() instanceof Arrivals.Trace) {
        add(names, Tag.PHASE, TRACE);
      }
    }
    return names;
  }

  private static void add(Map<String, Set<String>> names, String tag, String name) {
    Objects.requireNonNull(names.get(tag)).add(name);
  }

  private static void collect(List<Step> list, Map<String, Set<String>> names) {
    for (Step step : list) {
      switch (step) {
        case Step.Operation operation -> add(names, Tag.STEP, operation.name());
        case Step.Pause _ -> {}
        case Step.Recording recording -> add(names, Tag.RECORD, recording.name());
        case Step.Repeat repeat -> collect(repeat.steps(), names);
        case Step.If condition -> {
          collect(condition.then(), names);
          collect(condition.otherwise(), names);
        }
        case Step.Group group -> {
          add(names, Tag.GROUP, group.name());
          collect(group.steps(), names);
        }
      }
    }
  }

  /** Returns the thresholds of a list that could be read. */
  List<Threshold> read(Fields fields, List<DocumentNode> nodes) {
    List<Threshold> thresholds = new ArrayList<>();
    for (DocumentNode node : nodes) {
      Optional<ScalarNode> scalar = fields.asScalar(node);
      scalar
          .flatMap(text -> fields.parse(text, parser::parse))
          .filter(threshold -> isPossible(threshold, node))
          .ifPresent(thresholds::add);
    }
    return thresholds;
  }

  private boolean isPossible(Threshold threshold, DocumentNode node) {
    boolean aboutOffer = threshold.ofOffered() || threshold.measure() == Measure.OFFERED_RATE;
    if (aboutOffer && !open) {
      context
          .problems()
          .add(
              node.problem(
                  "must not speak of the offered rate, which a closed workload does not have, got: "
                      + threshold.expression(),
                  "Compare achieved_rate with a rate."));
      return false;
    }
    return true;
  }
}
