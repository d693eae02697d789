package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.Target;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads HTTP steps. */
final class HttpStepReader {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> NO_BODY = Set.of("jsonrpc", "evm");
  private static final List<String> BODIES = List.of("json", "body", "form", "file");

  private final ReadContext context;
  private final Problems problems;
  private final Set<String> targets;
  private final Map<String, Entry> usualHeaders;
  private final PricesReader prices;
  private final boolean readsAlone;

  /** What becomes of an iteration when a step fails. */
  enum OnFailure {
    /** It ends. */
    STOP,
    /** It goes on. */
    CONTINUE
  }

  /** As {@link #read}, for whoever puts the request to its own use. */
  Optional<Step.Http> request(String kind, Fields fields, NameScope scope) {
    Body body =
        NO_BODY.contains(kind)
            ? new Body.None()
            : body(fields, new TemplateParser(scope, problems));
    StreamReadingReader streams = new StreamReadingReader(problems, prices, readsAlone);
    Optional<StreamReading> stream = streams.read(kind, fields);
    Optional<Step.Http> step = request(kind, fields, scope, body, stream);
    boolean streamed = stream.filter(one -> one.framing() != Framing.DOCUMENT).isPresent();
    step.ifPresent(found -> {
      if (streamed) {
        streams.refuseBodies(fields, found.checks(), found.extractions());
      } else {
        StreamReadingReader.refuseEvents(fields, found.extractions(), problems);
      }
    });
    fields.finish();
    return step;
  }

  /**
   * Creates the reader.
   *
   * @param targets the names of the plan's targets
   * @param http how HTTP is spoken, with headers of every step that does not set them itself
   * @param prices of models
   */
  HttpStepReader(
      ReadContext context, Set<String> targets, HttpSettingsReader.Read http, PricesReader prices) {
    this.context = context;
    this.problems = context.problems();
    this.targets = targets;
    this.usualHeaders = http.headers();
    HttpSettings.Protocol protocol = http.settings().protocol();
    this.readsAlone = protocol.version() == Version.HTTP_1_1 && protocol.pipelining() == 1;
    this.prices = prices;
  }

  /**
   * Returns the step, or empty, with a problem; makes the names that it extracts known.
   *
   * @param kind the key that tells the kind of step, with the request line behind it
   */
  Optional<Step> read(String kind, Fields fields, NameScope scope) {
    return request(kind, fields, scope).map(request -> request);
  }

  /**
   * Returns the request with what is expected of its response, or empty, with a problem; makes the
   * names that it extracts known.
   *
   * @param kind the key that tells the kind of step, with the request line behind it
   * @param stream how the response is read if it is a stream
   */
  Optional<Step.Http> request(
      String kind, Fields fields, NameScope scope, Body body, Optional<StreamReading> stream) {
    TemplateParser parser = new TemplateParser(scope, problems);
    Optional<RequestLine> line =
        fields.node(kind).flatMap(node -> requestLine(node, usualMethod(kind), parser));
    String on = on(fields);
    List<Body.Field> headers = headers(fields, parser);
    Timeouts timeouts = timeouts(fields);
    List<Check> checks = checks(fields);
    List<Extraction> extractions = new ExtractionReader(context).read(fields.entries("extract"));
    Operation operation = operation(fields);
    extractions.forEach(extraction -> scope.extract(extraction.variable()));
    return line.map(request ->
        new Step.Http(
            operation.name().orElse(request.name()),
            on,
            request.method(),
            request.url(),
            headers,
            body,
            timeouts,
            stream,
            checks,
            extractions,
            operation.slo(),
            operation.continueOnFailure()));
  }

  /**
   * A request that opens a connection for something else.
   *
   * @param line what is requested
   * @param on the name of the target
   * @param headers in order
   */
  record Opening(RequestLine line, String on, List<Body.Field> headers) {}

  /**
   * Returns a request that opens a connection for something else, or empty, with a problem.
   *
   * @param kind the key that tells the kind of step, with the path behind it
   */
  Optional<Opening> opening(String kind, Fields fields, TemplateParser parser) {
    Optional<DocumentNode> node = fields.node(kind);
    Optional<RequestLine> line = node.flatMap(found -> requestLine(found, "GET", parser));
    if (line.isPresent() && !line.get().method().equals("GET")) {
      problems.add(
          node.get()
              .problem(
                  "must be opened by GET, got: " + line.get().method(), "Write only the path."));
    }
    String on = fields.scalar("on").map(this::target).orElseGet(() -> usualTarget(fields));
    List<Body.Field> headers = headers(fields, parser);
    return line.map(found -> new Opening(found, on, headers));
  }

  /** Models, agents and procedures are asked by POST. */
  private static String usualMethod(String kind) {
    return switch (kind) {
      case "agui", "openai", "anthropic", "mcp", "jsonrpc", "evm" -> "POST";
      default -> "GET";
    };
  }

  private Optional<RequestLine> requestLine(
      DocumentNode node, String usualMethod, TemplateParser parser) {
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(
          node.problem(
              "must be a method and a path, got: " + node.describe(), "Write it as GET /health."));
      return Optional.empty();
    }
    try {
      return Optional.of(RequestLine.parse(scalar, usualMethod, parser));
    } catch (InvalidTextException wrong) {
      context.add(scalar, wrong);
      return Optional.empty();
    }
  }

  /** Returns the name of the target that a step is for. */
  String on(Fields fields) {
    return fields.scalar("on").map(this::target).orElseGet(() -> usualTarget(fields));
  }

  private String target(ScalarNode name) {
    if (!targets.contains(name.text()) && !targets.isEmpty()) {
      problems.add(
          name.problem(
              "must name a target of the plan, got: " + name.text(),
              Suggestions.fix(name.text(), targets)));
    }
    return name.text();
  }

  private String usualTarget(Fields fields) {
    if (targets.contains(Target.DEFAULT) || targets.isEmpty() || fields.has("on")) {
      return Target.DEFAULT;
    }
    if (targets.size() > 1) {
      problems.add(
          fields
              .map()
              .problem(
                  "must say on which target it runs, for the plan has several",
                  "Add on: with one of " + String.join(", ", targets) + "."));
    }
    return targets.iterator().next();
  }

  /** Returns the headers of a step, with those of every step. */
  List<Body.Field> headers(Fields fields, TemplateParser parser) {
    Map<String, Entry> own = fields.entries("headers");
    List<Body.Field> headers = new ArrayList<>();
    usualHeaders.forEach((name, entry) -> {
      if (own.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
        headers.addAll(header(name, entry, parser));
      }
    });
    own.forEach((name, entry) -> headers.addAll(header(name, entry, parser)));
    return headers;
  }

  /** Returns a header with each of its values. */
  List<Body.Field> header(String name, Entry entry, TemplateParser parser) {
    if (!TOKEN.matcher(name).matches()) {
      problems.add(
          entry
              .value()
              .problem("must have a header name of letters, digits and hyphens, got: " + name, ""));
      return List.of();
    }
    List<DocumentNode> values =
        entry.value() instanceof ListNode list ? list.items() : List.of(entry.value());
    return values.stream()
        .flatMap(value -> headerValue(value, parser).stream())
        .map(value -> new Body.Field(name, value))
        .toList();
  }

  private Optional<Template> headerValue(DocumentNode node, TemplateParser parser) {
    Optional<Template> value = template(node, parser);
    boolean broken =
        value.stream()
            .flatMap(template -> template.parts().stream())
            .anyMatch(part ->
                part instanceof Template.Literal literal
                    && literal.text().matches("(?s).*[\\r\\n\\x00].*"));
    if (broken) {
      problems.add(
          node.problem(
              "must not have line breaks, as no header may", "Write it on one line, in quotes."));
    }
    return value;
  }

  /** Returns a text with expressions in it. */
  Optional<Template> template(DocumentNode node, TemplateParser parser) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(parser.template(scalar.text(), Encoding.RAW, scalar));
    }
    problems.add(node.problem("must be a single value, got: " + node.describe(), ""));
    return Optional.empty();
  }

  private Body body(Fields fields, TemplateParser parser) {
    List<String> given = BODIES.stream().filter(fields::has).toList();
    if (given.size() > 1) {
      problems.add(
          fields
              .map()
              .problem(
                  "must have one body, got: " + String.join(" and ", given), "Keep one of them."));
    }
    return Stream.of(
            fields
                .node("json")
                .<Body>map(node -> new Body.Json(new JsonTemplates(parser, problems).of(node))),
            fields.node("body").flatMap(node -> template(node, parser)).<Body>map(Body.Text::new),
            fields.node("form").<Body>map(ignored -> form(fields, parser)),
            fields
                .scalar("file")
                .<Body>flatMap(
                    name -> context.bytes(name).map(bytes -> new Body.File(name.text(), bytes))))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(new Body.None());
  }

  private Body form(Fields fields, TemplateParser parser) {
    List<Body.Field> form = new ArrayList<>();
    fields
        .entries("form")
        .forEach((name, entry) -> {
          List<DocumentNode> values =
              entry.value() instanceof ListNode list ? list.items() : List.of(entry.value());
          values.forEach(value ->
              template(value, parser).ifPresent(text -> form.add(new Body.Field(name, text))));
        });
    return new Body.Form(form);
  }

  /** Returns how long the parts of an operation may take. */
  Timeouts timeouts(Fields fields) {
    Optional<DocumentNode> node = fields.node("timeout");
    if (node.isPresent() && !(node.get() instanceof ScalarNode)) {
      return fields
          .fields("timeout", StepShapes.TIMEOUT)
          .map(this::timeoutsByPart)
          .orElse(Timeouts.DEFAULT);
    }
    return timeouts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        fields.quantity("timeout", Lengths::positive));
  }

  private Timeouts timeoutsByPart(Fields parts) {
    Timeouts timeouts =
        timeouts(
            parts.quantity("connect", Lengths::positive),
            parts.quantity("firstByte", Lengths::positive),
            parts.quantity("idle", Lengths::positive),
            parts.quantity("total", Lengths::positive));
    parts.finish();
    return timeouts;
  }

  private static Timeouts timeouts(
      Optional<Duration> connect,
      Optional<Duration> firstByte,
      Optional<Duration> idle,
      Optional<Duration> total) {
    Duration all = total.orElse(Timeouts.DEFAULT.total());
    Duration usualConnect =
        all.compareTo(Timeouts.DEFAULT.connect()) < 0 ? all : Timeouts.DEFAULT.connect();
    return new Timeouts(connect.orElse(usualConnect), firstByte.orElse(all), idle.orElse(all), all);
  }

  /** Returns the checks that could be read. */
  List<Check> checks(Fields fields) {
    List<Check> checks = new ArrayList<>();
    for (DocumentNode item : fields.list("check")) {
      fields
          .asScalar(item)
          .flatMap(scalar -> fields.parse(scalar, CheckParser::parse))
          .ifPresent(checks::add);
    }
    return checks;
  }

  /**
   * What all operations have.
   *
   * @param name the {@code step} tag, if given
   * @param slo the response time within which it counts as goodput
   * @param continueOnFailure whether the iteration goes on when it has failed
   */
  record Operation(Optional<String> name, Optional<Duration> slo, boolean continueOnFailure) {}

  /** Returns what all operations have. */
  static Operation operation(Fields fields) {
    Optional<String> name = fields.quantity("name", Lengths::notBlank);
    boolean goOn =
        fields.choice("onFailure", OnFailure.class).orElse(OnFailure.STOP) == OnFailure.CONTINUE;
    return new Operation(name, slo(fields), goOn);
  }

  private static Optional<Duration> slo(Fields fields) {
    Optional<DocumentNode> node = fields.node("slo");
    if (node.isEmpty() || node.get() instanceof ScalarNode) {
      return fields.quantity("slo", Lengths::positive);
    }
    Optional<Fields> objective = fields.fields("slo", StepShapes.SLO);
    Optional<Duration> slo =
        objective.flatMap(found -> found.quantity("response_time", Lengths::positive));
    objective.ifPresent(found -> {
      if (!found.has("response_time")) {
        found.required("response_time", "Write slo: {response_time: 500ms}.");
      }
      found.finish();
    });
    return slo;
  }
}
