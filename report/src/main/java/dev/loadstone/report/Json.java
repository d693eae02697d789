package dev.loadstone.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;

/** JSON as all of Loadstone's documents have it: a value that is not a finite number is absent. */
final class Json {
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance()
                  .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private Json() {}

  /** Something that writes one JSON value. */
  @FunctionalInterface
  interface Body {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** Returns a JSON value on one line, without a line break at its end. */
  static String line(Body body) {
    return text(body, false);
  }

  /** Returns a JSON value on several lines, with a line break at its end. */
  static String document(Body body) {
    return text(body, true) + "\n";
  }

  private static String text(Body body, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(text)) {
      if (pretty) {
        json.setPrettyPrinter(PRETTY.createInstance());
      }
      body.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  /** Writes a field, or nothing if the value is not a finite number. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    }
  }

  /** Writes a field with an array of texts. */
  static void texts(JsonGenerator json, String name, Collection<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  /** Writes a field with an object of texts. */
  static void texts(JsonGenerator json, String name, Map<String, String> values)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> value : values.entrySet()) {
      json.writeStringField(value.getKey(), value.getValue());
    }
    json.writeEndObject();
  }

  /**
   * Returns a field that must be there.
   *
   * @throws MalformedJsonException if it is not
   */
  static JsonNode required(JsonNode object, String name) throws MalformedJsonException {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new MalformedJsonException("the field " + name + " is missing");
    }
    return value;
  }

  /** Returns a text that must be there. */
  static String text(JsonNode object, String name) throws MalformedJsonException {
    JsonNode value = required(object, name);
    if (!value.isTextual()) {
      throw new MalformedJsonException("the field " + name + " must be a text, got: " + value);
    }
    return value.textValue();
  }

  /** Returns a whole number that must be there. */
  static long whole(JsonNode object, String name) throws MalformedJsonException {
    JsonNode value = required(object, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new MalformedJsonException(
          "the field " + name + " must be a whole number, got: " + value);
    }
    return value.longValue();
  }

  /** Returns a number; NaN if it is absent. */
  static double number(JsonNode object, String name) throws MalformedJsonException {
    JsonNode value = object.get(name);
    if (value == null) {
      return Double.NaN;
    }
    if (!value.isNumber()) {
      throw new MalformedJsonException("the field " + name + " must be a number, got: " + value);
    }
    return value.doubleValue();
  }

  /** JSON that is not what it should be. */
  static final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
      super(message);
    }
  }
}
