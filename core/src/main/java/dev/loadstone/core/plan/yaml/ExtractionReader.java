package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.Entry;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.Extraction;
import dev.loadstone.core.plan.Extraction.Source;
import dev.loadstone.core.problem.InvalidTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is kept of a response. */
final class ExtractionReader {
  private static final List<String> SOURCES =
      List.of("json", "header", "regex", "cookie", "event", "text");

  private final ReadContext context;

  ExtractionReader(ReadContext context) {
    this.context = context;
  }

  /** Returns the extractions that could be read. */
  List<Extraction> read(Map<String, Entry> entries) {
    List<Extraction> extractions = new ArrayList<>();
    entries.forEach((name, entry) -> read(name, entry.value()).ifPresent(extractions::add));
    return extractions;
  }

  private Optional<Extraction> read(String name, DocumentNode node) {
    try {
      String variable = NameScope.requireName(name);
      return source(node).map(source -> new Extraction(variable, source));
    } catch (InvalidTextException wrong) {
      context.add(node, wrong);
      return Optional.empty();
    }
  }

  private Optional<Source> source(DocumentNode node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new Extraction.Json(JsonPathParser.parse(scalar.text())));
    }
    return context.fields(node, StepShapes.EXTRACTION).flatMap(this::source);
  }

  private Optional<Source> source(Fields fields) {
    boolean ofEvent = fields.has("event");
    List<String> given =
        SOURCES.stream()
            .filter(fields::has)
            .filter(key -> !ofEvent || !key.equals("json"))
            .toList();
    Optional<Long> group = fields.integer("group", 0, 99);
    Optional<Source> event = event(fields);
    Optional<Source> source =
        event
            .or(() -> fields.quantity("json", JsonPathParser::parse).map(Extraction.Json::new))
            .or(() ->
                fields
                    .choice("text", Extraction.StreamText.Kind.class)
                    .map(Extraction.StreamText::new))
            .or(() ->
                fields
                    .quantity("header", Lengths::notBlank)
                    .map(name -> new Extraction.Header(name.toLowerCase(Locale.ROOT))))
            .or(() -> fields.quantity("cookie", Lengths::notBlank).map(Extraction.Cookie::new))
            .or(() -> regex(fields, group));
    fields.finish();
    if (given.size() != 1) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have one of the keys " + String.join(", ", SOURCES),
                      "Write $.path or, for example, {header: X-Id}."));
      return Optional.empty();
    }
    if (fields.has("optional") && !ofEvent) {
      context
          .problems()
          .add(fields.map().problem("must have optional only beside event", "Remove optional."));
    }
    if (group.isPresent() && !given.contains("regex")) {
      context
          .problems()
          .add(fields.map().problem("must have group only beside regex", "Remove group."));
    }
    return source;
  }

  private Optional<Source> event(Fields fields) {
    if (!fields.has("event")) {
      return Optional.empty();
    }
    Optional<String> type = fields.quantity("event", Lengths::notBlank);
    boolean optional = fields.bool("optional").orElse(false);
    fields.required("json", "Write {event: RUN_FINISHED, json: $.outcome.type}.");
    return fields
        .quantity("json", JsonPathParser::parse)
        .flatMap(path -> type.map(name -> new Extraction.Event(name, path, optional)));
  }

  private Optional<Source> regex(Fields fields, Optional<Long> group) {
    Optional<Pattern> pattern = fields.quantity("regex", ValueTestParser::pattern);
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    int groups = pattern.get().matcher("").groupCount();
    int chosen = group.map(Long::intValue).orElse(Math.min(1, groups));
    if (chosen > groups) {
      context
          .problems()
          .add(
              fields
                  .map()
                  .problem(
                      "must have a group of the regular expression, got: group "
                          + chosen
                          + " of "
                          + groups,
                      "Put ( ) around the part that is meant."));
      return Optional.empty();
    }
    return Optional.of(new Extraction.Regex(pattern.get(), chosen));
  }
}
