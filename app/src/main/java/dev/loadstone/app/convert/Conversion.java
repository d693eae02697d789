package dev.loadstone.app.convert;

import dev.loadstone.app.convert.draft.DraftPlan;
import dev.loadstone.app.convert.draft.DraftPlan.DraftCredential;
import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.draft.PlanText;
import dev.loadstone.app.convert.draft.Wishes;
import dev.loadstone.app.convert.har.HarConverter;
import dev.loadstone.app.convert.openapi.OpenApiConverter;
import dev.loadstone.app.convert.postman.PostmanConverter;
import dev.loadstone.app.convert.source.SourceFile;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan that was made of something else.
 *
 * @param text the plan in YAML, which can be read
 * @param scenarios how many it has
 * @param requests how many steps of it send something
 * @param environment the variables that must be set for its credentials
 * @param leftOut what of the document it does not have, each on a line
 * @param remarks what to look at, each on a line
 */
public record Conversion(
    String text,
    int scenarios,
    long requests,
    List<String> environment,
    List<String> leftOut,
    List<String> remarks) {
  /** The largest plan that can be read. */
  private static final int TEXT_MAX = 3_000_000;

  private static final int KEYS_SHOWN = 5;

  /** What a plan can be made of. */
  public enum Format {
    /** A recording of a browser. */
    HAR("a recording of a browser (HAR)"),
    /** A description of an API. */
    OPENAPI("a description of an API (OpenAPI)"),
    /** A collection of requests. */
    POSTMAN("a collection of Postman");

    private final String label;

    Format(String label) {
      this.label = label;
    }

    private boolean recognises(Value root) {
      return switch (this) {
        case HAR -> HarConverter.recognises(root);
        case OPENAPI -> OpenApiConverter.recognises(root);
        case POSTMAN -> PostmanConverter.recognises(root);
      };
    }

    private DraftPlan convert(SourceFile source, Wishes wishes, Notes notes) {
      return switch (this) {
        case HAR -> HarConverter.convert(source, wishes, notes);
        case OPENAPI -> OpenApiConverter.convert(source, wishes, notes);
        case POSTMAN -> PostmanConverter.convert(source, wishes, notes);
      };
    }
  }

  /**
   * Makes a plan.
   *
   * @param file JSON or YAML
   * @param from what it is; recognised by its content if empty
   * @param oneScenario whether all steps are of one scenario, in the order of the document
   * @throws InvalidInputException with everything that is wrong with the document, or if the plan
   *     would be too large
   */
  public static Conversion of(
      Path file, Optional<Format> from, Wishes wishes, boolean oneScenario) {
    SourceFile source = SourceFile.read(file);
    Format format = format(source, from);
    Notes notes = new Notes();
    DraftPlan draft = format.convert(source, wishes, notes);
    DraftPlan plan = oneScenario ? draft.inOneScenario(draft.name()) : draft;
    PlanText text = PlanText.of(plan, notes);
    requireReadable(source, text);
    return new Conversion(
        text.text(),
        plan.scenarios().size(),
        plan.requests(),
        text.credentials().stream().map(DraftCredential::environment).toList(),
        notes.leftOut(),
        notes.remarks());
  }

  private static Format format(SourceFile source, Optional<Format> from) {
    Optional<Format> found = Optional.empty();
    for (Format format : Format.values()) {
      if (found.isEmpty() && format.recognises(source.root())) {
        found = Optional.of(format);
      }
    }
    if (from.isPresent() && found.isPresent() && !found.equals(from)) {
      throw wrong(
          source,
          "must be " + from.get().label + ", got: " + found.get().label,
          "Leave --from out.");
    }
    if (found.isEmpty() && PostmanConverter.isEnvironment(source.root())) {
      throw wrong(
          source,
          "must be a collection of Postman, got: an environment",
          "Name the collection's file, and this one by --environment.");
    }
    return found.orElseThrow(() ->
        wrong(
            source,
            "must be "
                + from.map(format -> format.label)
                    .orElse(
                        "a recording of a browser (HAR), a description of an API (OpenAPI) or a"
                            + " collection of Postman")
                + ", got: "
                + shown(source.root()),
            "HAR has log.entries, OpenAPI has openapi and paths, a collection has info and"
                + " item."));
  }

  private static String shown(Value root) {
    return root instanceof Value.Mapping mapping
        ? "the keys "
            + mapping.members().keySet().stream()
                .limit(KEYS_SHOWN)
                .collect(Collectors.joining(", "))
            + (mapping.members().size() > KEYS_SHOWN ? " …" : "")
        : root instanceof Value.Listing ? "a list" : root.isPresent() ? "a text" : "nothing";
  }

  private static InvalidInputException wrong(SourceFile source, String message, String fix) {
    return new InvalidInputException(List.of(source.problem(Value.absent(), "", message, fix)));
  }

  private static String megabytes(int characters) {
    return String.format(Locale.ROOT, "%.1f MB", characters / 1e6);
  }

  /** What is handed out has been read once. */
  private static void requireReadable(SourceFile source, PlanText plan) {
    if (plan.text().length() > TEXT_MAX) {
      throw wrong(
          source,
          "would make a plan of "
              + megabytes(plan.text().length())
              + ", but the largest that can be read has "
              + megabytes(TEXT_MAX),
          "Choose less with --include and --exclude.");
    }
    Map<String, String> secrets =
        plan.credentials().stream()
            .collect(
                Collectors.toMap(DraftCredential::environment, _ -> "secret", (first, _) -> first));
    try {
      new PlanReader().read("plan.yaml", plan.text(), ReadOptions.NONE.withEnvironment(secrets));
    } catch (InvalidInputException unreadable) {
      throw new IllegalStateException(
          "the plan made of " + source.name() + " cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }
}
