package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.AgentTask.Moment;
import dev.loadstone.testbed.platform.AgentTask.Standing;
import dev.loadstone.testbed.platform.AgentTask.State;
import java.util.Locale;

/**
 * How a version and a binding of A2A write tasks and what happens to them.
 *
 * <p><b>Source:</b> A2A 1.0, {@code specification/a2a.proto}; A2A 0.3, sections 6 and 7.
 *
 * @param old whether it is 0.3 and not 1.0
 * @param requestId the id of a JSON-RPC request as JSON; empty for REST
 */
record A2aWire(boolean old, String requestId) {
  private String reply(String result) {
    return requestId.isEmpty()
        ? result
        : "{\"jsonrpc\":\"2.0\",\"id\":" + requestId + ",\"result\":" + result + "}";
  }

  /** Writes an error of JSON-RPC, or of REST. */
  String error(int code, String message) {
    JsonText error = new JsonText().open().field("code", code).field("message", message).close();
    return requestId.isEmpty()
        ? "{\"error\":" + error + "}"
        : "{\"jsonrpc\":\"2.0\",\"id\":" + requestId + ",\"error\":" + error + "}";
  }

  /** Writes the reply to a question for a task. */
  String task(AgentTask task, Standing standing) {
    return reply(bare(task, standing));
  }

  /** Writes the reply to a message, or the first event of a stream. */
  String wrappedTask(AgentTask task, Standing standing) {
    String bare = bare(task, standing);
    return reply(old ? bare : "{\"task\":" + bare + "}");
  }

  private String bare(AgentTask task, Standing standing) {
    String artifacts =
        standing.artifact().isEmpty()
            ? ""
            : ",\"artifacts\":[" + artifact(task, standing.artifact()) + "]";
    return "{"
        + (old ? "\"kind\":\"task\"," : "")
        + "\"id\":\""
        + task.id()
        + "\",\"contextId\":"
        + quoted(task.context())
        + ",\"status\":"
        + status(task, standing.state(), standing.said())
        + artifacts
        + "}";
  }

  /** Writes a moment as an event of a stream. */
  String event(AgentTask task, Moment moment, boolean firstPiece) {
    String ids = "\"taskId\":\"" + task.id() + "\",\"contextId\":" + quoted(task.context());
    State state = moment.state();
    if (state == null) {
      String members =
          ids + ",\"artifact\":" + artifact(task, moment.text()) + ",\"append\":" + !firstPiece;
      return reply(
          old
              ? "{\"kind\":\"artifact-update\"," + members + "}"
              : "{\"artifactUpdate\":{" + members + "}}");
    }
    boolean last = state.isTerminal() || state == State.INPUT_REQUIRED;
    String members = ids + ",\"status\":" + status(task, state, moment.text());
    return reply(
        old
            ? "{\"kind\":\"status-update\"," + members + ",\"final\":" + last + "}"
            : "{\"statusUpdate\":{" + members + "}}");
  }

  private String status(AgentTask task, State state, String said) {
    String name =
        old
            ? state.name().toLowerCase(Locale.ROOT).replace('_', '-')
            : "TASK_STATE_" + state.name();
    String message =
        said.isEmpty()
            ? ""
            : ",\"message\":{"
                + (old ? "\"kind\":\"message\",\"role\":\"agent\"" : "\"role\":\"ROLE_AGENT\"")
                + ",\"messageId\":\"said-"
                + task.id()
                + "\",\"parts\":["
                + part(said)
                + "]}";
    return "{\"state\":\"" + name + "\"" + message + "}";
  }

  private String artifact(AgentTask task, String text) {
    return "{\"artifactId\":\"answer-" + task.id() + "\",\"parts\":[" + part(text) + "]}";
  }

  private String part(String text) {
    return (old ? "{\"kind\":\"text\",\"text\":" : "{\"text\":") + quoted(text) + "}";
  }

  private static String quoted(String text) {
    return new JsonText().value(text).toString();
  }
}
