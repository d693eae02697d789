package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.A2a;
import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.plan.A2a.Extraction;
import dev.loadstone.core.plan.A2a.Fact;
import dev.loadstone.core.plan.A2a.Following;
import dev.loadstone.core.plan.A2a.Message;
import dev.loadstone.core.plan.A2a.Mode;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.plan.yaml.StreamReadingReader.Buffered;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.quantity.QuantityFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads steps that speak to agents by the Agent2Agent protocol. */
final class A2aReader {
  private static final Duration POLL_DEFAULT = Duration.ofMillis(500);
  private static final String MESSAGE = "Write message: {text: \"Where is my order?\"}.";

  private final ReadContext context;
  private final Problems problems;
  private final HttpStepReader http;

  A2aReader(ReadContext context, HttpStepReader http) {
    this.context = context;
    this.problems = context.problems();
    this.http = http;
  }

  /** Returns the step, or empty, with a problem; makes the names that it extracts known. */
  Optional<Step> read(Fields fields, NameScope scope) {
    TemplateParser parser = new TemplateParser(scope, problems);
    Optional<RequestLine> line = fields.node("a2a").flatMap(node -> path(node, parser));
    String on = http.on(fields);
    List<Body.Field> headers = http.headers(fields, parser);
    Version version = fields.quantity("version", A2aReader::version).orElse(Version.V1_0);
    Binding binding = fields.choice("binding", Binding.class).orElse(Binding.JSONRPC);
    if (version == Version.V0_3 && binding == Binding.REST) {
      refuse(
          fields,
          "binding",
          "must be jsonrpc with version 0.3, got: rest",
          "Write version: \"1.0\", or leave binding out.");
    }
    Optional<Message> message = message(fields, version, parser);
    Following following = following(fields);
    Timeouts timeouts = http.timeouts(fields);
    List<Extraction> extractions = extractions(fields);
    HttpStepReader.Operation operation = HttpStepReader.operation(fields);
    fields.finish();
    extractions.forEach(extraction -> scope.extract(extraction.variable()));
    return line.flatMap(request ->
        message.map(sent ->
            new A2a(
                operation.name().orElse("A2A " + request.name().substring("POST ".length())),
                on,
                request.url(),
                headers,
                new Dialect(version, binding),
                sent,
                following,
                timeouts,
                extractions,
                operation.slo(),
                operation.continueOnFailure())));
  }

  private Optional<RequestLine> path(DocumentNode node, TemplateParser parser) {
    if (!(node instanceof ScalarNode scalar)) {
      return notSingle(node);
    }
    try {
      RequestLine line = RequestLine.parse(scalar, "POST", parser);
      if (scalar.text().contains("?") || scalar.text().strip().contains(" ")) {
        throw new InvalidTextException(
            "be the path of an agent, without method and query", scalar.text(), "Write a2a: /a2a.");
      }
      return Optional.of(line);
    } catch (InvalidTextException wrong) {
      context.add(scalar, wrong);
      return Optional.empty();
    }
  }

  private static Version version(String text) {
    return Version.of(text.strip())
        .orElseThrow(() ->
            new QuantityFormatException(
                "be one of " + String.join(", ", Version.labels()),
                text,
                text.strip().equals("1") ? "Write version: \"1.0\"." : ""));
  }

  private Optional<Message> message(Fields fields, Version version, TemplateParser parser) {
    fields.required("message", MESSAGE);
    Optional<Fields> inner = fields.fields("message", ProtocolShapes.A2A_MESSAGE);
    JsonTemplates json = new JsonTemplates(parser, problems);
    return inner.flatMap(found -> {
      Optional<Template> parts = parts(found, version, json);
      Message message =
          new Message(
              parts.orElse(Template.literal("")),
              id(found, "contextId", json),
              id(found, "taskId", json),
              found.node("metadata").map(json::of));
      found.finish();
      return parts.map(any -> message);
    });
  }

  private Optional<Template> id(Fields fields, String key, JsonTemplates json) {
    return fields
        .node(key)
        .flatMap(node ->
            node instanceof ScalarNode scalar
                ? Optional.of(json.string(scalar))
                : this.<Template>notSingle(node));
  }

  private <T> Optional<T> notSingle(DocumentNode node) {
    problems.add(node.problem("must be a single value, got: " + node.describe(), ""));
    return Optional.empty();
  }

  private Optional<Template> parts(Fields fields, Version version, JsonTemplates json) {
    Optional<DocumentNode> text = fields.node("text");
    Optional<DocumentNode> parts = fields.node("parts");
    if (text.isPresent() == parts.isPresent()) {
      problems.add(fields.map().problem("must have one of the keys text, parts", MESSAGE));
      return Optional.empty();
    }
    if (parts.isPresent()) {
      if (!(parts.get() instanceof ListNode)) {
        problems.add(
            parts
                .get()
                .problem(
                    "must be a list of parts, got: " + parts.get().describe(),
                    "Write parts: [{text: hello}]."));
        return Optional.empty();
      }
      return parts.map(json::of);
    }
    if (!(text.get() instanceof ScalarNode scalar)) {
      return notSingle(text.get());
    }
    String before = version == Version.V1_0 ? "[{\"text\":" : "[{\"kind\":\"text\",\"text\":";
    List<Template.Part> whole = new ArrayList<>();
    whole.add(new Template.Literal(before));
    whole.addAll(json.string(scalar).parts());
    whole.add(new Template.Literal("}]"));
    return Optional.of(new Template(whole));
  }

  private Following following(Fields fields) {
    Mode mode = fields.choice("mode", Mode.class).orElse(Mode.STREAM);
    Optional<Duration> pollEvery = fields.quantity("pollEvery", Lengths::positive);
    if (mode != Mode.POLL) {
      refuse(fields, "pollEvery", "is of mode poll", "Write mode: poll, or remove it.");
    }
    Optional<Duration> cancel =
        fields
            .fields("cancelAfter", ProtocolShapes.TASK_CANCEL)
            .flatMap(found -> {
              found.required("time", "Write cancelAfter: {time: 2s}.");
              Optional<Duration> time = found.quantity("time", Lengths::positive);
              found.finish();
              return time;
            });
    if (mode == Mode.SEND) {
      refuse(
          fields,
          "cancelAfter",
          "has no use with mode send, where the task is not known before its end",
          "Write mode: stream or mode: poll, or remove it.");
    }
    Optional<Duration> stall = fields.quantity("stall", Lengths::positive);
    boolean buffered =
        fields.choice("buffered", Buffered.class).orElse(Buffered.FAIL) == Buffered.ACCEPT;
    if (mode != Mode.STREAM) {
      refuse(fields, "stall", "is of mode stream", "Remove it.");
      refuse(fields, "buffered", "is of mode stream", "Remove it.");
    }
    return new Following(
        mode,
        pollEvery.orElse(POLL_DEFAULT),
        cancel,
        stall.orElse(StreamReadingReader.STALL_DEFAULT),
        buffered);
  }

  private void refuse(Fields fields, String key, String problem, String fix) {
    fields.node(key).ifPresent(node -> problems.add(node.problem(problem, fix)));
  }

  private List<Extraction> extractions(Fields fields) {
    List<Extraction> extractions = new ArrayList<>();
    fields
        .fields("extract")
        .ifPresent(found ->
            found
                .map()
                .entries()
                .forEach((name, entry) -> extraction(found, name, entry.value(), extractions)));
    return extractions;
  }

  private void extraction(
      Fields fields, String name, DocumentNode node, List<Extraction> extractions) {
    try {
      String variable = NameScope.requireName(name);
      fields
          .choice(name, Fact.class)
          .ifPresent(fact -> extractions.add(new Extraction(variable, fact)));
    } catch (InvalidTextException wrong) {
      context.add(node, wrong);
    }
  }
}
