package dev.loadstone.core.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the events of a server that speaks like AG-UI, but with names of its own, are in AG-UI.
 *
 * @param types which of {@link #TYPES} an event is, in order, by the server's name; an event with a
 *     name that is not there is what its name says in AG-UI
 * @param type where the name stands in an event; empty if the framing tells it, as the field {@code
 *     event} of server-sent events
 * @param members where the members of AG-UI's events, of {@link #MEMBERS}, stand in the server's;
 *     one that is not named stands where AG-UI has it
 */
public record EventMapping(
    Map<String, List<String>> types, Optional<JsonPath> type, Map<String, JsonPath> members) {
  /** What an event that asks the user something is, if it does not end the run as AG-UI's does. */
  public static final String INTERRUPT = "INTERRUPT";

  /** What an event can be: AG-UI's types, and {@link #INTERRUPT}. */
  public static final List<String> TYPES =
      List.of(
          "RUN_STARTED",
          "RUN_FINISHED",
          "RUN_ERROR",
          "STEP_STARTED",
          "STEP_FINISHED",
          "TEXT_MESSAGE_START",
          "TEXT_MESSAGE_CONTENT",
          "TEXT_MESSAGE_END",
          "TEXT_MESSAGE_CHUNK",
          "TOOL_CALL_START",
          "TOOL_CALL_ARGS",
          "TOOL_CALL_END",
          "TOOL_CALL_CHUNK",
          "TOOL_CALL_RESULT",
          "REASONING_START",
          "REASONING_MESSAGE_START",
          "REASONING_MESSAGE_CONTENT",
          "REASONING_MESSAGE_END",
          "REASONING_MESSAGE_CHUNK",
          "REASONING_END",
          "REASONING_ENCRYPTED_VALUE",
          "THINKING_START",
          "THINKING_TEXT_MESSAGE_START",
          "THINKING_TEXT_MESSAGE_CONTENT",
          "THINKING_TEXT_MESSAGE_END",
          "THINKING_END",
          "STATE_SNAPSHOT",
          "STATE_DELTA",
          "MESSAGES_SNAPSHOT",
          "ACTIVITY_SNAPSHOT",
          "ACTIVITY_DELTA",
          "SUBAGENT_STARTED",
          "SUBAGENT_FINISHED",
          "SUBAGENT_ERROR",
          "RAW",
          "CUSTOM",
          INTERRUPT);

  /** The members of events that are looked at. */
  public static final List<String> MEMBERS =
      List.of(
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
          "parentSubagentRunId");

  /**
   * The names of the Sergas agents' emitter: workflows that run agents, whose members stand below
   * {@code data}.
   *
   * <p><b>Source:</b> bludiesel/sergas-agents, {@code src/events/event_schemas.py}.
   */
  public static final EventMapping SERGAS =
      new EventMapping(
          Map.of(
              "workflow_started", List.of("RUN_STARTED"),
              "workflow_completed", List.of("RUN_FINISHED"),
              "agent_started", List.of("STEP_STARTED"),
              "agent_completed", List.of("STEP_FINISHED"),
              "agent_error", List.of("RUN_ERROR"),
              "agent_stream", List.of("TEXT_MESSAGE_CHUNK"),
              "approval_required", List.of(INTERRUPT),
              "tool_call", List.of("TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END"),
              "tool_result", List.of("TOOL_CALL_RESULT"),
              "state_snapshot", List.of("STATE_SNAPSHOT")),
          Optional.of(path("type")),
          Map.of(
              "messageId", path("data", "agent"),
              "stepName", path("data", "agent"),
              "delta", path("data", "content"),
              "toolCallId", path("data", "tool_call_id"),
              "toolCallName", path("data", "tool_name"),
              "message", path("data", "error_message"),
              "code", path("data", "error_type")));

  /** Copies the maps. */
  public EventMapping {
    Map<String, List<String>> copy = new HashMap<>();
    types.forEach((name, meanings) -> copy.put(name, List.copyOf(meanings)));
    types = Map.copyOf(copy);
    members = Map.copyOf(members);
  }

  private static JsonPath path(String... names) {
    return new JsonPath(
        "$." + String.join(".", names),
        List.of(names).stream().<JsonPath.Segment>map(JsonPath.Member::new).toList());
  }
}
