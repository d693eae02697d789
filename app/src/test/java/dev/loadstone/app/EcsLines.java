package dev.loadstone.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lines of a log, held against the Elastic Common Schema.
 *
 * <p><b>Source:</b> Elastic Common Schema 8.11, field reference.
 */
public final class EcsLines {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("@timestamp", "date"),
          Map.entry("log.level", "keyword"),
          Map.entry("message", "match_only_text"),
          Map.entry("ecs.version", "keyword"),
          Map.entry("service.name", "keyword"),
          Map.entry("service.version", "keyword"),
          Map.entry("process.pid", "long"),
          Map.entry("event.kind", "keyword"),
          Map.entry("event.action", "keyword"),
          Map.entry("event.code", "keyword"),
          Map.entry("event.dataset", "keyword"),
          Map.entry("event.outcome", "keyword"),
          Map.entry("error.type", "keyword"),
          Map.entry("error.message", "match_only_text"),
          Map.entry("error.stack_trace", "wildcard"),
          Map.entry("server.address", "keyword"),
          Map.entry("server.port", "long"));
  private static final List<String> FIRST =
      List.of("@timestamp", "log.level", "message", "ecs.version");
  private static final List<String> ALWAYS =
      List.of("service.name", "service.version", "process.pid", "event.kind", "event.action");
  private static final Map<String, Set<String>> VALUES =
      Map.of(
          "log.level", Set.of("info", "warn", "error"),
          "event.kind", Set.of("event"),
          "event.outcome", Set.of("success", "failure", "unknown"));
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EcsLines() {}

  /** Returns the events of a text, each of which is one line and right by the schema. */
  public static List<JsonNode> of(String text) {
    assertThat(text).endsWith("\n");
    List<JsonNode> events = new ArrayList<>();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      events.add(one(line));
    }
    return events;
  }

  /** Returns the event of a line without its end. */
  public static JsonNode one(String line) {
    assertThat(line.codePoints().filter(c -> Character.getType(c) == Character.CONTROL)).isEmpty();
    JsonNode event;
    try {
      event = JSON.readTree(line);
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON: " + line, malformed);
    }
    assertThat(event.isObject()).as(line).isTrue();
    List<String> names = new ArrayList<>();
    event.fieldNames().forEachRemaining(names::add);
    assertThat(names).startsWith(FIRST.toArray(String[]::new)).containsAll(ALWAYS);
    assertThat(names)
        .as("names that can be made objects at their dots")
        .noneMatch(name -> names.stream().anyMatch(other -> other.startsWith(name + ".")));
    event.properties().forEach(field -> check(field.getKey(), field.getValue()));
    return event;
  }

  private static void check(String name, JsonNode value) {
    if (name.startsWith("loadstone.")) {
      assertThat(value.isNumber() || value.isTextual()).as(name).isTrue();
      return;
    }
    String type = name.startsWith("labels.") ? "keyword" : TYPES.getOrDefault(name, "unknown");
    switch (type) {
      case "date" -> assertThat(Instant.parse(value.textValue())).isNotNull();
      case "long" -> assertThat(value.isIntegralNumber()).as(name).isTrue();
      case "unknown" -> throw new AssertionError(name + " is not in the schema");
      default -> assertThat(value.isTextual()).as(name).isTrue();
    }
    assertThat(VALUES.getOrDefault(name, Set.of(value.asText()))).contains(value.asText());
  }

  /** Returns the events with this action. */
  public static List<JsonNode> of(List<JsonNode> events, String action) {
    return events.stream()
        .filter(event -> event.path("event.action").asText().equals(action))
        .toList();
  }

  /** Returns the one event with this action. */
  public static JsonNode only(List<JsonNode> events, String action) {
    assertThat(of(events, action)).as(action).hasSize(1);
    return of(events, action).getFirst();
  }
}
