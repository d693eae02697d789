package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.HeaderFields;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.PathVariables;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.Templates;
import dev.loadstone.app.convert.openapi.References.Part;
import dev.loadstone.app.convert.openapi.SecuritySchemes.Entrance;
import dev.loadstone.app.convert.source.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes steps of the operations of a description. */
final class OperationStep {
  private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");
  private static final Set<String> NO_PARAMETERS =
      Set.of("accept", "content-type", "authorization");
  private static final String EVENTS = "text/event-stream";
  private static final Set<String> STREAMS =
      Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", EVENTS);
  private static final String FORM = "application/x-www-form-urlencoded";

  private final References references;
  private final Samples samples;
  private final Secrets secrets;
  private final SecuritySchemes security;
  private final PathVariables variables;
  private final Notes notes;

  OperationStep(References references, Secrets secrets, PathVariables variables, Notes notes) {
    this.references = references;
    this.samples = new Samples(references, notes);
    this.secrets = secrets;
    this.security = new SecuritySchemes(references, secrets, notes);
    this.variables = variables;
    this.notes = notes;
  }

  /**
   * An operation.
   *
   * @param method in capital letters
   * @param path with names in braces
   * @param item the path's own part, with parameters for all of its operations
   * @param operation what the description says of it
   * @param base the URL before the path
   */
  record Described(String method, String path, Part item, Part operation, String base) {
    String label() {
      return method + " " + path;
    }
  }

  /** Returns the step; empty, with a note, if no plan can send it. */
  Optional<DraftStep> of(Described operation) {
    List<Parameter> parameters = parameters(operation);
    Entrance entrance = security.of(operation.operation());
    Answers answers = Answers.of(operation.operation(), references);
    if (answers.isSocket()) {
      notes.leftOut(operation.label(), "it is answered by 101; write it as a websocket step");
      return Optional.empty();
    }
    Optional<Content> content = content(operation);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    String path = path(operation, parameters);
    String query = query(parameters, entrance.query());
    String joint = query.isEmpty() ? "" : path.contains("?") ? "&" : "?";
    String line = operation.method() + " " + path + joint + query;
    DraftStep step =
        DraftStep.request(kind(answers), line, operation.base())
            .withHeaders(headers(parameters, content.get(), entrance));
    for (Map.Entry<String, Value> body : content.get().body().entrySet()) {
      step = step.withBody(body.getKey(), body.getValue());
    }
    return Optional.of(
        named(operation, described(operation, answers, step)).checking(answers.check()));
  }

  private static String kind(Answers answers) {
    if (answers.types().isEmpty() || !STREAMS.containsAll(answers.types())) {
      return "http";
    }
    return answers.types().contains(EVENTS) ? "sse" : "ndjson";
  }

  private static DraftStep described(Described operation, Answers answers, DraftStep step) {
    Value value = operation.operation().value();
    DraftStep commented = value.isTrue("deprecated") ? step.commented("Deprecated.") : step;
    boolean streamsToo = answers.types().stream().anyMatch(STREAMS::contains);
    return streamsToo && commented.kind().equals("http")
        ? commented.commented(
            "Can be answered by a stream too; as a step sse or ndjson it is timed event by event.")
        : commented;
  }

  private static DraftStep named(Described operation, DraftStep step) {
    String id = operation.operation().value().text("operationId").strip();
    if (!id.isEmpty()) {
      return step.named(Templates.literal(id.replaceAll("\\p{Cntrl}", " ")));
    }
    String usual = step.line().replaceFirst("\\?.*", "").replace("${", "{");
    return usual.equals(operation.label())
        ? step
        : step.named(Templates.literal(operation.label()));
  }

  private List<Parameter> parameters(Described operation) {
    Map<String, Parameter> found = new LinkedHashMap<>();
    for (Part owner : List.of(operation.item(), operation.operation())) {
      for (Value one : owner.value().get("parameters").asList()) {
        Part part = references.follow(new Part(one, owner.file()));
        Value value = part.value();
        String key = value.text("in") + " " + value.text("name");
        if (isWanted(value)) {
          found.put(key, Parameter.of(value, value(part, operation)));
        } else {
          found.remove(key);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Returns whether a parameter must be given, or has an example that shows how. */
  private boolean isWanted(Value parameter) {
    String place = parameter.text("in");
    boolean shown = parameter.has("example") || !parameter.get("examples").asMap().isEmpty();
    return place.equals("path")
        || (List.of("query", "header", "cookie").contains(place)
            && (parameter.isTrue("required") || shown)
            && !(place.equals("header")
                && NO_PARAMETERS.contains(parameter.text("name").toLowerCase(Locale.ROOT))));
  }

  private Value value(Part parameter, Described operation) {
    Value value = parameter.value();
    String what = operation.label() + ", parameter " + value.text("name");
    Optional<Value> example = example(parameter);
    if (example.isPresent()) {
      return example.get();
    }
    Map<String, Value> content = value.get("content").asMap();
    if (!content.isEmpty()) {
      Part media = new Part(content.values().iterator().next(), parameter.file());
      Value made = example(media).orElseGet(() -> samples.of(media.get("schema"), what));
      return Value.ofText(JsonText.of(made));
    }
    return samples.of(parameter.get("schema"), what);
  }

  /** Returns the example of a parameter or of a media type. */
  private Optional<Value> example(Part owner) {
    if (owner.value().has("example")) {
      return Optional.of(owner.value().get("example"));
    }
    for (Value one : owner.value().get("examples").asMap().values()) {
      Value followed = references.follow(new Part(one, owner.file())).value();
      if (followed.has("value")) {
        return Optional.of(followed.get("value"));
      }
    }
    return Optional.empty();
  }

  private String path(Described operation, List<Parameter> parameters) {
    Matcher hole = HOLE.matcher(operation.path());
    StringBuilder path = new StringBuilder();
    int end = 0;
    while (hole.find()) {
      path.append(Templates.urlText(operation.path().substring(end, hole.start())));
      String name = hole.group(1);
      Optional<Parameter> parameter =
          parameters.stream()
              .filter(one -> one.place().equals("path") && one.name().equals(name))
              .findFirst();
      if (parameter.isEmpty()) {
        notes.remark(operation.label() + " has no parameter " + name + "; 1 stands for it.");
      }
      path.append(
          parameter
              .map(one -> segment(one, operation, before(operation, hole)))
              .orElseGet(() -> variables.sample(name, before(operation, hole), "1")));
      end = hole.end();
    }
    return path.append(Templates.urlText(operation.path().substring(end))).toString();
  }

  private static String before(Described operation, Matcher hole) {
    return operation.path().substring(0, hole.start());
  }

  private String segment(Parameter parameter, Described operation, String before) {
    Optional<String> single = Samples.single(parameter.value());
    if (single.isEmpty()) {
      return parameter.segment();
    }
    if (single.get().isEmpty()) {
      notes.remark(
          operation.label() + ": " + parameter.name() + " has no sample value; 1 stands for it.");
    }
    String value = single.get().isEmpty() ? "1" : single.get();
    return parameter.prefix() + variables.sample(parameter.name(), before, value);
  }

  private String query(List<Parameter> parameters, Map<String, String> entrance) {
    List<String> parts = new ArrayList<>();
    for (Parameter parameter : parameters) {
      if (parameter.place().equals("query")) {
        parts.addAll(parameter.query(plain -> secrets.field(parameter.name(), plain)));
      }
    }
    entrance.forEach((name, secret) -> parts.add(name + "=" + secret));
    return String.join("&", parts);
  }

  private Map<String, Value> headers(
      List<Parameter> parameters, Content content, Entrance entrance) {
    Map<String, Value> headers = new LinkedHashMap<>();
    entrance.headers().forEach((name, value) -> headers.put(name, Value.ofText(value)));
    content.type().ifPresent(type -> headers.put("Content-Type", Value.ofText(type)));
    for (Parameter parameter : parameters) {
      boolean known =
          headers.keySet().stream().anyMatch(name -> name.equalsIgnoreCase(parameter.name()));
      if (parameter.place().equals("header") && HeaderFields.isName(parameter.name()) && !known) {
        String value = HeaderFields.oneLine(parameter.header());
        headers.put(parameter.name(), Value.ofText(secrets.header(parameter.name(), value)));
      }
      if (parameter.place().equals("cookie")) {
        notes.remark(
            "The cookie "
                + parameter.name()
                + " is left out; users keep the cookies that they are given.");
      }
    }
    return headers;
  }

  /**
   * What is sent.
   *
   * @param body by the key of a plan; none for no body
   * @param type the media type, if it is not the usual one of the key
   */
  private record Content(Map<String, Value> body, Optional<String> type) {
    static final Content NONE = new Content(Map.of(), Optional.empty());
  }

  /** Returns the content; empty, with a note, if no plan can send any of those described. */
  private Optional<Content> content(Described operation) {
    Part body = references.get(operation.operation(), "requestBody");
    Map<String, Value> types = body.value().get("content").asMap();
    if (types.isEmpty()) {
      return Optional.of(Content.NONE);
    }
    for (Map.Entry<String, Value> type : types.entrySet()) {
      if (isJson(mediaType(type.getKey()))) {
        return Optional.of(json(operation, type.getKey(), part(body, type.getValue())));
      }
    }
    for (Map.Entry<String, Value> type : types.entrySet()) {
      if (mediaType(type.getKey()).equals(FORM)) {
        return Optional.of(form(operation, part(body, type.getValue())));
      }
    }
    for (Map.Entry<String, Value> type : types.entrySet()) {
      Optional<Content> text = text(type.getKey(), part(body, type.getValue()));
      if (text.isPresent()) {
        return text;
      }
    }
    String why = "its body is " + String.join(" or ", types.keySet()) + ", which plans cannot make";
    if (body.value().isTrue("required")) {
      notes.leftOut(operation.label(), why);
      return Optional.empty();
    }
    notes.remark(operation.label() + " is sent without a body: " + why + ".");
    return Optional.of(Content.NONE);
  }

  private static Part part(Part body, Value media) {
    return new Part(media, body.file());
  }

  private Content json(Described operation, String type, Part media) {
    Value value = value(operation, media);
    boolean usual = List.of("application/json", "*/*").contains(mediaType(type));
    return new Content(
        Map.of("json", secrets.body(value)),
        usual || type.contains("*") ? Optional.empty() : Optional.of(type));
  }

  private Content form(Described operation, Part media) {
    Map<String, Value> fields = new LinkedHashMap<>();
    value(operation, media)
        .asMap()
        .forEach((name, field) -> {
          String plain = Samples.single(field).orElseGet(() -> JsonText.of(field));
          fields.put(name, Value.ofText(secrets.field(name, plain)));
        });
    return new Content(Map.of("form", Value.Mapping.of(fields)), Optional.empty());
  }

  /** Returns a text of any type that has one as its example, or of plain text. */
  private Optional<Content> text(String type, Part media) {
    String plain = mediaType(type);
    Optional<String> example =
        example(media)
            .or(() -> Optional.of(references.get(media, "schema").value().get("example")))
            .flatMap(Value::asText);
    boolean simple = plain.equals("text/plain");
    return example
        .or(() -> simple ? Optional.of("sample") : Optional.empty())
        .filter(_ -> !plain.startsWith("multipart/") && !plain.equals("application/octet-stream"))
        .map(found ->
            new Content(Map.of("body", Value.ofText(secrets.mask(found))), Optional.of(type)));
  }

  private Value value(Described operation, Part media) {
    return example(media)
        .orElseGet(() -> samples.of(media.get("schema"), operation.label() + ", body"));
  }

  private static boolean isJson(String type) {
    return type.equals("application/json") || type.endsWith("+json") || type.equals("*/*");
  }

  private static String mediaType(String text) {
    return text.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }
}
