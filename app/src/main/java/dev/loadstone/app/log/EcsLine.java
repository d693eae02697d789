package dev.loadstone.app.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.loadstone.core.launch.Environment;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Events as JSON with the fields of the Elastic Common Schema. Names with dots stay as they are, as
 * all of Elastic's own loggers leave them.
 *
 * <p><b>Source:</b> Elastic Common Schema 8.11, field reference; elastic/ecs-logging, {@code
 * spec/spec.json}, for the order of the first four fields.
 */
final class EcsLine {
  private static final String ECS_VERSION = "8.11.0";
  private static final String SERVICE = "loadstone";
  private static final JsonFactory JSON = new JsonFactory();

  private EcsLine() {}

  static String of(Instant at, Map<String, String> context, LogEvent event) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("@timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("log.level", event.level().label());
      json.writeStringField("message", event.message());
      json.writeStringField("ecs.version", ECS_VERSION);
      json.writeStringField("service.name", SERVICE);
      json.writeStringField("service.version", Environment.version());
      json.writeNumberField("process.pid", ProcessHandle.current().pid());
      json.writeStringField("event.kind", "event");
      json.writeStringField("event.action", event.action());
      for (Map.Entry<String, String> field : context.entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      for (Map.Entry<String, Object> detail : event.details().entrySet()) {
        json.writeFieldName(detail.getKey());
        write(json, detail.getValue());
      }
      if (event.error().isPresent()) {
        error(json, event.error().get());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory cannot fail", impossible);
    }
    return Lines.escaped(line.toString());
  }

  private static void write(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }

  private static void error(JsonGenerator json, LogEvent.Wrong wrong) throws IOException {
    json.writeStringField("error.type", wrong.type());
    json.writeStringField("error.message", wrong.message());
    if (!wrong.stackTrace().isEmpty()) {
      json.writeStringField("error.stack_trace", wrong.stackTrace());
    }
  }
}
