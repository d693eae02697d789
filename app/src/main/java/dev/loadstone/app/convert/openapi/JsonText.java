package dev.loadstone.app.convert.openapi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.app.convert.source.Value;
import dev.loadstone.app.convert.source.Value.Listing;
import dev.loadstone.app.convert.source.Value.Mapping;
import dev.loadstone.app.convert.source.Value.Scalar;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Values as JSON on one line. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  static String of(Value value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(value, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return text.toString();
  }

  private static void write(Value value, JsonGenerator json) throws IOException {
    switch (value) {
      case Mapping mapping -> {
        json.writeStartObject();
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
          json.writeFieldName(member.getKey());
          write(member.getValue(), json);
        }
        json.writeEndObject();
      }
      case Listing list -> {
        json.writeStartArray();
        for (Value item : list.items()) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Scalar scalar -> scalar(scalar, json);
    }
  }

  private static void scalar(Scalar scalar, JsonGenerator json) throws IOException {
    switch (scalar.kind()) {
      case NUMBER -> json.writeNumber(scalar.value());
      case TRUTH -> json.writeBoolean(scalar.value().equalsIgnoreCase("true"));
      case NOTHING -> json.writeNull();
      case TEXT, EXPRESSION -> json.writeString(scalar.value());
    }
  }
}
