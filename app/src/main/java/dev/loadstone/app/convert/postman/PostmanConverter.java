package dev.loadstone.app.convert.postman;

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
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.problem.InvalidInputException;
import dev.loadstone.core.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan of a collection of Postman (v2.0 or v2.1): a scenario for each folder. */
public final class PostmanConverter {
  /** The most requests that are read. */
  private static final int REQUESTS_MAX = 10_000;

  private final SourceFile source;
  private final Value collection;
  private final Wishes wishes;
  private final Notes notes;
  private final Problems problems = new Problems();
  private final Secrets secrets;
  private final Placeholders placeholders;
  private final PathVariables variables;
  private final ItemStep items;
  private final Map<String, List<DraftStep>> byFolder = new LinkedHashMap<>();
  private int requests;
  private int unwanted;
  private int off;

  private PostmanConverter(SourceFile source, Wishes wishes, Notes notes) {
    this.source = source;
    this.collection = collection(source.root());
    this.wishes = wishes;
    this.notes = notes;
    Names names = new Names();
    this.secrets = new Secrets(names, notes);
    this.placeholders = new Placeholders(names, secrets, notes);
    this.variables = new PathVariables(names, secrets);
    this.items = new ItemStep(placeholders, variables, secrets, notes, wishes.keepCookies());
  }

  /** Returns whether a document is a collection, of any version. */
  public static boolean recognises(Value root) {
    Value collection = collection(root);
    return (collection.get("item") instanceof Value.Listing && collection.has("info"))
        || isOld(collection);
  }

  /** Returns whether a document is an environment, or the global variables, of Postman. */
  public static boolean isEnvironment(Value root) {
    return root.get("values") instanceof Value.Listing
        && (root.has("_postman_variable_scope") || root.has("name"));
  }

  private static boolean isOld(Value collection) {
    return collection.get("requests") instanceof Value.Listing && collection.has("order");
  }

  /** What Postman's API gives has the collection inside. */
  private static Value collection(Value root) {
    return root.get("collection").has("info") ? root.get("collection") : root;
  }

  /**
   * Returns the plan.
   *
   * @param notes collects what was left out
   * @throws InvalidInputException with everything that is wrong: another version, hosts without a
   *     value, no request
   */
  public static DraftPlan convert(SourceFile source, Wishes wishes, Notes notes) {
    return new PostmanConverter(source, wishes, notes).plan();
  }

  private DraftPlan plan() {
    if (isOld(collection)) {
      problem(
          collection.get("requests"),
          "requests",
          "must be a collection of version 2.0 or 2.1, got: version 1",
          "Export it from Postman anew as Collection v2.1.");
    }
    requireEnvironments();
    problems.throwIfAny();
    wishes.environments().forEach(file -> off += placeholders.define(file.root().get("values")));
    off += placeholders.define(collection.get("variable"));
    collect(collection);
    scripts(collection, "the collection");
    walk(collection, "", collection.get("auth"));
    List<DraftScenario> scenarios = aimed(scenarios());
    problems.throwIfAny();
    if (scenarios.isEmpty()) {
      problem(
          collection.get("item"),
          "item",
          "must have a request that the plan can send, got none",
          String.join("; ", notes.leftOut()) + (notes.leftOut().isEmpty() ? "" : "."));
      problems.throwIfAny();
    }
    if (off > 0) {
      notes.leftOut(
          String.valueOf(off), "headers, parameters, fields and variables that are switched off");
    }
    if (unwanted > 0) {
      notes.leftOut(String.valueOf(unwanted), "requests that --include and --exclude do not want");
    }
    String name = collection.get("info").text("name");
    Map<String, String> all = new LinkedHashMap<>(placeholders.variables());
    all.putAll(variables.values());
    return new DraftPlan(
        source.fileName() + " (Postman collection)",
        Names.slug(name, "collection"),
        name.replaceAll("\\p{Cntrl}", " ").strip(),
        all,
        secrets.credentials(),
        Map.of(),
        DraftLoad.modest(),
        scenarios);
  }

  private void requireEnvironments() {
    for (SourceFile file : wishes.environments()) {
      if (!isEnvironment(file.root())) {
        problems.add(
            file.problem(
                file.root(),
                "values",
                "must be the list of an environment of Postman, got: "
                    + file.root().get("values").describe(),
                "Export the environment from Postman; --environment takes that file."));
      }
    }
  }

  /** Learns which variables are taken from responses, before the first of them is used. */
  private void collect(Value folder) {
    for (Value item : folder.get("item").asList()) {
      off += placeholders.define(item.get("variable"));
      Scripts.of(item).extracted().keySet().forEach(placeholders::extract);
      collect(item);
    }
  }

  private void walk(Value folder, String path, Value auth) {
    for (Value item : folder.get("item").asList()) {
      String name = item.text("name").replaceAll("\\p{Cntrl}", " ").strip();
      String where = path.isEmpty() ? name : path + " / " + name;
      Value own = item.get("auth").isPresent() ? item.get("auth") : auth;
      if (item.get("item") instanceof Value.Listing) {
        scripts(item, "the folder " + where);
        walk(item, where, own);
      } else if (item.has("request")) {
        if (++requests > REQUESTS_MAX) {
          problem(
              item,
              "item",
              "must have at most " + REQUESTS_MAX + " requests",
              "Split the collection.");
          return;
        }
        add(item, path, where, own);
      }
    }
  }

  private void add(Value item, String folder, String where, Value auth) {
    Value own = item.get("request").get("auth");
    ItemStep.Made made = items.of(item, where, own.isPresent() ? own : auth);
    off += made.off();
    boolean wanted =
        wishes
            .patterns()
            .want(
                WebAddress.of(made.url().base()).map(WebAddress::host).orElse(""),
                made.url().name());
    if (!wanted) {
      unwanted++;
      return;
    }
    if (made.url().base().isEmpty() && wishes.target().isEmpty()) {
      problem(
          item.get("request"),
          where,
          "must have a URL whose host has a value, got: " + made.url().shown(),
          "Give the environment's file with --environment, or say where the API is with --target.");
    }
    made.step()
        .ifPresent(step -> byFolder.computeIfAbsent(folder, _ -> new ArrayList<>()).add(step));
  }

  private void scripts(Value owner, String what) {
    Scripts scripts = Scripts.of(owner);
    if (scripts.hasBefore()) {
      notes.leftOut("pre-request script of " + what, "plans run no scripts");
    }
    if (scripts.hasAfter()) {
      notes.leftOut("test script of " + what, "plans run no scripts");
    }
  }

  private List<DraftScenario> scenarios() {
    String name = collection.get("info").text("name");
    List<DraftScenario> scenarios = new ArrayList<>();
    byFolder.forEach((folder, steps) ->
        scenarios.add(
            new DraftScenario(
                Names.slug(folder.isEmpty() ? name : folder, "requests"),
                "",
                Optional.empty(),
                steps)));
    return scenarios;
  }

  /** Returns the scenarios with the target that is wished for in place of the first one. */
  private List<DraftScenario> aimed(List<DraftScenario> scenarios) {
    Optional<String> wished = wishes.target().flatMap(WebAddress::of).map(WebAddress::base);
    if (wished.isEmpty() || scenarios.isEmpty()) {
      return scenarios;
    }
    String first =
        scenarios.stream()
            .flatMap(scenario -> scenario.steps().stream())
            .map(DraftStep::base)
            .filter(base -> !base.isEmpty())
            .findFirst()
            .orElse("");
    return scenarios.stream()
        .map(scenario ->
            new DraftScenario(
                scenario.name(),
                scenario.comment(),
                scenario.think(),
                scenario.steps().stream()
                    .map(step ->
                        step.base().isEmpty() || step.base().equals(first)
                            ? step.at(wished.get())
                            : step)
                    .toList()))
        .toList();
  }

  private void problem(Value at, String path, String message, String fix) {
    problems.add(source.problem(at, path, message, fix));
  }
}
