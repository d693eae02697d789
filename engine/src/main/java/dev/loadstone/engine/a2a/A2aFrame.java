package dev.loadstone.engine.a2a;

import dev.loadstone.core.plan.A2a.Binding;
import dev.loadstone.core.plan.A2a.Dialect;
import dev.loadstone.core.plan.A2a.Version;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.stream.JsonFrame;

/**
 * What an agent sends, as an event of a stream or as the reply to a request: a task, an update of
 * one, a message, or an error. Used again for the next. Not thread-safe; allocates only for what is
 * wrong.
 *
 * <p><b>Source:</b> A2A 1.0, {@code specification/a2a.proto}, StreamResponse and
 * SendMessageResponse (members wrapped in the name of their type); A2A 0.3, section 7 (members that
 * tell their kind); JSON-RPC 2.0, section 5.
 */
final class A2aFrame implements JsonScanner.Parts {
  /** What it is. */
  enum Kind {
    TASK,
    MESSAGE,
    STATUS_UPDATE,
    ARTIFACT_UPDATE,
    ERROR
  }

  private static final int ENVELOPE_VERSION = 0;
  private static final int ENVELOPE_ID = 1;
  private static final int ENVELOPE_RESULT = 2;
  private static final int ENVELOPE_ERROR = 3;
  private static final int WRAPPED_ERROR = 4;
  private static final int KIND = 0;
  private static final int ID = 1;
  private static final int TASK_ID = 2;
  private static final int CONTEXT_ID = 3;
  private static final int STATUS = 4;
  private static final int ARTIFACT = 5;
  private static final int ARTIFACTS = 6;
  private static final int APPEND = 7;
  private static final int FINAL = 8;
  private static final int STATE = 0;
  private static final int STATUS_MESSAGE = 1;
  private static final int ARTIFACT_ID = 0;
  private static final int PARTS = 1;
  private static final Kind[] KINDS = Kind.values();
  private static final String[] WRAPPERS = {"task", "message", "statusUpdate", "artifactUpdate"};
  private static final String[] OLD_KINDS = {"task", "message", "status-update", "artifact-update"};

  private final Dialect dialect;
  private final JsonFrame envelope = new JsonFrame("jsonrpc", "id", "result", "error");
  private final JsonFrame wrapper =
      new JsonFrame("task", "message", "statusUpdate", "artifactUpdate", "error");
  private final JsonFrame object =
      new JsonFrame(
          "kind",
          "id",
          "taskId",
          "contextId",
          "status",
          "artifact",
          "artifacts",
          "append",
          "final");
  private final JsonFrame status = new JsonFrame("state", "message");
  private final JsonFrame artifact = new JsonFrame("artifactId", "parts");
  private final JsonFrame part = new JsonFrame("text");
  private final JsonFrame error = new JsonFrame("code", "message");
  private final JsonScanner list = new JsonScanner();
  private Kind kind = Kind.ERROR;
  private long requestId;
  private boolean anyPart;
  private boolean anyText;

  A2aFrame(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Sets the number of the request of which replies are read, of JSON-RPC. */
  void replyTo(long id) {
    requestId = id;
  }

  /**
   * Reads what was sent.
   *
   * @param bare whether it is a task and nothing else, as the reply to a question for one is
   * @return what is wrong with it; empty if nothing
   */
  String read(byte[] data, int from, int to, boolean bare) {
    kind = Kind.ERROR;
    if (dialect.binding() == Binding.REST) {
      return payload(data, from, to, bare);
    }
    if (!envelope.read(data, from, to)) {
      return "it is no JSON object";
    }
    if (!envelope.is(ENVELOPE_VERSION, "2.0")) {
      return "its jsonrpc is not 2.0";
    }
    if (envelope.has(ENVELOPE_ERROR)) {
      return readError(envelope, ENVELOPE_ERROR);
    }
    if (envelope.number(ENVELOPE_ID) != requestId) {
      return "its id is " + shown(envelope, ENVELOPE_ID) + ", not " + requestId;
    }
    if (!envelope.has(ENVELOPE_RESULT)) {
      return "it has neither a result nor an error";
    }
    return payload(data, envelope.from(ENVELOPE_RESULT), envelope.to(ENVELOPE_RESULT), bare);
  }

  private static String shown(JsonFrame frame, int member) {
    return frame.has(member) ? frame.text(member) : "absent";
  }

  private String readError(JsonFrame in, int member) {
    return error.read(in.source(), in.from(member), in.to(member))
        ? ""
        : "its error is no JSON object";
  }

  private String payload(byte[] data, int from, int to, boolean bare) {
    if (dialect.version() == Version.V0_3) {
      return tagged(data, from, to);
    }
    return bare ? inside(Kind.TASK, data, from, to) : wrapped(data, from, to);
  }

  /** Reads an object of 1.0, in the name of its type. */
  private String wrapped(byte[] data, int from, int to) {
    if (!wrapper.read(data, from, to)) {
      return "it is no JSON object";
    }
    if (wrapper.has(WRAPPED_ERROR)) {
      return readError(wrapper, WRAPPED_ERROR);
    }
    int found = -1;
    for (int i = 0; i < WRAPPERS.length; i++) {
      if (wrapper.has(i)) {
        if (found >= 0) {
          return "it has both " + WRAPPERS[found] + " and " + WRAPPERS[i];
        }
        found = i;
      }
    }
    return found < 0
        ? "it has none of " + String.join(", ", WRAPPERS)
        : inside(KINDS[found], data, wrapper.from(found), wrapper.to(found));
  }

  /** Reads an object of 0.3, which tells its kind. */
  private String tagged(byte[] data, int from, int to) {
    if (!object.read(data, from, to)) {
      return "it is no JSON object";
    }
    for (int i = 0; i < OLD_KINDS.length; i++) {
      if (object.is(KIND, OLD_KINDS[i])) {
        return take(KINDS[i]);
      }
    }
    return "its kind is " + shown(object, KIND) + ", not one of " + String.join(", ", OLD_KINDS);
  }

  private String inside(Kind of, byte[] data, int from, int to) {
    return object.read(data, from, to) ? take(of) : "its " + label(of) + " is no JSON object";
  }

  /** Reads what lies deeper in an object. */
  private String take(Kind of) {
    kind = of;
    return switch (of) {
      case TASK, STATUS_UPDATE -> takeStatus();
      case ARTIFACT_UPDATE -> takeArtifact();
      case MESSAGE, ERROR -> "";
    };
  }

  private String takeStatus() {
    if (!object.hasText(kind == Kind.TASK ? ID : TASK_ID)) {
      return "its " + label(kind) + " has no " + (kind == Kind.TASK ? "id" : "taskId");
    }
    if (!status.read(object.source(), object.from(STATUS), object.to(STATUS))
        || !status.hasText(STATE)) {
      return "its " + label(kind) + " has no status with a state";
    }
    return "";
  }

  private String takeArtifact() {
    if (!object.hasText(TASK_ID)) {
      return "its " + label(kind) + " has no taskId";
    }
    if (!artifact.read(object.source(), object.from(ARTIFACT), object.to(ARTIFACT))
        || !artifact.hasText(ARTIFACT_ID)) {
      return "its " + label(kind) + " has no artifact with an artifactId";
    }
    look(artifact, PARTS);
    return "";
  }

  /** Looks whether a list has elements, and text in its parts. */
  private void look(JsonFrame in, int member) {
    anyPart = false;
    anyText = false;
    if (in.has(member)) {
      list.parts(in.source(), in.from(member), in.to(member), this);
    }
  }

  @Override
  public void part(byte[] data, int nameFrom, int nameTo, int from, int to, boolean string) {
    anyPart = true;
    anyText |= part.read(data, from, to) && part.hasText(0);
  }

  Kind kind() {
    return kind;
  }

  /** Returns a kind as 0.3 spells it. */
  static String label(Kind of) {
    return of == Kind.ERROR ? "error" : OLD_KINDS[of.ordinal()];
  }

  /** Returns the error as code and message. */
  String errorText() {
    String code = error.text(0);
    return (code.isEmpty() ? "" : "code " + code + ": ") + error.text(1);
  }

  /** Returns the error's code; empty if there is none. */
  String errorCode() {
    return kind == Kind.ERROR ? error.text(0) : "";
  }

  /** Returns the array in which everything stands. */
  byte[] source() {
    return object.source();
  }

  /** Returns where the id of the task begins. */
  int idFrom() {
    return object.from(kind == Kind.TASK ? ID : TASK_ID);
  }

  int idTo() {
    return object.to(kind == Kind.TASK ? ID : TASK_ID);
  }

  boolean hasContext() {
    return object.hasText(CONTEXT_ID);
  }

  int contextFrom() {
    return object.from(CONTEXT_ID);
  }

  int contextTo() {
    return object.to(CONTEXT_ID);
  }

  int stateFrom() {
    return status.from(STATE);
  }

  int stateTo() {
    return status.to(STATE);
  }

  String stateText() {
    return status.text(STATE);
  }

  /**
   * Returns what the agent says to the state: the first text of its message; empty if nothing.
   * Allocates.
   */
  String statusText() {
    return status.has(STATUS_MESSAGE)
            && artifact.read(
                status.source(), status.from(STATUS_MESSAGE), status.to(STATUS_MESSAGE))
        ? firstText()
        : "";
  }

  private String firstText() {
    String[] text = {""};
    if (artifact.has(PARTS)) {
      list.parts(
          artifact.source(),
          artifact.from(PARTS),
          artifact.to(PARTS),
          (data, nameFrom, nameTo, from, to, string) -> {
            if (text[0].isEmpty() && part.read(data, from, to)) {
              text[0] = part.text(0);
            }
          });
    }
    return text[0];
  }

  /** Returns whether a task has artifacts. */
  boolean hasArtifacts() {
    look(object, ARTIFACTS);
    return anyPart;
  }

  /** Returns whether an artifact's piece carries text. */
  boolean hasText() {
    return anyText;
  }

  int artifactFrom() {
    return artifact.from(ARTIFACT_ID);
  }

  int artifactTo() {
    return artifact.to(ARTIFACT_ID);
  }

  boolean appends() {
    return object.is(APPEND, "true");
  }

  boolean saysFinal() {
    return object.is(FINAL, "true");
  }
}
