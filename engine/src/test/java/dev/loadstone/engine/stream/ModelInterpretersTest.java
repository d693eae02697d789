package dev.loadstone.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.StreamReading.Protocol;
import dev.loadstone.core.record.ErrorClass;
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

  private static EventStream read(Protocol protocol, String... frames) {
    EventStream stream = Streams.of(protocol, false);
    Streams.feed(stream, frames);
    return stream;
  }

  private static String chat(String... frames) {
    return Streams.judge(Protocol.OPENAI_CHAT, false, frames);
  }

  private static String delta(String members) {
    return "{\"choices\":[{\"index\":0,\"delta\":{" + members + "},\"finish_reason\":null}]}";
  }

  private static String finish(int index, String reason) {
    return "{\"choices\":[{\"index\":"
        + index
        + ",\"delta\":{},\"finish_reason\":"
        + reason
        + "}]}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'role':'assistant','content':'' | 0",
        "'content':null | 0",
        "'tool_calls':[] | 0",
        "'tool_calls':[{'index':0,'function':{'name':'f','arguments':''}}] | 0",
        "'tool_calls':[{'index':0,'function':{'arguments':'{'}},{'index':1,'function':{'arguments':'{'}}] | 2",
        "'tool_calls':[{'index':0,'type':'custom','custom':{'input':'SELECT'}}] | 1",
        "'function_call':{'arguments':'{'} | 1",
        "'content':'a' | 1",
        "'refusal':'no' | 1",
        "'reasoning_content':'hm' | 1",
        "'reasoning':'hm','reasoning_content':'hm' | 1",
      })
  void chat_pieces_areTokensIfTheySayAnything(String members, long tokens) {
    EventStream stream =
        read(
            Protocol.OPENAI_CHAT,
            delta(members.replace('\'', '"')),
            finish(0, "\"stop\""),
            "[DONE]");

    assertThat(stream.tokens()).isEqualTo(tokens);
    assertThat(stream.conclude()).isNull();
  }

  @Test
  void chat_ofAzure_isFine() {
    String filter =
        "{\"id\":\"\",\"object\":\"\",\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}";
    String offsets =
        "{\"choices\":[{\"index\":0,\"finish_reason\":null,\"content_filter_offsets\":{\"check_offset\":4}}]}";

    assertThat(chat(filter, delta("\"content\":\"a\""), offsets, finish(0, "\"stop\""), "[DONE]"))
        .isEqualTo("ok");
  }

  @Test
  void chat_ofSeveralChoices_endsWithTheLastOfThem() {
    String both =
        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}},{\"index\":1,\"delta\":{\"content\":\"b\"}}]}";

    assertThat(chat(both, finish(0, "\"stop\""), "[DONE]"))
        .isEqualTo("truncated: the stream ended without a finish_reason");
    assertThat(chat(both, finish(0, "\"stop\""), finish(1, "\"length\""), "[DONE]"))
        .isEqualTo("ok");
  }

  @Test
  void chat_withAnEmptyFinishReason_isTruncated() {
    assertThat(chat(delta("\"content\":\"a\""), finish(0, "\"\""), "[DONE]"))
        .isEqualTo("truncated: the stream ended without a finish_reason");
  }

  @Test
  void chat_behindItsEnd_isAViolation() {
    assertThat(chat(finish(0, "\"stop\""), "[DONE]", delta("\"content\":\"a\"")))
        .isEqualTo("protocol: a chunk after [DONE]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'error':{'message':'busy','type':'server_error','code':503}} | 503: busy",
        "{'error':{'message':'busy','type':'server_error','code':null}} | server_error: busy",
        "{'error':'busy'} | busy",
        "{'object':'error','message':'too long','type':'BadRequestError','code':400} | 400: too long",
        "{'id':'x','choices':[{'index':0,'delta':{},'finish_reason':'error'}],'error':{'message':'m'}} | m",
      })
  void chat_withAnErrorInside_hasFailed(String frame, String why) {
    assertThat(chat(delta("\"content\":\"a\""), frame.replace('\'', '"')))
        .isEqualTo("in_stream: " + why);
  }

  @Test
  void chat_eventOfTypeError_hasFailed() {
    EventStream stream = Streams.of(Protocol.OPENAI_CHAT, false);
    Streams.feedRaw(stream, "event: error\ndata: {\"message\":\"gone\"}\n\n");

    assertThat(stream.conclude()).isEqualTo(ErrorClass.IN_STREAM);
    assertThat(stream.why()).isEqualTo("gone");
  }

  private static String usage(EventStream stream) {
    TokenUsage usage = stream.usage();
    return usage.input()
        + " "
        + usage.cachedInput()
        + " "
        + usage.cacheWrite()
        + " "
        + usage.output()
        + " "
        + usage.reasoning();
  }

  @Test
  void usage_ofEachInterface_isReadWhole() {
    String chat =
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":9,\"prompt_tokens_details\":"
            + "{\"cached_tokens\":16},\"completion_tokens_details\":{\"reasoning_tokens\":4}}}";
    assertThat(usage(read(Protocol.OPENAI_CHAT, chat))).isEqualTo("20 16 -1 9 4");

    String completed =
        response(
            "response.completed",
            0,
            ",\"response\":{\"usage\":{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":16},"
                + "\"output_tokens\":9,\"output_tokens_details\":{\"reasoning_tokens\":4}}}");
    assertThat(usage(read(Protocol.OPENAI_RESPONSES, completed))).isEqualTo("20 16 -1 9 4");

    String start =
        "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":5,\"cache_read_input_tokens\":16,"
            + "\"cache_creation_input_tokens\":2,\"output_tokens\":1}}}";
    assertThat(usage(read(Protocol.ANTHROPIC, start))).isEqualTo("23 16 2 -1 -1");
    String end =
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"},\"usage\":{\"output_tokens\":9}}";
    assertThat(usage(read(Protocol.ANTHROPIC, start, end))).isEqualTo("23 16 2 9 -1");
  }

  @Test
  void usage_thatIsNullOrTheLastOfMany_isTheLastThatWasSaid() {
    String none = "{\"choices\":[],\"usage\":null}";
    String first = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}";
    String last = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";

    assertThat(usage(read(Protocol.OPENAI_CHAT, none))).isEqualTo("-1 -1 -1 -1 -1");
    assertThat(usage(read(Protocol.OPENAI_CHAT, first, last, none))).isEqualTo("3 -1 -1 2 -1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type':'signature_delta','signature':'abc' | 0",
        "'type':'citations_delta','citation':{'cited_text':'x'} | 0",
        "'type':'text_delta','text':'' | 0",
        "'type':'text_delta','text':'a' | 1",
        "'type':'thinking_delta','thinking':'a' | 1",
        "'type':'input_json_delta','partial_json':'' | 0",
        "'type':'input_json_delta','partial_json':'{' | 1",
      })
  void anthropic_deltas_areTokensIfTheySayAnything(String members, long tokens) {
    String delta =
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{"
            + members.replace('\'', '"')
            + "}}";
    EventStream stream = read(Protocol.ANTHROPIC, START, OPEN, delta, CLOSE, STOP);

    assertThat(stream.tokens()).isEqualTo(tokens);
    assertThat(stream.conclude()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "response.output_text.delta, 1",
    "response.refusal.delta, 1",
    "response.reasoning_text.delta, 1",
    "response.reasoning_summary_text.delta, 1",
    "response.function_call_arguments.delta, 1",
    "response.custom_tool_call_input.delta, 1",
    "response.mcp_call_arguments.delta, 1",
    "response.code_interpreter_call_code.delta, 1",
    "response.reasoning_summary_part.added, 0",
    "response.output_text.done, 0",
    "response.web_search_call.searching, 0",
  })
  void responses_deltas_areTokens(String type, long tokens) {
    EventStream stream =
        read(
            Protocol.OPENAI_RESPONSES,
            response(type, 0, ",\"delta\":\"a\""),
            response("response.completed", 1, ""));

    assertThat(stream.tokens()).isEqualTo(tokens);
    assertThat(stream.conclude()).isNull();
  }

  @Test
  void responses_thatAreIncomplete_areAnEnd() {
    assertThat(
            responses(
                response(
                    "response.incomplete",
                    0,
                    ",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}")))
        .isEqualTo("ok");
    assertThat(responses(response("response.completed", 0, ""), "[DONE]")).isEqualTo("ok");
    assertThat(responses(response("response.completed", 0, ""), response("response.x", 1, "")))
        .isEqualTo("protocol: response.x after the end of the response");
  }

  @Test
  void responses_withANestedError_haveFailed() {
    assertThat(
            responses(
                response(
                    "error",
                    0,
                    ",\"error\":{\"type\":\"invalid_request_error\",\"code\":null,\"message\":\"m\"}")))
        .isEqualTo("in_stream: invalid_request_error: m");
    assertThat(responses(response("error", 0, ",\"code\":null,\"message\":\"m\"")))
        .isEqualTo("in_stream: m");
  }
}
