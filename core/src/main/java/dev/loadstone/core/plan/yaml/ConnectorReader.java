package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.ConnectorStep;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StepValue;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.problem.Suggestions;
import dev.loadstone.core.step.InvalidArgumentException;
import dev.loadstone.core.step.StepArguments;
import dev.loadstone.core.step.StepKind;
import dev.loadstone.core.step.StepKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads steps of kinds that are not built in. */
final class ConnectorReader {
  private static final StepValue.Mapping NONE = new StepValue.Mapping(Map.of());
  private static final int NAME_MAX = 60;

  private final ReadContext context;
  private final Map<String, Target> targets;
  private final Map<String, StepValue.Mapping> settings;

  /**
   * Creates the reader.
   *
   * @param targets of the plan, by name
   * @param settings of all steps of a kind, by its name
   */
  ConnectorReader(
      ReadContext context, Map<String, Target> targets, Map<String, StepValue.Mapping> settings) {
    this.context = context;
    this.targets = targets;
    this.settings = settings;
  }

  /**
   * Returns the step, or empty, with a problem; makes the names that it extracts known.
   *
   * @param name of the kind
   */
  Optional<Step> read(String name, Fields fields, HttpStepReader http, NameScope scope) {
    StepKind kind =
        StepKinds.named(name)
            .orElseThrow(() -> new IllegalStateException("no reader of the step kind " + name));
    TemplateParser parser = new TemplateParser(scope, context.problems());
    int before = context.problems().all().size();
    StepValue.Mapping arguments =
        new StepValueReader(context, parser, kind.mappings()).read(fields, kind.shape());
    Optional<String> on = kind.schemes().isEmpty() ? Optional.empty() : on(kind, fields);
    Duration timeout =
        fields.quantity("timeout", Lengths::positive).orElse(Timeouts.DEFAULT.total());
    List<Check> checks = http.checks(fields);
    refuseChecks(fields, checks);
    List<Extraction> extractions = new ExtractionReader(context).read(fields.entries("extract"));
    refuseExtractions(fields, extractions);
    HttpStepReader.Operation operation = HttpStepReader.operation(fields);
    fields.finish();
    extractions.forEach(extraction -> scope.extract(extraction.variable()));
    if (context.problems().all().size() > before || !isSound(kind, arguments, fields)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConnectorStep(
            name,
            operation.name().orElseGet(() -> name(kind, arguments)),
            on,
            settings.getOrDefault(name, NONE),
            arguments,
            timeout,
            checks,
            extractions,
            operation.slo(),
            operation.continueOnFailure()));
  }

  private Optional<String> on(StepKind kind, Fields fields) {
    List<String> candidates =
        targets.values().stream()
            .filter(target -> kind.schemes().contains(target.scheme()))
            .map(Target::name)
            .toList();
    Optional<DocumentNode> node = fields.node("on");
    Optional<String> given = fields.text("on");
    if (given.isPresent() ? candidates.contains(given.get()) : candidates.size() == 1) {
      return given.or(() -> candidates.stream().findFirst());
    }
    String schemes = String.join(", ", kind.schemes());
    if (given.isPresent()) {
      context
          .problems()
          .add(
              node.orElse(fields.map())
                  .problem(
                      "must name a target of the plan with the scheme "
                          + schemes
                          + ", got: "
                          + given.get(),
                      candidates.isEmpty() ? "" : Suggestions.fix(given.get(), candidates)));
    } else if (!targets.isEmpty()) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      candidates.isEmpty()
                          ? "must have a target with the scheme "
                              + schemes
                              + ", and the plan has none"
                          : "must say on which target it runs, for the plan has several",
                      candidates.isEmpty()
                          ? "Add one to target."
                          : "Add on: with one of " + String.join(", ", candidates) + "."));
    }
    return Optional.empty();
  }

  private void refuseChecks(Fields fields, List<Check> checks) {
    for (Check check : checks) {
      if (check instanceof Check.Status || check instanceof Check.Header) {
        context
            .problems()
            .add(
                fields
                    .node("check")
                    .orElse(fields.map())
                    .problem(
                        "must be about $.path, body, body_bytes or response_time, got: "
                            + check.text(),
                        "The result is one JSON document; see docs/connectors.md."));
      }
    }
  }

  private void refuseExtractions(Fields fields, List<Extraction> extractions) {
    for (Extraction extraction : extractions) {
      if (extraction.source() instanceof Extraction.Header
          || extraction.source() instanceof Extraction.Cookie) {
        context
            .problems()
            .add(
                fields
                    .node("extract")
                    .orElse(fields.map())
                    .problem(
                        "must take "
                            + extraction.variable()
                            + " from $.path or by regex, for the result has no headers",
                        ""));
      }
    }
  }

  private boolean isSound(StepKind kind, StepValue.Mapping arguments, Fields fields) {
    try {
      kind.check(new StepArguments(outline(arguments)));
      return true;
    } catch (InvalidArgumentException wrong) {
      DocumentNode at = fields.node(wrong.key()).orElse(fields.map());
      context.problems().add(at.problem(wrong.problem(), wrong.fix()));
      return false;
    }
  }

  /** Returns values as texts, lists and maps, with an ellipsis for each expression. */
  static Map<String, Object> outline(StepValue.Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping.entries().forEach((key, value) -> values.put(key, outlineOf(value)));
    return values;
  }

  private static Object outlineOf(StepValue value) {
    return switch (value) {
      case StepValue.Text text -> text.template().outline();
      case StepValue.Sequence list -> {
        List<Object> items = new ArrayList<>();
        list.items().forEach(item -> items.add(outlineOf(item)));
        yield items;
      }
      case StepValue.Mapping map -> outline(map);
    };
  }

  /** Returns the kind with the first word of what it does. */
  private static String name(StepKind kind, StepValue.Mapping arguments) {
    StepValue main = arguments.entries().get(kind.name());
    String first =
        main == null
            ? ""
            : main.templates().stream()
                .findFirst()
                .map(template -> template.outline().strip())
                .orElse("");
    String text = kind.name() + (first.isEmpty() ? "" : " " + first);
    return text.length() <= NAME_MAX ? text : text.substring(0, NAME_MAX - 1) + "…";
  }
}
