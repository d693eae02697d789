package dev.loadstone.app.convert.openapi;

import dev.loadstone.app.convert.draft.Notes;
import dev.loadstone.app.convert.openapi.References.Part;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Values that a schema allows: its example or default if it has one, else made of its type, format
 * and bounds. A schema within itself is left out where it comes round. Not thread-safe.
 *
 * <p><b>Source:</b> OpenAPI 3.0, section 4.7.24; JSON Schema 2020-12 (validation), sections 6 and
 * 7.3.
 */
final class Samples {
  /** From this depth on only what is required is made. */
  private static final int DEPTH_WHOLE = 4;

  private static final int DEPTH_MAX = 50;
  private static final int PARTS_MAX = 2_000;
  private static final int ITEMS_MAX = 10;
  private static final int TEXT_MAX = 1_000;
  private static final String TEXT = "sample";
  private static final List<String> TRIES =
      List.of(
          TEXT,
          "Sample",
          "SAMPLE",
          "1",
          "123",
          "1234",
          "12345",
          "123456",
          "AB",
          "ABC",
          "A1",
          "AB-123",
          "abc-123",
          "2026-01-15",
          "12:30",
          "+15550100000",
          "1.0.0",
          "#336699",
          "user@example.com",
          "https://example.com/",
          "0123456789abcdef0123456789abcdef");
  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("date", "2026-01-15"),
          Map.entry("date-time", "2026-01-15T09:30:00Z"),
          Map.entry("time", "09:30:00Z"),
          Map.entry("duration", "PT15M"),
          Map.entry("email", "user@example.com"),
          Map.entry("idn-email", "user@example.com"),
          Map.entry("hostname", "host.example.com"),
          Map.entry("ipv4", "192.0.2.1"),
          Map.entry("ipv6", "2001:db8::1"),
          Map.entry("uri", "https://example.com/"),
          Map.entry("url", "https://example.com/"),
          Map.entry("iri", "https://example.com/"),
          Map.entry("uri-reference", "/sample"),
          Map.entry("uuid", "3fa85f64-5717-4562-b3fc-2c963f66afa6"),
          Map.entry("byte", "c2FtcGxl"),
          Map.entry("json-pointer", "/sample"));

  private final References references;
  private final Notes notes;
  private final Set<Value> within = Collections.newSetFromMap(new IdentityHashMap<>());
  private int parts;

  Samples(References references, Notes notes) {
    this.references = references;
    this.notes = notes;
  }

  /**
   * Returns a value that a schema allows.
   *
   * @param schema or a reference to one
   * @param what it is of, for a note
   */
  Value of(Part schema, String what) {
    parts = 0;
    return sample(schema, what, 0).orElseGet(Value::ofNothing);
  }

  /** Returns the value; empty if it would contain itself. */
  private Optional<Value> sample(Part reference, String what, int depth) {
    Part schema = references.follow(reference);
    Value value = schema.value();
    if (++parts > PARTS_MAX || depth > DEPTH_MAX || !within.add(value)) {
      return Optional.empty();
    }
    try {
      Optional<Value> given = given(value);
      return given.isPresent() ? given : made(schema, what, depth);
    } finally {
      within.remove(value);
    }
  }

  private static Optional<Value> given(Value schema) {
    for (String key : List.of("example", "default", "const")) {
      if (schema.has(key)) {
        return Optional.of(schema.get(key));
      }
      if (key.equals("example") && !schema.get("examples").asList().isEmpty()) {
        return Optional.of(schema.get("examples").asList().getFirst());
      }
    }
    return schema.get("enum").asList().stream().filter(Value::isPresent).findFirst();
  }

  private Optional<Value> made(Part schema, String what, int depth) {
    Value value = schema.value();
    if (!value.get("allOf").asList().isEmpty()) {
      return all(schema, what, depth);
    }
    for (String key : List.of("oneOf", "anyOf")) {
      for (Value choice : value.get(key).asList()) {
        Part chosen = references.follow(new Part(choice, schema.file()));
        if (!chosen.value().text("type").equals("null")) {
          Optional<Value> made = sample(new Part(choice, schema.file()), what, depth + 1);
          return made.map(found -> joined(own(schema, what, depth), named(schema, choice, found)));
        }
      }
    }
    return Optional.of(
        switch (type(value)) {
          case "object" -> object(schema, what, depth);
          case "array" -> array(schema, what, depth);
          case "integer" -> number(value, true);
          case "number" -> number(value, false);
          case "boolean" -> Value.ofTruth(true);
          case "null" -> Value.ofNothing();
          default -> Value.ofText(text(value, what));
        });
  }

  /** Returns what a schema says itself, beside its choices. */
  private Value own(Part schema, String what, int depth) {
    return schema.value().get("properties").asMap().isEmpty()
        ? Value.absent()
        : object(schema, what, depth);
  }

  private Optional<Value> all(Part schema, String what, int depth) {
    Value joined = own(schema, what, depth);
    for (Value part : schema.value().get("allOf").asList()) {
      Optional<Value> made = sample(new Part(part, schema.file()), what, depth + 1);
      if (made.isPresent()) {
        joined = joined(joined, made.get());
      }
    }
    return joined.isPresent() ? Optional.of(joined) : Optional.empty();
  }

  private static Value joined(Value one, Value other) {
    if (one instanceof Mapping left && other instanceof Mapping right) {
      Map<String, Value> members = new LinkedHashMap<>(left.members());
      members.putAll(right.members());
      return Mapping.of(members);
    }
    return one.isPresent() ? one : other;
  }

  /** Returns a choice with the property by which it is told from others. */
  private Value named(Part schema, Value choice, Value made) {
    Value discriminator = schema.value().get("discriminator");
    String property = discriminator.text("propertyName");
    String reference = choice.text("$ref");
    if (property.isEmpty() || reference.isEmpty() || !(made instanceof Mapping)) {
      return made;
    }
    String name =
        discriminator.get("mapping").asMap().entrySet().stream()
            .filter(entry -> entry.getValue().asText().orElse("").equals(reference))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(reference.substring(reference.lastIndexOf('/') + 1));
    return joined(made, Mapping.of(Map.of(property, Value.ofText(name))));
  }

  private static String type(Value schema) {
    Value type = schema.get("type");
    Optional<String> said =
        type.asText()
            .or(() ->
                type.asList().stream()
                    .flatMap(one -> one.asText().stream())
                    .filter(one -> !one.equals("null"))
                    .findFirst());
    if (said.isPresent()) {
      return said.get();
    }
    if (schema.has("properties") || schema.has("additionalProperties")) {
      return "object";
    }
    return schema.has("items") ? "array" : schema.has("minimum") ? "number" : "string";
  }

  private Value object(Part schema, String what, int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    List<String> required =
        schema.value().get("required").asList().stream()
            .flatMap(one -> one.asText().stream())
            .toList();
    schema
        .value()
        .get("properties")
        .asMap()
        .forEach((name, property) -> {
          Part part = new Part(property, schema.file());
          Value followed = references.follow(part).value();
          boolean needed = required.contains(name);
          boolean wanted =
              !followed.isTrue("readOnly")
                  && (needed || (depth < DEPTH_WHOLE && !followed.isTrue("deprecated")));
          if (wanted) {
            sample(part, what + "." + name, depth + 1).ifPresent(made -> members.put(name, made));
          }
        });
    Value more = schema.value().get("additionalProperties");
    if (members.isEmpty() && more instanceof Mapping && depth < DEPTH_WHOLE) {
      sample(new Part(more, schema.file()), what, depth + 1)
          .ifPresent(made -> members.put("key", made));
    }
    return Mapping.of(members);
  }

  private Value array(Part schema, String what, int depth) {
    List<Value> items = new ArrayList<>();
    double least = schema.value().get("minItems").asNumber().orElse(1.0);
    double most = schema.value().get("maxItems").asNumber().orElse((double) ITEMS_MAX);
    int count = (int) Math.min(Math.max(1, least), Math.min(most, ITEMS_MAX));
    if (count > 0) {
      sample(schema.get("items"), what, depth + 1)
          .ifPresent(item -> items.addAll(Collections.nCopies(count, item)));
    }
    return Listing.of(items);
  }

  private static Value number(Value schema, boolean whole) {
    BigDecimal step =
        decimal(schema, "multipleOf").filter(found -> found.signum() > 0).orElse(BigDecimal.ONE);
    Optional<BigDecimal> least = decimal(schema, "minimum");
    Optional<BigDecimal> above =
        schema.isTrue("exclusiveMinimum") ? least : decimal(schema, "exclusiveMinimum");
    Optional<BigDecimal> most = decimal(schema, "maximum");
    Optional<BigDecimal> below =
        schema.isTrue("exclusiveMaximum") ? most : decimal(schema, "exclusiveMaximum");
    BigDecimal low = least.or(() -> above).orElse(BigDecimal.ONE);
    BigDecimal number = low.divide(step, 0, RoundingMode.CEILING).multiply(step);
    if (above.isPresent() && number.compareTo(above.get()) <= 0) {
      number = number.add(step);
    }
    Optional<BigDecimal> high = most.or(() -> below);
    boolean tooHigh =
        high.isPresent()
            && (number.compareTo(high.get()) > 0
                || (below.isPresent() && number.compareTo(below.get()) >= 0));
    if (tooHigh) {
      number =
          least.isPresent() || above.isPresent()
              ? low.add(high.get()).divide(BigDecimal.valueOf(2))
              : high.get().divide(step, 0, RoundingMode.FLOOR).multiply(step);
      number =
          below.isPresent() && number.compareTo(below.get()) >= 0 ? number.subtract(step) : number;
    }
    BigDecimal shown = whole ? number.setScale(0, RoundingMode.FLOOR) : number.stripTrailingZeros();
    return Value.ofNumber(shown.toPlainString());
  }

  private static Optional<BigDecimal> decimal(Value schema, String key) {
    return schema.get(key).asNumber().map(BigDecimal::valueOf);
  }

  private String text(Value schema, String what) {
    String format = schema.text("format");
    String text = FORMATS.getOrDefault(format, TEXT);
    String pattern = schema.text("pattern");
    if (!pattern.isEmpty()) {
      Optional<String> fitting = fitting(pattern, text);
      if (fitting.isEmpty()) {
        notes.remark(
            "The sample of "
                + what
                + " does not fit its pattern "
                + pattern
                + "; write one that does.");
      }
      return fitting.orElse(text);
    }
    int least = (int) Math.min(schema.get("minLength").asNumber().orElse(0.0), TEXT_MAX);
    int most =
        (int) Math.clamp(schema.get("maxLength").asNumber().orElse((double) TEXT_MAX), 0, TEXT_MAX);
    String longer = text.length() >= least ? text : text + "x".repeat(least - text.length());
    return longer.length() <= most ? longer : longer.substring(0, most);
  }

  private static Optional<String> fitting(String pattern, String usual) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      List<String> tries = new ArrayList<>(List.of(usual));
      tries.addAll(TRIES);
      return tries.stream().filter(one -> compiled.matcher(one).find()).findFirst();
    } catch (PatternSyntaxException otherDialect) {
      return Optional.empty();
    }
  }

  /** Returns the text of a value as parameters have it; empty if it is no single value. */
  static Optional<String> single(Value value) {
    return value instanceof Scalar ? Optional.of(value.asText().orElse("")) : Optional.empty();
  }
}
