package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frames of language models' streams. */
final class ModelInterpretersTest {
  private static final String START =
      "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}";
  private static final String OPEN =
      "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}";
  private static final String DELTA =
      "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"a\"}}";
  private static final String CLOSE = "{\"type\":\"content_block_stop\",\"index\":0}";
  private static final String STOP = "{\"type\":\"message_stop\"}";
  private static final String PING = "{\"type\":\"ping\"}";

  private static String anthropic(String... frames) {
    return Streams.judge(Protocol.ANTHROPIC, false, frames);
  }

  private static String responses(String... frames) {
    return Streams.judge(Protocol.OPENAI_RESPONSES, false, frames);
  }

  @Test
  void anthropic_inOrder_isFine() {
    assertThat(anthropic(PING, START, PING, OPEN, DELTA, DELTA, CLOSE, STOP)).isEqualTo("ok");
  }

  @Test
  void anthropic_outOfOrder_isAViolation() {
    assertThat(anthropic(OPEN, STOP))
        .isEqualTo("protocol: content_block_start before message_start");
    assertThat(anthropic(START, START)).isEqualTo("protocol: message_start twice");
    assertThat(anthropic(START, DELTA))
        .isEqualTo("protocol: content_block_delta for a content block that is not open");
    assertThat(anthropic(START, OPEN, STOP))
        .isEqualTo("protocol: message_stop while a content block is open");
    assertThat(anthropic(START, STOP, OPEN))
        .isEqualTo("protocol: content_block_start after message_stop");
  }

  @Test
  void anthropic_withoutEndOrWithAnError_hasFailed() {
    assertThat(anthropic(START, OPEN, DELTA, CLOSE))
        .isEqualTo("truncated: the stream ended without message_stop");
    assertThat(
            anthropic(
                START,
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}"))
        .isEqualTo("in_stream: overloaded_error: busy");
  }

  private static String response(String type, int sequence, String more) {
    return "{\"type\":\"" + type + "\",\"sequence_number\":" + sequence + more + "}";
  }

  @Test
  void responses_inOrder_areFine() {
    assertThat(
            responses(
                response("response.created", 0, ""),
                response("response.output_text.delta", 1, ",\"delta\":\"a\""),
                response(
                    "response.completed", 2, ",\"response\":{\"usage\":{\"output_tokens\":9}}")))
        .isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | protocol: sequence_number 2 follows 0",
        "0 | protocol: sequence_number 0 follows 0",
      })
  void responses_withAGap_areAViolation(int next, String judgement) {
    assertThat(
            responses(
                response("response.created", 0, ""), response("response.completed", next, "")))
        .isEqualTo(judgement);
  }

  @Test
  void responses_thatFail_haveFailed() {
    assertThat(
            responses(
                response("response.failed", 0, ",\"response\":{\"error\":{\"message\":\"boom\"}}")))
        .isEqualTo("in_stream: response.failed: boom");
    assertThat(responses(response("error", 0, ",\"code\":\"c\",\"message\":\"m\"")))
        .isEqualTo("in_stream: c: m");
    assertThat(responses(response("response.created", 0, "")))
        .isEqualTo("truncated: the stream ended without response.completed");
  }

  @Test
  void chat_withoutChoicesOrUsage_isAViolation() {
    assertThat(Streams.judge(Protocol.OPENAI_CHAT, false, "{\"id\":\"x\"}"))
        .isEqualTo("protocol: a chunk has no choices");
  }
}
