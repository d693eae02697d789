package dev.loadstone.engine.connector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.loadstone.core.step.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a client gave as JSON in UTF-8. Thread-safe. */
final class ResultJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ResultJson() {}

  /**
   * Returns a value as JSON; what is no text, number, Boolean, null, list or map is written as the
   * text of its {@code toString}, and a number that is none as null.
   */
  static byte[] bytes(@Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(value, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object item : list) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Payload payload when isStructure(payload.text()) -> json.writeRawValue(payload.text());
      case Payload payload -> json.writeString(payload.text());
      case Boolean truth -> json.writeBoolean(truth);
      case BigDecimal number -> json.writeNumber(number.toPlainString());
      case Double number when !Double.isFinite(number) -> json.writeNull();
      case Float number when !Float.isFinite(number) -> json.writeNull();
      case Number number -> json.writeNumber(number.toString());
      default -> json.writeString(value.toString());
    }
  }

  /** Returns whether a text is one object or array of JSON, and nothing else. */
  private static boolean isStructure(String text) {
    String body = text.strip();
    if (!body.startsWith("{") && !body.startsWith("[")) {
      return false;
    }
    try (JsonParser parser = FACTORY.createParser(body)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.currentToken() != null && parser.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }
}
