package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import dev.loadstone.testbed.truth.StreamTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Agents in a workflow that stream like AG-UI, but with names of their own.
 *
 * <p><b>Source:</b> bludiesel/sergas-agents, {@code src/events/event_schemas.py}.
 */
final class WorkflowAgents {
  private static final Answer HEALTHY =
      Answer.json(200, "{\"status\":\"healthy\",\"service\":\"copilotkit\"}");

  private WorkflowAgents() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(Routes.COPILOT, WorkflowAgents::run, Routes.COPILOT_HEALTH, call -> HEALTHY);
  }

  private static Answer run(Call call) {
    Optional<JsonBody> body = JsonBody.read(call.body());
    if (body.isEmpty() || body.get().text("account_id").isEmpty()) {
      return Answer.error(400, "bad_request", "account_id must not be empty");
    }
    String account = body.get().text("account_id");
    StreamTruth stream = call.stream();
    List<Frame> frames = new ArrayList<>();
    JsonText workflow = new JsonText().open().field("workflow", body.get().text("workflow"));
    String of = workflow.field("account_id", account).close().toString();
    frames.add(event(Kind.OTHER, "workflow_started", of));
    frames.add(event(Kind.OTHER, "agent_started", "{\"agent\":\"scout\",\"step\":1}"));
    for (int tool = 0; tool < stream.toolCalls(); tool++) {
      String id =
          "{\"tool_call_id\":\"t" + call.number() + "-" + tool + "\",\"tool_name\":\"lookup\"";
      frames.add(event(Kind.OTHER, "tool_call", id + ",\"tool_args\":{\"order\":4711}}"));
      frames.add(
          event(Kind.TOOL_RESULT, "tool_result", id + ",\"result\":\"found\",\"success\":true}"));
    }
    for (int i = 0; i < stream.tokens(); i++) {
      String content = "{\"agent\":\"scout\",\"content\":\"" + Models.word(i) + "\"}";
      frames.add(event(Kind.TOKEN, "agent_stream", content));
    }
    frames.add(event(Kind.OTHER, "agent_completed", "{\"agent\":\"scout\",\"step\":1}"));
    if (isAsking(call.number(), stream.interruptEvery())) {
      frames.add(event(Kind.INTERRUPT, "approval_required", "{\"timeout_hours\":72}"));
    }
    frames.add(event(Kind.OTHER, "workflow_completed", of));
    return Answer.stream(
        new StreamScript(
            frames,
            event(
                Kind.OTHER,
                "agent_error",
                "{\"agent\":\"scout\",\"error_type\":\"injected\",\"error_message\":\"the truth wants this"
                    + " error\"}"),
            event(Kind.OTHER, "agent_completed", "{\"agent\":\"never-started\",\"step\":2}")));
  }

  private static boolean isAsking(long number, int every) {
    return every > 0 && number % every == 0;
  }

  private static Frame event(Kind kind, String type, String data) {
    return Frame.stamped(
        kind,
        "{\"type\":\""
            + type
            + "\",\"timestamp\":\""
            + Frame.Stamp.ISO
            + "\",\"data\":"
            + data
            + "}",
        true);
  }
}
