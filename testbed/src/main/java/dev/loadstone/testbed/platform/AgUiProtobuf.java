package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protobuf form of those events of AG-UI that the agent sends: each message behind its length
 * as four bytes, the highest first.
 *
 * <p><b>Source:</b> ag-ui 1.0.0, {@code proto/src/generated/events.ts} for the fields and {@code
 * encoder/src/encoder.ts} for the length.
 */
final class AgUiProtobuf {
  static final String MEDIA_TYPE = "application/vnd.ag-ui.event+proto";

  private static final Map<String, Shape> EVENTS =
      Map.ofEntries(
          Map.entry("TEXT_MESSAGE_START", new Shape(1, 0, List.of("messageId", "role"))),
          Map.entry("TEXT_MESSAGE_CONTENT", new Shape(2, 1, List.of("messageId", "delta"))),
          Map.entry("TEXT_MESSAGE_END", new Shape(3, 2, List.of("messageId"))),
          Map.entry("TOOL_CALL_START", new Shape(4, 3, List.of("toolCallId", "toolCallName"))),
          Map.entry("TOOL_CALL_ARGS", new Shape(5, 4, List.of("toolCallId", "delta"))),
          Map.entry("TOOL_CALL_END", new Shape(6, 5, List.of("toolCallId"))),
          Map.entry("STATE_SNAPSHOT", new Shape(7, 6, List.of("snapshot"))),
          Map.entry("STATE_DELTA", new Shape(8, 7, List.of("delta"))),
          Map.entry("RUN_STARTED", new Shape(12, 11, List.of("threadId", "runId"))),
          Map.entry(
              "RUN_FINISHED",
              new Shape(
                  13,
                  12,
                  List.of("threadId", "runId", "result", "outcome", "interrupts", "usage"))),
          Map.entry("RUN_ERROR", new Shape(14, 13, List.of("code", "message"))),
          Map.entry("STEP_STARTED", new Shape(15, 14, List.of("stepName"))),
          Map.entry("STEP_FINISHED", new Shape(16, 15, List.of("stepName"))),
          Map.entry(
              "TOOL_CALL_RESULT",
              new Shape(22, 21, List.of("subagentRunId", "messageId", "toolCallId", "content"))),
          Map.entry("REASONING_START", new Shape(25, 24, List.of("subagentRunId", "messageId"))),
          Map.entry(
              "REASONING_MESSAGE_START",
              new Shape(26, 25, List.of("subagentRunId", "messageId", "role"))),
          Map.entry(
              "REASONING_MESSAGE_CONTENT",
              new Shape(27, 26, List.of("subagentRunId", "messageId", "delta"))),
          Map.entry(
              "REASONING_MESSAGE_END", new Shape(28, 27, List.of("subagentRunId", "messageId"))),
          Map.entry("REASONING_END", new Shape(30, 29, List.of("subagentRunId", "messageId"))));

  /**
   * How an event is written.
   *
   * @param arm its field in the message of all events
   * @param type its number among the types
   * @param members those of the fields from 2 on, without a gap
   */
  private record Shape(int arm, int type, List<String> members) {}

  private AgUiProtobuf() {}

  /** Returns a frame. */
  static Buffer frame(JsonObject event) {
    Shape shape = EVENTS.get(event.getString("type"));
    if (shape == null) {
      throw new IllegalArgumentException("no shape of " + event.getString("type"));
    }
    ProtoWriter message = new ProtoWriter().message(1, new ProtoWriter().number(1, shape.type()));
    for (int i = 0; i < shape.members().size(); i++) {
      member(message, i + 2, shape.members().get(i), event);
    }
    Buffer whole = new ProtoWriter().message(shape.arm(), message).buffer();
    return Buffer.buffer().appendInt(whole.length()).appendBuffer(whole);
  }

  private static void member(ProtoWriter message, int field, String name, JsonObject event) {
    Object value = event.getValue(name);
    switch (name) {
      case "snapshot" -> message.message(field, value(value));
      case "outcome" -> {
        if (value instanceof JsonObject outcome) {
          message.text(field, outcome.getString("type"));
          interrupts(message, field + 1, outcome.getJsonArray("interrupts", new JsonArray()));
        }
      }
      case "usage" -> usages(message, field, event.getJsonArray(name, new JsonArray()));
      default -> {
        if (value instanceof JsonArray patch) {
          patch(message, field, patch);
        } else if (value instanceof String text) {
          message.text(field, text);
        }
      }
    }
  }

  private static void interrupts(ProtoWriter message, int field, JsonArray interrupts) {
    for (Object each : interrupts) {
      JsonObject interrupt = (JsonObject) each;
      message.message(
          field,
          new ProtoWriter()
              .text(1, interrupt.getString("id"))
              .text(2, interrupt.getString("reason"))
              .text(3, interrupt.getString("message"))
              .text(4, interrupt.getString("toolCallId")));
    }
  }

  private static void usages(ProtoWriter message, int field, JsonArray usages) {
    for (Object each : usages) {
      JsonObject usage = (JsonObject) each;
      message.message(
          field,
          new ProtoWriter()
              .text(1, usage.getString("provider"))
              .text(2, usage.getString("model"))
              .number(3, usage.getLong("inputTokens"))
              .number(4, usage.getLong("outputTokens")));
    }
  }

  private static void patch(ProtoWriter message, int field, JsonArray patch) {
    List<String> operations = List.of("add", "remove", "replace", "move", "copy", "test");
    for (Object each : patch) {
      JsonObject change = (JsonObject) each;
      message.message(
          field,
          new ProtoWriter()
              .number(1, operations.indexOf(change.getString("op")))
              .text(2, change.getString("path"))
              .message(4, value(change.getValue("value"))));
    }
  }

  /** <b>Source:</b> protobuf, {@code google/protobuf/struct.proto}. */
  private static ProtoWriter value(@Nullable Object value) {
    ProtoWriter writer = new ProtoWriter();
    return switch (value) {
      case null -> writer.number(1, 0);
      case Number number -> writer.real(2, number.doubleValue());
      case String string -> writer.text(3, string);
      case Boolean truth -> writer.number(4, truth ? 1 : 0);
      case JsonObject object -> {
        ProtoWriter fields = new ProtoWriter();
        object.forEach(entry ->
            fields.message(
                1, new ProtoWriter().text(1, entry.getKey()).message(2, value(entry.getValue()))));
        yield writer.message(5, fields);
      }
      case JsonArray list -> {
        ProtoWriter items = new ProtoWriter();
        list.forEach(item -> items.message(1, value(item)));
        yield writer.message(6, items);
      }
      default -> throw new IllegalArgumentException("no value of JSON: " + value);
    };
  }
}
