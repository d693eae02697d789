package dev.loadstone.core.plan.yaml;

import dev.loadstone.core.document.Shape;
import dev.loadstone.core.document.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of plans, made of the same declarations that the reader goes by.
 *
 * <p><b>Source:</b> JSON Schema, draft 2020-12.
 */
public final class PlanSchema {
  /** What identifies the schema. */
  public static final String ID = "urn:loadstone:plan:1";

  private static final String EXPRESSION = "\\$\\{";
  private static final double EXACT_MAX = 1L << 53;

  private PlanSchema() {}

  /** Returns the schema as JSON text, indented, with a line break at its end. */
  public static String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "Loadstone plan");
    schema.putAll(mapping(PlanShapes.PLAN));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put(
        "step",
        Map.of(
            "anyOf",
            PlanShapes.STEP_KINDS.stream().map(shape -> reference(shape.title())).toList()));
    List<Shape> probes = ProbeShapes.probes();
    definitions.put(
        "probe",
        probes.isEmpty()
            ? Map.of("type", "object")
            : Map.of("anyOf", probes.stream().map(shape -> reference(shape.title())).toList()));
    PlanShapes.all().stream()
        .skip(1)
        .forEach(shape -> definitions.put(shape.title(), mapping(shape)));
    schema.put("$defs", definitions);
    return JsonText.of(schema) + "\n";
  }

  private static Map<String, Object> mapping(Shape shape) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Shape.Key key : shape.keys()) {
      Map<String, Object> property = new LinkedHashMap<>();
      property.put("description", key.description());
      property.putAll(type(key.type()));
      properties.put(key.name(), property);
      if (key.required()) {
        required.add(key.name());
      }
    }
    Map<String, Object> mapping = new LinkedHashMap<>();
    mapping.put("type", "object");
    mapping.put("properties", properties);
    if (!required.isEmpty()) {
      mapping.put("required", required);
    }
    mapping.put("additionalProperties", false);
    return mapping;
  }

  private static Map<String, Object> type(ValueType type) {
    return switch (type) {
      case ValueType.Text text -> text(text);
      case ValueType.Quantity quantity -> orExpression(quantity(quantity));
      case ValueType.Truth ignored -> orExpression(Map.of("type", "boolean"));
      case ValueType.Choice choice -> orExpression(Map.of("enum", choice.words()));
      case ValueType.ListOf list -> ordered("type", "array", "items", type(list.item()));
      case ValueType.MapOf map ->
          ordered("type", "object", "additionalProperties", type(map.value()));
      case ValueType.Mapping mapping -> reference(mapping.title());
      case ValueType.AnyOf any ->
          Map.of("anyOf", any.types().stream().map(PlanSchema::type).toList());
      case ValueType.Anything ignored -> Map.of();
    };
  }

  private static Map<String, Object> text(ValueType.Text text) {
    Map<String, Object> type = new LinkedHashMap<>();
    if (text.pattern().isEmpty()) {
      type.put("type", List.of("string", "number", "boolean"));
    } else if ("0".matches(text.pattern())) {
      type.put("anyOf", List.of(pattern(text.pattern()), Map.of("const", 0)));
    } else {
      type.putAll(pattern(text.pattern()));
    }
    if (!text.examples().isEmpty()) {
      type.put("examples", text.examples());
    }
    return type;
  }

  private static Map<String, Object> pattern(String pattern) {
    return ordered("type", "string", "pattern", pattern + "|" + EXPRESSION);
  }

  private static Map<String, Object> quantity(ValueType.Quantity quantity) {
    Map<String, Object> type = new LinkedHashMap<>();
    type.put("type", quantity.whole() ? "integer" : "number");
    if (Math.abs(quantity.min()) < EXACT_MAX) {
      type.put("minimum", new BigDecimal(quantity.min()));
    }
    if (Math.abs(quantity.max()) < EXACT_MAX) {
      type.put("maximum", new BigDecimal(quantity.max()));
    }
    return type;
  }

  /** Adds that an environment variable may stand for the value. */
  private static Map<String, Object> orExpression(Map<String, Object> type) {
    return Map.of("anyOf", List.of(type, ordered("type", "string", "pattern", EXPRESSION)));
  }

  private static Map<String, Object> reference(String title) {
    return Map.of("$ref", "#/$defs/" + title);
  }

  private static Map<String, Object> ordered(
      String key, Object value, String otherKey, Object otherValue) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(otherKey, otherValue);
    return map;
  }
}
