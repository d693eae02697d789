package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.EventMapping;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.core.plan.StreamReading.Framing;
import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.plan.TokenCount;
import dev.loadstone.core.record.ErrorClass;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Servers with names of their own for AG-UI's events. */
final class AgUiTranslationTest {
  private static String judge(EventMapping mapping, String... frames) {
    StreamReading reading =
        new StreamReading(
            Protocol.AG_UI,
            Framing.SSE,
            Optional.empty(),
            Optional.empty(),
            true,
            Duration.ofSeconds(1),
            Optional.empty(),
            false,
            TokenCount.CHUNKS,
            Optional.empty(),
            Optional.empty(),
            Optional.of(mapping),
            Optional.empty());
    EventStream stream = Streams.of(reading);
    long now = 0;
    for (String frame : frames) {
      byte[] bytes = (frame + "\n\n").getBytes(StandardCharsets.UTF_8);
      stream.readAt(++now);
      stream.take(bytes, 0, bytes.length);
    }
    ErrorClass wrong = stream.conclude();
    return wrong == null ? "ok" : wrong.label() + ": " + stream.why();
  }

  private static String[] sergas(String... events) {
    return Arrays.stream(events)
        .map(event -> {
          String[] parts = event.split(" ", 2);
          return "data: {\"type\": \""
              + parts[0]
              + "\", \"timestamp\": \"2025-01-01T00:00:00\", \"data\": {"
              + (parts.length > 1 ? parts[1] : "")
              + "}}";
        })
        .toArray(String[]::new);
  }

  @Test
  void workflow_ofTheSergasEmitter_isARun() {
    assertThat(
            judge(
                EventMapping.SERGAS,
                sergas(
                    "workflow_started \"workflow\": \"account_analysis\"",
                    "agent_started \"agent\": \"scout\", \"step\": 1",
                    "agent_stream \"agent\": \"scout\", \"content\": \"Look\"",
                    "tool_call \"tool_call_id\": \"t1\", \"tool_name\": \"crm\", \"tool_args\": {}",
                    "tool_result \"tool_call_id\": \"t1\", \"result\": 1",
                    "state_snapshot \"workflow\": \"account_analysis\"",
                    "agent_completed \"agent\": \"scout\", \"step\": 1",
                    "approval_required \"timeout_hours\": 72",
                    "workflow_completed \"workflow\": \"account_analysis\"")))
        .isEqualTo("ok");
  }

  @Test
  void workflow_whoseAgentIsNotCompleted_isAViolation() {
    assertThat(
            judge(
                EventMapping.SERGAS,
                sergas(
                    "workflow_started",
                    "agent_started \"agent\": \"scout\"",
                    "workflow_completed")))
        .isEqualTo("protocol: RUN_FINISHED while step scout is open");
  }

  @Test
  void agentError_isAnErrorInsideTheStream() {
    assertThat(
            judge(
                EventMapping.SERGAS,
                sergas(
                    "workflow_started",
                    "agent_error \"error_type\": \"quota\", \"error_message\": \"no \\\"more\\\"\"")))
        .isEqualTo("in_stream: quota: no \"more\"");
  }

  @Test
  void agUisOwnNames_beside_areWhatTheySay() {
    assertThat(
            judge(
                EventMapping.SERGAS,
                "data: {\"type\":\"workflow_started\"}",
                "data: {\"type\":\"RUN_FINISHED\"}"))
        .isEqualTo("ok");
  }

  @Test
  void name_inTheFrame_isTaken() {
    EventMapping mapping =
        new EventMapping(
            Map.of(
                "begin", List.of("RUN_STARTED"),
                "text", List.of("TEXT_MESSAGE_CHUNK"),
                "end", List.of("RUN_FINISHED")),
            Optional.empty(),
            Map.of("messageId", new JsonPath("$.m", List.of(new JsonPath.Member("m")))));

    assertThat(
            judge(
                mapping,
                "event: begin\ndata: {}",
                "event: text\ndata: {\"m\":1,\"delta\":\"a\"}",
                "event: end\ndata: {}"))
        .isEqualTo("ok");
    assertThat(judge(mapping, "event: begin\ndata: {}", "data: {}"))
        .isEqualTo("protocol: an event has no name where the plan says");
    assertThat(judge(mapping, "event: begin\ndata: {}", "event: news\ndata: {}"))
        .isEqualTo("protocol: there is no event type news");
  }

  @Test
  void types_ofMappings_areAgUis() {
    assertThat(EventMapping.TYPES)
        .containsExactlyElementsOf(
            Stream.concat(
                    Arrays.stream(AgUiEvent.values()).map(Enum::name),
                    Stream.of(EventMapping.INTERRUPT))
                .toList());
  }
}
