package dev.loadstone.testbed.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The texts, numbers and truth values of a JSON object by their paths, as {@code a.b[0].c}. */
final class JsonScalars {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, String> written = new HashMap<>();

  private JsonScalars() {}

  /** Reads a body; empty if it is not one JSON object. */
  static Optional<JsonScalars> read(Buffer body) {
    JsonScalars read = new JsonScalars();
    try (JsonParser parser = JSON.createParser(body.getBytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      read.object("", parser);
      return parser.nextToken() == null ? Optional.of(read) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private void object(String path, JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      value(path.isEmpty() ? name : path + "." + name, parser);
    }
  }

  private void value(String path, JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(path, parser);
      case START_ARRAY -> {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          value(path + "[" + i + "]", parser);
        }
      }
      case VALUE_NULL -> written.put(path, "null");
      case VALUE_STRING -> {
        texts.put(path, parser.getText());
        written.put(path, new JsonText().value(parser.getText()).toString());
      }
      default -> {
        texts.put(path, parser.getText());
        written.put(path, parser.getText());
      }
    }
  }

  /** Returns a value as text; empty if it is absent, null, empty, an object or a list. */
  String text(String path) {
    return texts.getOrDefault(path, "");
  }

  /** Returns a value as JSON writes it; {@code null} if it is absent, an object or a list. */
  String json(String path) {
    return written.getOrDefault(path, "null");
  }

  /** Returns whether anything stands at a path or below it. */
  boolean has(String path) {
    return written.keySet().stream()
        .anyMatch(
            one -> one.equals(path) || one.startsWith(path + ".") || one.startsWith(path + "["));
  }
}
