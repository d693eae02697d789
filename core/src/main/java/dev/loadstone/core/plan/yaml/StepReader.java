package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.document.Shape;
import dev.loadstone.core.plan.Condition;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.ThinkTime;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads steps of every kind, in their order, so that a name is known from the step on that extracts
 * it.
 */
final class StepReader {
  /** The most repetitions. */
  static final int REPEAT_MAX = 1_000_000;

  private static final List<String> KINDS =
      PlanShapes.STEP_KINDS.stream().map(shape -> shape.names().getFirst()).toList();
  private static final List<String> NESTING =
      List.of("steps", "then", "else", "repeat", "if", "group");
  private static final Pattern METHOD =
      Pattern.compile("([A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)#([A-Za-z_$][\\w$]*)");

  private final ReadContext context;
  private final HttpStepReader http;
  private final A2aReader a2a;
  private final WebSocketStepReader webSockets;
  private final ConnectorReader connectors;

  StepReader(ReadContext context, HttpStepReader http, ConnectorReader connectors) {
    this.context = context;
    this.http = http;
    this.connectors = connectors;
    this.a2a = new A2aReader(context, http);
    this.webSockets = new WebSocketStepReader(http, context);
  }

  /** Returns every name that steps extract, at any depth. */
  static Set<String> extractedIn(DocumentNode node) {
    Set<String> names = new LinkedHashSet<>();
    switch (node) {
      case ListNode list -> list.items().forEach(item -> names.addAll(extractedIn(item)));
      case MapNode map ->
          map.entries()
              .forEach((key, entry) -> {
                if (key.equals("extract") && entry.value() instanceof MapNode extractions) {
                  names.addAll(extractions.entries().keySet());
                } else if (NESTING.contains(key)) {
                  names.addAll(extractedIn(entry.value()));
                }
              });
      case ScalarNode ignored -> {}
    }
    return names;
  }

  /**
   * Returns the steps under a key that could be read; the scope knows afterwards what they extract.
   */
  List<Step> read(Fields fields, String key, NameScope scope) {
    Optional<DocumentNode> node = fields.node(key);
    if (node.isPresent() && node.get() instanceof ScalarNode scalar) {
      context
          .problems()
          .add(
              scalar.problem(
                  "must be a list of steps, got: " + scalar.text(),
                  "Write [{http: GET /health}]."));
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    for (DocumentNode item : fields.list(key)) {
      Fields.asMap(item, context.problems()).flatMap(map -> step(map, scope)).ifPresent(steps::add);
    }
    return steps;
  }

  /** As {@link #read}, but there must be at least one step. */
  List<Step> readSome(Fields fields, String key, NameScope scope) {
    Optional<DocumentNode> node = fields.required(key, "Write " + key + ": [{http: GET /health}].");
    if (node.isPresent() && fields.list(key).isEmpty()) {
      context
          .problems()
          .add(node.get().problem("must have at least one step", "Write [{http: GET /health}]."));
    }
    return read(fields, key, scope);
  }

  private Optional<Step> step(MapNode map, NameScope scope) {
    Set<String> keys = map.entries().keySet();
    List<String> kinds =
        KINDS.stream().filter(keys::contains).filter(kind -> !isOption(kind, keys)).toList();
    if (kinds.size() > 1) {
      context
          .problems()
          .add(
              map.problem(
                  "must be one kind of step, got: " + String.join(" and ", kinds),
                  "Make each a step of its own."));
      return Optional.empty();
    }
    if (kinds.isEmpty()) {
      context
          .problems()
          .add(
              map.problem(
                  "must be a kind of step, got: "
                      + (keys.isEmpty() ? "nothing" : String.join(", ", keys)),
                  kindFix(keys)));
      return Optional.empty();
    }
    Shape shape = PlanShapes.STEP_KINDS.get(KINDS.indexOf(kinds.getFirst()));
    return dispatch(kinds.getFirst(), context.fields(map, shape), scope);
  }

  /** Returns whether a key, which tells a kind of step, is one of another kind's here. */
  private static boolean isOption(String key, Set<String> keys) {
    return PlanShapes.STEP_KINDS.stream()
        .filter(shape -> keys.contains(shape.names().getFirst()))
        .anyMatch(shape -> shape.names().lastIndexOf(key) > 0);
  }

  private static String kindFix(Set<String> keys) {
    return keys.stream()
        .flatMap(key -> Suggestions.nearest(key, KINDS).stream())
        .findFirst()
        .map(near -> "Did you mean " + near + "?")
        .orElse("Use one of the keys " + String.join(", ", KINDS) + ".");
  }

  private Optional<Step> dispatch(String kind, Fields fields, NameScope scope) {
    return switch (kind) {
      case "http", "sse", "ndjson", "agui", "openai", "anthropic" -> http.read(kind, fields, scope);
      case "a2a" -> a2a.read(fields, scope);
      case "websocket" -> webSockets.read(fields, scope).map(Step.class::cast);
      case "mcp" -> new McpStepReader(context, http).read(fields, scope);
      case "jsonrpc" -> new JsonRpcReader(context, http).read(kind, fields, scope);
      case "evm" -> new EvmReader(context, http).read(fields, scope);
      case "grpc" -> new GrpcStepReader(context, http).read(fields, scope);
      case "pause" -> pause(fields);
      case "record" -> new RecordingReader(context).read(fields, scope);
      case "repeat" -> repeat(fields, scope);
      case "if" -> condition(fields, scope);
      case "group" -> group(fields, scope);
      case "call" -> call(fields);
      default -> connectors.read(kind, fields, http, scope);
    };
  }

  private static Optional<Step> pause(Fields fields) {
    Optional<ThinkTime> time = fields.quantity("pause", ThinkTimeParser::parse);
    fields.finish();
    return time.map(Step.Pause::new);
  }

  private Optional<Step> repeat(Fields fields, NameScope scope) {
    Optional<Fields> inner = fields.fields("repeat", StepShapes.REPEAT);
    fields.finish();
    return inner.flatMap(found -> {
      Optional<Long> times =
          found.required("times", "Write repeat: {times: 3, steps: […]}.").isEmpty()
              ? Optional.empty()
              : found.integer("times", 1, REPEAT_MAX);
      List<Step> steps = readSome(found, "steps", scope);
      found.finish();
      return times.map(count -> new Step.Repeat(count.intValue(), steps));
    });
  }

  private Optional<Step> condition(Fields fields, NameScope scope) {
    Optional<Fields> inner = fields.fields("if", StepShapes.IF);
    fields.finish();
    return inner.flatMap(found -> {
      Optional<Condition> when =
          found
              .required("when", "Write when: \"${reply} contains refund\".")
              .flatMap(node ->
                  scalar(node).flatMap(new ConditionParser(scope, context.problems())::parse));
      NameScope otherwiseScope = scope.branch();
      NameScope thenScope = scope.branch();
      List<Step> then = readSome(found, "then", thenScope);
      List<Step> otherwise = read(found, "else", otherwiseScope);
      found.finish();
      scope.merge(thenScope);
      scope.merge(otherwiseScope);
      return when.map(test -> new Step.If(test, then, otherwise));
    });
  }

  private Optional<ScalarNode> scalar(DocumentNode node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar);
    }
    context.problems().add(node.problem("must be a single value, got: " + node.describe(), ""));
    return Optional.empty();
  }

  private Optional<Step> group(Fields fields, NameScope scope) {
    Optional<DocumentNode> node = fields.node("group");
    if (node.isPresent() && node.get() instanceof MapNode) {
      if (fields.has("steps")) {
        context
            .problems()
            .add(
                fields
                    .map()
                    .problem(
                        "must have its steps in one place",
                        "Move steps into group, or write group: name."));
      }
      fields.finish();
      return fields
          .fields("group", StepShapes.GROUP)
          .flatMap(inner -> {
            Optional<String> name =
                inner.required("name", "Write group: {name: checkout, steps: […]}.").isEmpty()
                    ? Optional.empty()
                    : inner.quantity("name", Lengths::notBlank);
            List<Step> steps = readSome(inner, "steps", scope);
            inner.finish();
            return name.map(found -> new Step.Group(found, steps));
          });
    }
    Optional<String> name = fields.quantity("group", Lengths::notBlank);
    List<Step> steps = readSome(fields, "steps", scope);
    fields.finish();
    return name.map(found -> new Step.Group(found, steps));
  }

  private Optional<Step> call(Fields fields) {
    Optional<String> method = fields.quantity("call", StepReader::method);
    Duration timeout =
        fields.quantity("timeout", Lengths::positive).orElse(Timeouts.DEFAULT.total());
    HttpStepReader.Operation operation = HttpStepReader.operation(fields);
    fields.finish();
    return method.map(text -> {
      int hash = text.indexOf('#');
      return new Step.Call(
          operation.name().orElse(text),
          text.substring(0, hash),
          text.substring(hash + 1),
          timeout,
          operation.slo(),
          operation.continueOnFailure());
    });
  }

  private static String method(String text) {
    if (!METHOD.matcher(text.strip()).matches()) {
      throw new InvalidTextException(
          "be a static Java method as class#method", text, "Write it as com.acme.MySteps#quote.");
    }
    return text.strip();
  }
}
