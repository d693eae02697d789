package dev.loadstone.engine.stream;

/** The members of AG-UI's events that matter for order and time. Not thread-safe. */
final class AgUiFrame {
  static final int TYPE = 0;
  static final int MESSAGE_ID = 1;
  static final int TOOL_CALL_ID = 2;
  static final int TOOL_CALL_NAME = 3;
  static final int STEP_NAME = 4;
  static final int DELTA = 5;
  static final int MESSAGE = 6;
  static final int CODE = 7;
  static final int USAGE = 8;
  private static final String[] MEMBERS = {
    "type",
    "messageId",
    "toolCallId",
    "toolCallName",
    "stepName",
    "delta",
    "message",
    "code",
    "usage"
  };

  private final JsonFrame json = new JsonFrame(MEMBERS);

  /** Reads an event; false if it is no JSON object with a type. */
  boolean read(byte[] data, int from, int to) {
    return json.read(data, from, to) && json.hasText(TYPE);
  }

  static String name(int member) {
    return MEMBERS[member];
  }

  boolean has(int member) {
    return json.has(member);
  }

  boolean hasText(int member) {
    return json.hasText(member);
  }

  String text(int member) {
    return json.text(member);
  }

  byte[] source() {
    return json.source();
  }

  int from(int member) {
    return json.from(member);
  }

  int to(int member) {
    return json.to(member);
  }
}
