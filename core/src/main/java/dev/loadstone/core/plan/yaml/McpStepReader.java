package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.MapNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.expression.Template.Encoding;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.McpStep;
import dev.loadstone.core.plan.McpStep.Request;
import dev.loadstone.core.plan.McpStep.Version;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads steps that speak MCP. */
final class McpStepReader {
  /** What is spoken if the plan says nothing: the last version with sessions. */
  static final Version VERSION_DEFAULT = Version.V2025_11_25;

  private static final List<String> REQUESTS = List.of("call", "list", "method");
  private static final Pattern METHOD = Pattern.compile("[a-z]+(?:/[a-zA-Z]+)*");
  private static final String META = "_meta";

  /** What the generator asks by itself. */
  private static final List<String> OWN = List.of("initialize", "notifications/initialized");

  private final HttpStepReader http;
  private final Problems problems;

  /** What can be listed. */
  enum Listed {
    /** The tools. */
    TOOLS,
    /** The prompts. */
    PROMPTS,
    /** The resources. */
    RESOURCES
  }

  McpStepReader(ReadContext context, HttpStepReader http) {
    this.http = http;
    this.problems = context.problems();
  }

  /** Returns the step, or empty, with a problem; makes the names that it extracts known. */
  Optional<Step> read(Fields fields, NameScope scope) {
    TemplateParser parser = new TemplateParser(scope, problems);
    Optional<Request> request = request(fields, parser);
    Version version =
        fields.quantity("protocolVersion", McpStepReader::version).orElse(VERSION_DEFAULT);
    boolean progress = fields.bool("progress").orElse(false);
    boolean named = fields.has("name");
    Optional<Step.Http> sent =
        http.request("mcp", fields, scope, new Body.None(), Optional.of(StreamReadingReader.mcp()));
    sent.ifPresent(
        found -> StreamReadingReader.refuseEvents(fields, found.extractions(), problems));
    fields.finish();
    sent.filter(found -> !found.method().equals("POST"))
        .ifPresent(found ->
            fields
                .node("mcp")
                .ifPresent(node ->
                    problems.add(
                        node.problem(
                            "must be asked by POST, got: " + found.method(),
                            "Write the path only, as mcp: /mcp."))));
    return request.flatMap(asked ->
        sent.map(
            found -> new McpStep(named ? found : named(found, asked), version, asked, progress)));
  }

  private static Step.Http named(Step.Http step, Request request) {
    String name =
        request.isToolCall()
            ? request.name().map(tool -> tool.text().outline()).orElse(request.method())
            : request.method();
    return new Step.Http(
        name,
        step.on(),
        step.method(),
        step.url(),
        step.headers(),
        step.body(),
        step.timeouts(),
        step.stream(),
        step.checks(),
        step.extractions(),
        step.slo(),
        step.continueOnFailure());
  }

  private static Version version(String text) {
    return Version.of(text.strip())
        .orElseThrow(() ->
            new InvalidTextException(
                "be one of " + String.join(", ", Version.labels()),
                text,
                Suggestions.nearest(text.strip(), Version.labels())
                    .map(near -> "Did you mean " + near + "?")
                    .orElse("")));
  }

  private Optional<Request> request(Fields fields, TemplateParser parser) {
    List<String> given = REQUESTS.stream().filter(fields::has).toList();
    if (given.size() != 1) {
      problems.add(
          fields
              .map()
              .problem(
                  "must say what is asked, once, got: "
                      + (given.isEmpty() ? "nothing" : String.join(" and ", given)),
                  "Write one of call: echo, list: tools, or method: ping."));
    }
    belongs(fields, "arguments", "call");
    belongs(fields, "params", "method");
    JsonTemplates json = new JsonTemplates(parser, problems);
    return switch (given.isEmpty() ? "" : given.getFirst()) {
      case "call" -> call(fields, parser, json);
      case "list" ->
          fields
              .choice("list", Listed.class)
              .map(listed ->
                  new Request(
                      listed.name().toLowerCase(Locale.ROOT) + "/list",
                      Optional.empty(),
                      Template.literal("")));
      case "method" -> method(fields, parser, json);
      default -> Optional.empty();
    };
  }

  private void belongs(Fields fields, String key, String owner) {
    if (fields.has(key) && !fields.has(owner)) {
      fields
          .node(key)
          .ifPresent(node ->
              problems.add(
                  node.problem(
                      "belongs to " + owner + ", which the step does not have",
                      "Add " + owner + ": with a name, or remove it.")));
    }
  }

  private Optional<Request> call(Fields fields, TemplateParser parser, JsonTemplates json) {
    Optional<Template> arguments =
        fields.node("arguments").flatMap(node -> mapping(node).map(json::of));
    return fields
        .scalar("call")
        .filter(this::isNotBlank)
        .map(tool ->
            new Request(
                McpStep.TOOLS_CALL,
                Optional.of(new Request.Name("name", text(tool, parser))),
                new TemplateBuilder()
                    .literal("\"arguments\":")
                    .template(arguments.orElse(Template.literal("{}")))
                    .build()));
  }

  private boolean isNotBlank(ScalarNode tool) {
    if (tool.text().isBlank()) {
      problems.add(tool.problem("must not be blank", "Write the name of a tool."));
    }
    return !tool.text().isBlank();
  }

  private static Template text(ScalarNode name, TemplateParser parser) {
    return parser.template(name.text(), Encoding.RAW, name);
  }

  private Optional<MapNode> mapping(DocumentNode node) {
    Optional<MapNode> map = Fields.asMap(node, problems);
    map.filter(found -> found.entries().containsKey(META))
        .ifPresent(found ->
            problems.add(
                found.problem(
                    "must not have " + META + ", which is the generator's own", "Remove it.")));
    return map;
  }

  private Optional<Request> method(Fields fields, TemplateParser parser, JsonTemplates json) {
    Optional<String> method = fields.quantity("method", McpStepReader::method);
    Optional<MapNode> params = fields.node("params").flatMap(this::mapping);
    return method.map(asked -> {
      String key =
          switch (asked) {
            case McpStep.TOOLS_CALL, "prompts/get" -> "name";
            case "resources/read" -> "uri";
            default -> "";
          };
      Optional<Request.Name> name =
          params
              .map(map -> map.entries().get(key))
              .filter(entry -> entry.value() instanceof ScalarNode)
              .map(entry -> new Request.Name(key, text((ScalarNode) entry.value(), parser)));
      Template members =
          params
              .map(map -> name.isPresent() ? without(map, key) : map)
              .filter(map -> !map.entries().isEmpty())
              .map(json::of)
              .map(McpStepReader::inside)
              .orElse(Template.literal(""));
      return new Request(asked, name, members);
    });
  }

  private static MapNode without(MapNode map, String key) {
    Map<String, Entry> rest = new LinkedHashMap<>(map.entries());
    rest.remove(key);
    return new MapNode(map.location(), map.path(), rest);
  }

  private static String method(String text) {
    String method = text.strip();
    if (!METHOD.matcher(method).matches()) {
      throw new InvalidTextException(
          "be a method of MCP", text, "Write it as prompts/get or ping.");
    }
    if (OWN.contains(method)) {
      throw new InvalidTextException(
          "not be what the generator asks by itself",
          text,
          "Remove the step: sessions are set up when they are first needed.");
    }
    return method;
  }

  /** Returns the text of an object's members, without its braces. */
  private static Template inside(Template object) {
    List<Template.Part> parts = new ArrayList<>(object.parts());
    trim(parts, 0, 1, 0);
    trim(parts, parts.size() - 1, 0, 1);
    return new Template(parts);
  }

  private static void trim(List<Template.Part> parts, int at, int front, int back) {
    if (parts.get(at) instanceof Template.Literal literal) {
      String text = literal.text();
      String rest = text.substring(front, text.length() - back);
      if (rest.isEmpty()) {
        parts.remove(at);
      } else {
        parts.set(at, new Template.Literal(rest));
      }
    }
  }
}
