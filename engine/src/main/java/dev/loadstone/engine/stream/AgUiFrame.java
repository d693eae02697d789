package dev.loadstone.engine.stream;

import dev.loadstone.engine.value.Bytes;

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
  static final int OUTCOME = 9;
  static final int NAME = 10;
  static final int SUBAGENT = 11;
  static final int PARENT_SUBAGENT = 12;
  private static final String[] MEMBERS = {
    "type",
    "messageId",
    "toolCallId",
    "toolCallName",
    "stepName",
    "delta",
    "message",
    "code",
    "usage",
    "outcome",
    "name",
    "subagentRunId",
    "parentSubagentRunId"
  };

  private final JsonFrame json = new JsonFrame(MEMBERS);
  private final Bytes owner = new Bytes();

  /** Reads an event; false if it is no JSON object with a type. */
  boolean read(byte[] data, int from, int to) {
    owner.clear();
    if (!json.read(data, from, to) || !json.hasText(TYPE)) {
      return false;
    }
    if (json.has(SUBAGENT)) {
      owner.append((byte) 1).append(data, json.from(SUBAGENT), json.to(SUBAGENT));
    }
    return true;
  }

  /**
   * Returns whose the event is: nothing for the agent itself, else a byte and the id of the run of
   * the subagent, which may be empty.
   */
  Bytes owner() {
    return owner;
  }

  /** Returns an owner for a person. Allocates. */
  static String text(Bytes owner) {
    return owner.length() == 0 ? "the agent itself" : "subagent " + owner.text().substring(1);
  }

  static String name(int member) {
    return MEMBERS[member];
  }

  boolean has(int member) {
    return json.has(member);
  }

  /** Returns whether a member is there and null. */
  boolean isNull(int member) {
    return json.isNull(member);
  }

  /** Tells a stream of a token whose text is a member, if that is there and not empty. */
  void token(EventStream stream, Token kind, int member) {
    json.token(stream, kind, member);
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
