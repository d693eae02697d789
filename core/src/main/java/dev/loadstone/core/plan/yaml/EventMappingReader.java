package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.DocumentNode;
import dev.loadstone.core.document.DocumentNode.ListNode;
import dev.loadstone.core.document.DocumentNode.ScalarNode;
import dev.loadstone.core.document.Fields;
import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.problem.InvalidTextException;
import dev.loadstone.core.problem.Problems;
import dev.loadstone.core.problem.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the events of a server with names of its own are in AG-UI. */
final class EventMappingReader {
  /** Says that the framing tells the type. */
  static final String FRAME = "frame";

  private static final String SERGAS = "sergas";

  private final Problems problems;

  EventMappingReader(Problems problems) {
    this.problems = problems;
  }

  /** Returns the mapping; empty if the server has AG-UI's own names. */
  Optional<EventMapping> read(Fields fields) {
    Optional<DocumentNode> events = fields.node("events");
    Map<String, JsonPath> members = members(fields);
    boolean inFrame = fields.text("type").filter(FRAME::equals).isPresent();
    Optional<JsonPath> type =
        inFrame ? Optional.empty() : fields.quantity("type", JsonPathParser::parse);
    if (events.isEmpty()) {
      refuseAlone(fields, "type");
      refuseAlone(fields, "members");
      return Optional.empty();
    }
    EventMapping base =
        events.get() instanceof ScalarNode name
            ? readyMade(name)
            : new EventMapping(
                types(fields), Optional.of(JsonPathParser.parse("$.type")), Map.of());
    Map<String, JsonPath> all = new HashMap<>(base.members());
    all.putAll(members);
    return Optional.of(new EventMapping(base.types(), inFrame ? type : type.or(base::type), all));
  }

  private void refuseAlone(Fields fields, String key) {
    fields
        .node(key)
        .ifPresent(node ->
            problems.add(
                node.problem(
                    "must not stand without events", "Add events:, or remove " + key + ".")));
  }

  private EventMapping readyMade(ScalarNode name) {
    if (!name.text().equals(SERGAS)) {
      problems.add(
          name.problem(
              "must be a ready-made mapping or a mapping of names, got: " + name.text(),
              "Write sergas, or {run_begun: RUN_STARTED, text: TEXT_MESSAGE_CHUNK}."));
    }
    return EventMapping.SERGAS;
  }

  private Map<String, List<String>> types(Fields fields) {
    Map<String, List<String>> types = new HashMap<>();
    fields
        .entries("events")
        .forEach((name, entry) -> {
          List<DocumentNode> nodes =
              entry.value() instanceof ListNode list ? list.items() : List.of(entry.value());
          List<String> meanings = new ArrayList<>();
          for (DocumentNode node : nodes) {
            fields.asScalar(node).flatMap(this::meaning).ifPresent(meanings::add);
          }
          types.put(name, meanings);
        });
    return types;
  }

  private Optional<String> meaning(ScalarNode type) {
    if (EventMapping.TYPES.contains(type.text())) {
      return Optional.of(type.text());
    }
    problems.add(
        type.problem(
            "must be a type of AG-UI's events, or INTERRUPT, got: " + type.text(),
            Suggestions.fix(type.text(), EventMapping.TYPES)));
    return Optional.empty();
  }

  private Map<String, JsonPath> members(Fields fields) {
    Map<String, JsonPath> members = new HashMap<>();
    fields
        .entries("members")
        .forEach((name, entry) -> {
          if (!EventMapping.MEMBERS.contains(name)) {
            problems.add(
                entry
                    .value()
                    .problem(
                        "must be of a member of AG-UI's events, got: " + name,
                        Suggestions.fix(name, EventMapping.MEMBERS)));
          }
          fields.asScalar(entry.value()).ifPresent(path -> put(members, name, path));
        });
    return members;
  }

  private void put(Map<String, JsonPath> members, String name, ScalarNode path) {
    try {
      members.put(name, JsonPathParser.parse(path.text()));
    } catch (InvalidTextException wrong) {
      problems.add(path.problem(wrong.problem(), wrong.fix()));
    }
  }
}
