package dev.loadstone.testbed.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a JSON object, as far as the platform looks at them: texts as they are, what is
 * true, lists by their length; the rest is checked and skipped.
 */
final class JsonBody {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> lengths = new HashMap<>();

  private final Set<String> truths = new HashSet<>();

  private JsonBody() {}

  /** Reads a body; empty if it is not one JSON object. */
  static Optional<JsonBody> read(Buffer body) {
    JsonBody read = new JsonBody();
    try (JsonParser parser = JSON.createParser(body.getBytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        read.member(parser.currentName(), parser);
      }
      return parser.nextToken() == null ? Optional.of(read) : Optional.empty();
    } catch (IOException broken) {
      return Optional.empty();
    }
  }

  private void member(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      texts.put(name, parser.getText());
    } else if (token == JsonToken.VALUE_TRUE) {
      truths.add(name);
    } else if (token == JsonToken.START_ARRAY) {
      int length = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        length++;
      }
      lengths.put(name, length);
    } else {
      parser.skipChildren();
    }
  }

  /** Returns a text; empty if the member is absent, empty or no text. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** Returns whether a member is true. */
  boolean isTrue(String name) {
    return truths.contains(name);
  }

  /** Returns the length of a list; 0 if the member is absent or no list. */
  int length(String name) {
    return lengths.getOrDefault(name, 0);
  }
}
