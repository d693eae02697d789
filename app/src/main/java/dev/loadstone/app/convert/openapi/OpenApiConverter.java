package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.draft.DraftPlan;
import dev.loadstone.app.convert.draft.DraftPlan.DraftLoad;
import dev.loadstone.app.convert.draft.DraftScenario;
import dev.loadstone.app.convert.draft.DraftStep;
import dev.loadstone.app.convert.draft.Names;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.PathVariables;
import dev.loadstone.app.convert.draft.Secrets;
import dev.loadstone.app.convert.draft.WebAddress;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.app.convert.openapi.OperationStep.Described;
import dev.loadstone.app.convert.openapi.References.Part;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a plan of a description of an API (OpenAPI 3.0 or 3.1): a scenario for each tag. */
public final class OpenApiConverter {
  /** The most operations that are read. */
  static final int OPERATIONS_MAX = 10_000;

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");

  private final SourceFile source;
  private final Wishes wishes;
  private final Notes notes;
  private final Problems problems = new Problems();
  private final References references;
  private final Secrets secrets;
  private final PathVariables variables;
  private final OperationStep steps;

  private OpenApiConverter(SourceFile source, Wishes wishes, Notes notes) {
    this.source = source;
    this.wishes = wishes;
    this.notes = notes;
    this.references = new References(source, problems);
    Names names = new Names();
    this.secrets = new Secrets(names, notes);
    this.variables = new PathVariables(names, secrets);
    this.steps = new OperationStep(references, secrets, variables, notes);
  }

  /** Returns whether a document is a description of an API, of any version. */
  public static boolean recognises(Value root) {
    return root.has("openapi") || root.has("swagger");
  }

  /**
   * Returns the plan.
   *
   * @param notes collects what was left out
   * @throws InvalidInputException with everything that is wrong: another version, references that
   *     lead nowhere, no server, no operation
   */
  public static DraftPlan convert(SourceFile source, Wishes wishes, Notes notes) {
    return new OpenApiConverter(source, wishes, notes).plan();
  }

  private DraftPlan plan() {
    requireVersion();
    Value root = source.root();
    String base = base(references.root()).or(this::wished).orElse("");
    if (base.isEmpty()) {
      problem(
          root.get("servers"),
          "servers[0].url",
          "must be a whole URL of http or https, got: "
              + root.get("servers").asList().stream()
                  .findFirst()
                  .map(server -> server.text("url"))
                  .orElse("nothing"),
          "Say where the API is with --target, for example --target http://127.0.0.1:8080/api.");
      problems.throwIfAny();
    }
    List<DraftScenario> scenarios = scenarios(wished().orElse(base));
    problems.throwIfAny();
    if (scenarios.isEmpty()) {
      problem(
          root.get("paths"),
          "paths",
          "must have an operation that the plan can send, got none",
          String.join("; ", notes.leftOut()) + (notes.leftOut().isEmpty() ? "" : "."));
      problems.throwIfAny();
    }
    leftOver(root);
    Value info = root.get("info");
    String title = info.text("title");
    return new DraftPlan(
        source.fileName() + " (OpenAPI " + root.text("openapi") + ")",
        Names.slug(title, "api"),
        title.replaceAll("\\p{Cntrl}", " ").strip(),
        variables.values(),
        secrets.credentials(),
        Map.of(),
        DraftLoad.modest(),
        scenarios);
  }

  private void requireVersion() {
    Value root = source.root();
    if (root.has("swagger")) {
      problem(
          root.get("swagger"),
          "swagger",
          "must be a description in OpenAPI 3.0 or 3.1, got: Swagger " + root.text("swagger"),
          "Convert it first: https://converter.swagger.io does, or npx swagger2openapi FILE.");
    } else if (!root.text("openapi").matches("3\\.[01](\\..*)?")) {
      problem(
          root.get("openapi"),
          "openapi",
          "must be 3.0 or 3.1, got: " + root.get("openapi").describe(),
          "Convert the description to OpenAPI 3.1.");
    }
    problems.throwIfAny();
  }

  private Optional<String> wished() {
    return wishes.target().flatMap(WebAddress::of).map(WebAddress::base);
  }

  /** Returns the first server of a part as a base URL; empty if it has none with a host. */
  private Optional<String> base(Part owner) {
    return owner.value().get("servers").asList().stream()
        .findFirst()
        .map(this::filled)
        .flatMap(WebAddress::of)
        .map(WebAddress::base);
  }

  /** Returns the URL of a server with the defaults of its variables. */
  private String filled(Value server) {
    return HOLE.matcher(server.text("url"))
        .replaceAll(hole -> {
          Value variable = server.get("variables").get(hole.group(1));
          String value =
              variable
                  .get("default")
                  .asText()
                  .or(() ->
                      variable.get("enum").asList().stream().findFirst().flatMap(Value::asText))
                  .orElse("");
          return Matcher.quoteReplacement(value);
        });
  }

  private List<DraftScenario> scenarios(String base) {
    Map<String, List<DraftStep>> byTag = new LinkedHashMap<>();
    Part paths = references.get(references.root(), "paths");
    String host = WebAddress.of(base).map(WebAddress::host).orElse("");
    int operations = 0;
    int unwanted = 0;
    for (String path : paths.value().asMap().keySet()) {
      Part item = references.get(paths, path);
      if (path.startsWith("x-")) {
        continue;
      }
      for (String method : item.value().asMap().keySet()) {
        if (!METHODS.contains(method.toLowerCase(Locale.ROOT))) {
          continue;
        }
        if (!wishes.patterns().want(host, path)) {
          unwanted++;
          continue;
        }
        if (++operations > OPERATIONS_MAX) {
          problem(
              item.value(),
              "paths",
              "must have at most " + OPERATIONS_MAX + " operations that are wanted",
              "Choose paths with --include and --exclude.");
          return List.of();
        }
        add(path, method, item, base, byTag);
      }
    }
    if (unwanted > 0) {
      notes.leftOut(
          String.valueOf(unwanted), "operations that --include and --exclude do not want");
    }
    List<DraftScenario> scenarios = new ArrayList<>();
    byTag.forEach((tag, list) ->
        scenarios.add(
            new DraftScenario(
                Names.slug(tag, "operations"),
                comment(tag),
                Optional.empty(),
                deletionsLast(list))));
    return scenarios;
  }

  private void add(
      String path, String method, Part item, String base, Map<String, List<DraftStep>> byTag) {
    Part operation = references.get(item, method);
    String given = path.startsWith("/") ? path : "/" + path;
    String own = own(operation).or(() -> own(item)).orElse(base);
    Described described =
        new Described(method.toUpperCase(Locale.ROOT), given, item, operation, own);
    Optional<DraftStep> step = steps.of(described);
    step.ifPresent(found ->
        byTag.computeIfAbsent(tag(operation.value(), given), _ -> new ArrayList<>()).add(found));
  }

  /** Returns the server of an operation or path of its own. */
  private Optional<String> own(Part owner) {
    if (owner.value().get("servers").asList().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> base = base(owner);
    if (base.isEmpty()) {
      notes.remark(
          "The server "
              + owner.value().get("servers").asList().getFirst().text("url")
              + " has no host; its operations go to the plan's target.");
    }
    return base;
  }

  private static String tag(Value operation, String path) {
    return operation.get("tags").asList().stream()
        .findFirst()
        .flatMap(Value::asText)
        .orElseGet(() -> {
          String[] segments = path.split("/", -1);
          return segments.length > 1 && !segments[1].contains("{") ? segments[1] : "operations";
        });
  }

  private String comment(String tag) {
    return source.root().get("tags").asList().stream()
        .filter(one -> one.text("name").equals(tag))
        .map(one -> one.text("description").lines().findFirst().orElse("").strip())
        .findFirst()
        .filter(line -> line.length() <= 100)
        .orElse("");
  }

  /** What is deleted should have been asked for before. */
  private static List<DraftStep> deletionsLast(List<DraftStep> steps) {
    List<DraftStep> ordered = new ArrayList<>(steps);
    ordered.sort((one, other) ->
        Boolean.compare(one.line().startsWith("DELETE "), other.line().startsWith("DELETE ")));
    return ordered;
  }

  private void leftOver(Value root) {
    int webhooks = root.get("webhooks").asMap().size();
    if (webhooks > 0) {
      notes.leftOut("webhooks (" + webhooks + ")", "the API calls them, not its users");
    }
    if (!variables.values().isEmpty()) {
      notes.remark(
          "variables: are samples; let them name what is there, or extract: them from an earlier"
              + " step.");
    }
    if (root.get("servers").asList().size() > 1) {
      notes.remark("The first of several servers is the target; --target names another.");
    }
  }

  private void problem(Value at, String path, String message, String fix) {
    problems.add(source.problem(at, path, message, fix));
  }
}
