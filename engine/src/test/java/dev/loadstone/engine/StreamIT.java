package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.MeasureSummary;
import dev.loadstone.core.result.RunResult;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against streams: what is recorded of them, and what is wrong with them. */
@Timeout(60)
final class StreamIT {
  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String OPENAI = "- openai: /v1/chat/completions\n  json: {stream: true}\n";
  private static final String ROLE =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String FINISH =
      "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";

  private static void chunk(Socket socket, String text) throws IOException {
    RawServer.say(socket, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
  }

  private static String content(String text) {
    return "data: {\"choices\":[{\"delta\":{\"content\":\"" + text + "\"}}]}\n\n";
  }

  /** Says a text in one chunk, as a whole response. */
  private static RawServer.Answer saying(String... chunks) {
    return (request, socket) -> {
      RawServer.say(socket, HEAD);
      for (String text : chunks) {
        Thread.sleep(2);
        chunk(socket, text);
      }
      chunk(socket, "");
    };
  }

  private static RunResult once(RawServer.Answer answer, String steps) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.once(server.url(), steps);
    }
  }

  private static double only(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToDouble(MeasureSummary::max)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static long count(RunResult result, Measure measure) {
    return result.measures().stream()
        .filter(summary -> summary.measure() == measure && summary.tags().values().isEmpty())
        .mapToLong(MeasureSummary::count)
        .findFirst()
        .orElse(0);
  }

  private static String message(RunResult result) {
    return result.errors().getFirst().samples().getFirst().message();
  }

  @Test
  void tokens_atKnownTimes_areTimedAsTheyCame() throws Exception {
    RawServer.Answer answer =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          chunk(socket, ROLE);
          Thread.sleep(200);
          chunk(socket, content("a"));
          Thread.sleep(100);
          chunk(socket, ": ping\n\n" + content("b"));
          Thread.sleep(100);
          chunk(socket, content("c") + FINISH);
          Thread.sleep(100);
          chunk(socket, DONE);
          chunk(socket, "");
        };
    RunResult result = once(answer, OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(only(result, Measure.TIME_TO_FIRST_EVENT)).isLessThan(0.1);
    assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isCloseTo(0.2, within(0.06));
    assertThat(only(result, Measure.TIME_TO_FIRST_OUTPUT)).isCloseTo(0.2, within(0.06));
    assertThat(only(result, Measure.TIME_TO_SECOND_TOKEN)).isCloseTo(0.1, within(0.05));
    assertThat(only(result, Measure.TIME_TO_LAST_TOKEN)).isCloseTo(0.4, within(0.08));
    assertThat(only(result, Measure.TIME_TO_TERMINAL_EVENT)).isCloseTo(0.5, within(0.09));
    assertThat(only(result, Measure.TIME_PER_OUTPUT_TOKEN)).isCloseTo(0.1, within(0.04));
    assertThat(count(result, Measure.INTER_TOKEN_TIME)).isEqualTo(2);
    assertThat(count(result, Measure.EVENT_GAP)).isEqualTo(5);
    assertThat(only(result, Measure.TIME_TO_FIRST_REASONING)).isNaN();
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "chunks"))).isEqualTo(3);
    assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "chunk"))).isEqualTo(5);
    assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "[DONE]"))).isEqualTo(1);
  }

  @Test
  void tokens_thatTheTargetCounts_areItsOwn() throws Exception {
    String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":42}}\n\n";
    RunResult result = once(saying(content("a"), content("b"), FINISH + usage + DONE), OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(42);
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "chunks"))).isZero();
  }

  @Test
  void usage_andReasonsToFinish_areCounted() throws Exception {
    String usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":42,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":20},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":7}}}\n\n";
    String cutShort = FINISH.replace("stop", "length");
    RunResult result = once(saying(content("a"), cutShort + usage + DONE), OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.INPUT_TOKENS, Map.of())).isEqualTo(30);
    assertThat(Runs.count(result, CounterKey.CACHED_INPUT_TOKENS, Map.of())).isEqualTo(20);
    assertThat(Runs.count(result, CounterKey.REASONING_TOKENS, Map.of())).isEqualTo(7);
    assertThat(Runs.count(result, CounterKey.FINISHES, Map.of("reason", "length"))).isEqualTo(1);
  }

  @Test
  void kinds_ofTokens_haveTheirOwnTimes() throws Exception {
    String reasoning = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n";
    String call =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
            + "{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n";
    RunResult result = once(saying(reasoning, call, content("a"), FINISH, DONE), OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    double reasoned = only(result, Measure.TIME_TO_FIRST_REASONING);
    double called = only(result, Measure.TIME_TO_FIRST_TOOL_CALL);
    double shown = only(result, Measure.TIME_TO_FIRST_OUTPUT);
    assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isEqualTo(reasoned);
    assertThat(called).isGreaterThan(reasoned);
    assertThat(shown).isGreaterThan(called);
  }

  @ParameterizedTest
  @CsvSource({
    "'a b', truncated=1, 'the stream ended without a finish_reason'",
    "'a b F', truncated=1, 'the stream ended without [DONE]'",
    "'a E', in_stream=1, 'out of tokens'",
    "'a X', protocol=1, 'a chunk is no JSON object'",
    "'abcdeFD', buffered=1, 'all 5 tokens came in one read: something on the way holds the stream"
        + " back'",
    "'abcdFD', '', ''",
  })
  void stream_withAFlaw_isDiagnosed(String frames, String errors, String message) throws Exception {
    StringBuilder[] chunks =
        java.util.Arrays.stream(frames.split(" ", -1))
            .map(StringBuilder::new)
            .toArray(StringBuilder[]::new);
    String[] texts = new String[chunks.length];
    for (int i = 0; i < chunks.length; i++) {
      StringBuilder text = new StringBuilder();
      chunks[i]
          .chars()
          .forEach(c ->
              text.append(
                  switch (c) {
                    case 'F' -> FINISH;
                    case 'D' -> DONE;
                    case 'E' -> "data: {\"error\":{\"message\":\"out of tokens\"}}\n\n";
                    case 'X' -> "data: what?\n\n";
                    default -> content(Character.toString(c));
                  }));
      texts[i] = text.toString();
    }
    RunResult result = once(saying(texts), OPENAI);

    assertThat(Runs.errors(result)).isEqualTo(errors);
    if (!message.isEmpty()) {
      assertThat(message(result)).isEqualTo(message);
      assertThat(Runs.operations(result, "ok")).isZero();
      assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isNaN();
    }
  }

  private static RawServer.Answer typed(String type, String body) {
    String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
    return (request, socket) -> RawServer.say(socket, RawServer.response("200 OK", header, body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | application/json | the target answered with one JSON document, though a stream (text/event-stream)"
            + " was asked for",
        "false | text/event-stream | the target answered with a stream (text/event-stream), though none was asked"
            + " for",
        "true | text/html; charset=utf-8 | the response is text/html; charset=utf-8; it must be text/event-stream",
        "false | '' | the response has no Content-Type; it must be application/json",
      })
  void response_ofAnotherMediaType_isNamed(boolean stream, String type, String message)
      throws Exception {
    RunResult result =
        once(typed(type, "{}"), "- openai: /v1/x\n  json: {stream: " + stream + "}\n");

    assertThat(Runs.errors(result)).isEqualTo("media_type=1");
    assertThat(message(result)).isEqualTo(message);
  }

  private static final String CHAT_REPLY =
      "{'choices':[{'index':0,'message':{'role':'assistant','content':'Hello'},'finish_reason':'length'}],"
          + "'usage':{'prompt_tokens':30,'completion_tokens':42,'prompt_tokens_details':{'cached_tokens':20}}}";
  private static final String RESPONSES_REPLY =
      "{'status':'incomplete','error':null,'incomplete_details':{'reason':'length'},'output':[{'type':'message',"
          + "'content':[{'type':'output_text','text':'Hello'}]}],'usage':{'input_tokens':30,'output_tokens':42,"
          + "'input_tokens_details':{'cached_tokens':20}}}";
  private static final String MESSAGES_REPLY =
      "{'type':'message','content':[{'type':'text','text':'Hello'}],'stop_reason':'length',"
          + "'usage':{'input_tokens':10,'cache_read_input_tokens':20,'output_tokens':42}}";

  private static Map<String, String> replies() {
    return Map.of(
        "openai: /x", CHAT_REPLY,
        "openai: /x, api: responses", RESPONSES_REPLY,
        "anthropic: /x", MESSAGES_REPLY);
  }

  @Test
  void reply_ofAnyModel_isReadWhole() throws Exception {
    for (Map.Entry<String, String> reply : replies().entrySet()) {
      RunResult result =
          once(
              typed("application/json", reply.getValue().replace('\'', '"')),
              "- {" + reply.getKey() + ", json: {model: m}}\n");

      assertThat(Runs.errors(result)).as(reply.getKey()).isEmpty();
      assertThat(Runs.count(result, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(42);
      assertThat(Runs.count(result, CounterKey.INPUT_TOKENS, Map.of())).isEqualTo(30);
      assertThat(Runs.count(result, CounterKey.CACHED_INPUT_TOKENS, Map.of())).isEqualTo(20);
      assertThat(Runs.count(result, CounterKey.FINISHES, Map.of("reason", "length"))).isEqualTo(1);
      assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isZero();
      assertThat(only(result, Measure.TIME_PER_OUTPUT_TOKEN)).isNaN();
      assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isNaN();
      assertThat(only(result, Measure.RESPONSE_TIME)).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "openai: /x | {'error':{'message':'busy','code':'overloaded'}} | in_stream=1 | overloaded: busy",
        "openai: /x | {'choices':[]} | protocol=1 | the reply has no choices",
        "openai: /x | {'choices':[{'message':{}}]} | protocol=1 | a choice of the reply has no finish_reason",
        "openai: /x | what? | protocol=1 | the reply is no JSON object",
        "openai: /x, api: responses | {'status':'failed','error':{'code':'c','message':'m'}} | in_stream=1 | c: m",
        "openai: /x, api: responses | {'status':'queued'} | protocol=1 | the reply's status is queued",
        "openai: /x, api: responses | {} | protocol=1 | the reply has no status",
        "anthropic: /x | {'type':'error','error':{'type':'overloaded_error','message':'m'}} | in_stream=1 |"
            + " overloaded_error: m",
        "anthropic: /x | {'type':'message','content':[]} | protocol=1 | the reply has no stop_reason",
        "anthropic: /x | {'type':'other'} | protocol=1 | the reply is no message",
      })
  void reply_withAFlaw_isDiagnosed(String step, String body, String errors, String message)
      throws Exception {
    RunResult result =
        once(
            typed("application/json", body.replace('\'', '"')),
            "- {" + step + ", json: {model: m}}\n");

    assertThat(Runs.errors(result)).isEqualTo(errors);
    assertThat(message(result)).isEqualTo(message);
  }

  @Test
  void reply_thatIsChecked_isReadForItsTokensToo() throws Exception {
    RunResult result =
        once(
            typed("application/json", CHAT_REPLY.replace('\'', '"')),
            "- openai: /x\n  json: {model: m}\n  check: $.choices[0].message.content == Hello\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.CHECKS, Map.of("outcome", "passed"))).isEqualTo(1);
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of())).isEqualTo(42);
  }

  private static final String PRICES =
      "prices: {currency: USD, models: {m: {input: 0.15, cachedInput: 0.075, output: 0.6}}}";

  private static RunResult priced(RawServer.Answer answer, String step) throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.run(
          Runs.plan(
              server.url(), PRICES, "{phases: [{rate: 100/s, for: 100ms}], drain: 3s}", step));
    }
  }

  @Test
  void cost_ofAnswers_isAddedExactly() throws Exception {
    RunResult result =
        priced(
            typed("application/json", CHAT_REPLY.replace('\'', '"')),
            "- openai: /x\n  json: {model: m}\n");

    assertThat(Runs.operations(result, "ok")).isEqualTo(10);
    assertThat(Runs.count(result, CounterKey.COST, Map.of("currency", "USD")))
        .isEqualTo(10 * (10 * 150_000L + 20 * 75_000L + 42 * 600_000L));
    assertThat(Runs.count(result, CounterKey.PRICED_OPERATIONS, Map.of())).isEqualTo(10);
    assertThat(Runs.count(result, CounterKey.PRICED_TOKENS, Map.of())).isEqualTo(420);
    assertThat(Runs.count(result, CounterKey.UNPRICED_OPERATIONS, Map.of())).isZero();
  }

  @Test
  void cost_ofAnswersWithoutUsage_isNotKnown() throws Exception {
    RunResult result =
        priced(
            saying(content("a"), FINISH, DONE), "- openai: /x\n  json: {model: m, stream: true}\n");

    assertThat(Runs.count(result, CounterKey.COST, Map.of())).isZero();
    assertThat(Runs.count(result, CounterKey.PRICED_OPERATIONS, Map.of())).isZero();
    assertThat(Runs.count(result, CounterKey.UNPRICED_OPERATIONS, Map.of())).isEqualTo(10);
  }

  @Test
  void tokens_byATokenizer_areThoseOfTheText() throws Exception {
    String usage = "data: {\"choices\":[],\"usage\":{\"completion_tokens\":8}}\n\n";
    String step = OPENAI + "  tokens: o200k_base\n";
    // one chunk, but four tokens by the vocabulary: "Hello", ",", " world", "!"
    RunResult alone = once(saying(content("Hello, wor"), content("ld!"), FINISH, DONE), step);
    RunResult told = once(saying(content("Hello, world!"), FINISH, usage, DONE), step);

    assertThat(Runs.errors(alone)).isEmpty();
    assertThat(Runs.count(alone, CounterKey.TOKENS, Map.of("source", "o200k_base"))).isEqualTo(4);
    assertThat(Runs.count(alone, CounterKey.TOKEN_ESTIMATES, Map.of())).isZero();
    assertThat(Runs.count(told, CounterKey.TOKENS, Map.of("source", "usage"))).isEqualTo(8);
    assertThat(Runs.count(told, CounterKey.TOKENS, Map.of("source", "o200k_base"))).isZero();
    assertThat(Runs.count(told, CounterKey.TOKEN_ESTIMATES, Map.of("source", "o200k_base")))
        .isEqualTo(4);
    assertThat(Runs.count(told, CounterKey.ESTIMATED_TOKENS, Map.of())).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"429, rate_limit=1", "529, server_error=1"})
  void response_withAnErrorStatus_isItsClass(int status, String errors) throws Exception {
    RunResult result =
        once(
            (request, socket) ->
                RawServer.say(socket, RawServer.response(status + " No", "", "{}")),
            OPENAI);

    assertThat(Runs.errors(result)).isEqualTo(errors);
  }

  @Test
  void silence_inAStream_isTimeoutIdleOrAStall() throws Exception {
    RawServer.Answer silent =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          chunk(socket, content("a"));
          Thread.sleep(300);
          chunk(socket, content("b") + FINISH + DONE);
          chunk(socket, "");
        };

    assertThat(Runs.errors(once(silent, OPENAI + "  timeout: {idle: 100ms}\n")))
        .isEqualTo("timeout_idle=1");
    RunResult patient = once(silent, OPENAI + "  stall: 200ms\n");
    assertThat(Runs.errors(patient)).isEmpty();
    assertThat(Runs.count(patient, CounterKey.STALLS, Map.of())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{events: 3}", "{time: 150ms}"})
  void stream_withoutEnd_isCancelledAsThePlanWants(String cancelAfter) throws Exception {
    RawServer.Answer endless =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 200; i++) {
            chunk(socket, "data: " + i + "\n\n");
            Thread.sleep(20);
          }
        };
    RunResult result =
        once(endless, "- sse: GET /events\n  end: bye\n  cancelAfter: " + cancelAfter + "\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    assertThat(Runs.count(result, CounterKey.STREAMS_CUT, Map.of())).isEqualTo(1);
    assertThat(only(result, Measure.RESPONSE_TIME)).isLessThan(1);
    long events = Runs.count(result, CounterKey.EVENTS, Map.of("event", "message"));
    assertThat(events).isBetween(3L, cancelAfter.contains("events") ? 3L : 9L);
  }

  private static RunResult running(RawServer.Answer answer, String keys, String load, String steps)
      throws Exception {
    try (RawServer server = RawServer.answering(answer)) {
      return Runs.run(Runs.plan(server.url(), keys, load, steps));
    }
  }

  @Test
  void cancel_thatTheTargetHears_isTimedUntilItsEnd() throws Exception {
    String last = "data: for nobody\n\n";
    RawServer.Answer hearing =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          chunk(socket, "data: 1\n\ndata: 2\n\n");
          while (socket.getInputStream().read() >= 0) {
            // until the other side is closed
          }
          RawServer.say(socket, last);
          Thread.sleep(100);
          socket.close();
        };
    RunResult result =
        running(
            hearing,
            "",
            "{phases: [{rate: 10/s, for: 600ms}], drain: 3s}",
            "- sse: GET /events\n  end: bye\n  cancelAfter: {events: 2}\n");

    assertThat(Runs.errors(result)).isEmpty();
    long heard = count(result, Measure.CANCEL_TIME);
    assertThat(heard).isBetween(1L, 6L);
    assertThat(only(result, Measure.CANCEL_TIME)).isBetween(0.1, 1.0);
    assertThat(Runs.count(result, CounterKey.BYTES_AFTER_CANCEL, Map.of()))
        .isEqualTo(heard * last.length());
    assertThat(Runs.count(result, CounterKey.CANCELS_UNHEARD, Map.of())).isZero();
  }

  @Test
  void cancel_thatTheTargetDoesNotHear_isCountedWithWhatCame() throws Exception {
    RawServer.Answer deaf =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 150; i++) {
            chunk(socket, "data: " + i + "\n\n");
            Thread.sleep(20);
          }
        };
    RunResult result =
        running(
            deaf,
            "",
            "{phases: [{rate: 2/s, for: 2s}], drain: 3s}",
            "- sse: GET /events\n  end: bye\n  timeout: {total: 100ms}\n");

    assertThat(Runs.errors(result)).isEqualTo("timeout_total=4");
    assertThat(Runs.count(result, CounterKey.CANCELS_UNHEARD, Map.of())).isBetween(1L, 4L);
    assertThat(Runs.count(result, CounterKey.BYTES_AFTER_CANCEL, Map.of())).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{rate: 4KB/s}", "{pause: 200ms}"})
  void stream_readSlowly_takesItsTime(String pace) throws Exception {
    String frame = "data: " + "x".repeat(120) + "\n\n";
    RunResult result =
        once(
            (request, socket) -> {
              RawServer.say(socket, HEAD);
              chunk(socket, frame.repeat(32)); // four reads of a kilobyte
              chunk(socket, "data: bye\n\n");
              chunk(socket, "");
            },
            "- sse: GET /events\n  end: bye\n  read: " + pace + "\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(only(result, Measure.RESPONSE_TIME)).isGreaterThan(0.6);
    assertThat(Runs.count(result, CounterKey.EVENTS, Map.of())).isEqualTo(33);
  }

  @Test
  void stream_readSlowly_isNotSilentWhileItIsNotRead() throws Exception {
    RunResult result =
        once(
            (request, socket) -> {
              RawServer.say(socket, HEAD);
              chunk(socket, "data: " + "x".repeat(2_000) + "\n\ndata: bye\n\n");
              chunk(socket, "");
            },
            "- sse: GET /events\n  end: bye\n  read: {pause: 400ms}\n  timeout: {idle: 250ms}\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(only(result, Measure.RESPONSE_TIME)).isGreaterThan(0.7);
  }

  @Test
  void stream_readSlowly_holdsItsTargetBack() throws Exception {
    AtomicLong written = new AtomicLong();
    String frame = "data: " + "x".repeat(8_000) + "\n\n";
    RawServer.Answer fast =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          for (int i = 0; i < 8_000; i++) {
            chunk(socket, frame);
            written.addAndGet(frame.length());
          }
        };
    running(
        fast,
        "",
        "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}",
        "- sse: GET /events\n  end: bye\n  read: {pause: 100ms}\n  cancelAfter: {time: 500ms}\n");

    assertThat(written.get()).isBetween(1L, 32_000_000L);
  }

  @Test
  void streams_onConnectionsOfTheirOwn_openOneEach() throws Exception {
    RunResult result =
        running(
            saying(content("a"), FINISH, DONE),
            "http: {connections: per-request}",
            "{phases: [{rate: 50/s, for: 200ms}], drain: 3s}",
            OPENAI);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(10);
    assertThat(count(result, Measure.CONNECT_TIME)).isEqualTo(10);
  }

  @Test
  void plainStream_withTypesAndEnd_isCountedByType() throws Exception {
    RunResult result =
        once(
            saying(
                "event: add\ndata: {\"t\":\"x\"}\n\n",
                "event: add\ndata: {\"t\":\"\"}\n\nevent: end\ndata: {}\n\n"),
            "- sse: POST /events\n  token: $.t\n  end: end\n");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.count(result, CounterKey.EVENTS, Map.of("event", "add"))).isEqualTo(2);
    assertThat(Runs.count(result, CounterKey.TOKENS, Map.of())).isEqualTo(1);
  }

  @Test
  void http2_streams_areReadLikewise() throws Exception {
    Http2Server.Answer answer =
        request -> {
          request.head(200, false, "content-type", "text/event-stream; charset=utf-8");
          request.data(content("a"), false);
          request.data(content("b") + FINISH + DONE, true);
        };
    try (Http2Server server = Http2Server.answering(answer)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {version: http/2}",
                  "{phases: [{rate: 100/s, for: 200ms}], drain: 3s}",
                  OPENAI));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(20);
      assertThat(Runs.count(result, CounterKey.TOKENS, Map.of())).isEqualTo(40);
      assertThat(server.requests().getFirst().header("accept")).isEqualTo("text/event-stream");
    }
  }

  private static String agUi(String type, String members) {
    return "data: {\"type\":\"" + type + "\"" + (members.isEmpty() ? "" : "," + members) + "}\n\n";
  }

  /** Answers an agent's run with an interrupt or without, and echoes what later requests say. */
  private static RawServer.Answer agent(boolean interrupts, List<String> requests) {
    return (request, socket) -> {
      requests.add(request.body());
      RawServer.say(socket, HEAD);
      chunk(socket, agUi("RUN_STARTED", "\"threadId\":\"t\",\"runId\":\"r\""));
      chunk(socket, agUi("REASONING_MESSAGE_CHUNK", "\"messageId\":\"r\",\"delta\":\"hm\""));
      chunk(socket, agUi("TEXT_MESSAGE_CHUNK", "\"messageId\":\"m\",\"delta\":\"a \\\"b\\\" \""));
      chunk(socket, agUi("TEXT_MESSAGE_CHUNK", "\"messageId\":\"m\",\"delta\":\"c\""));
      chunk(
          socket,
          agUi(
              "RUN_FINISHED",
              interrupts
                  ? "\"outcome\":{\"type\":\"interrupt\",\"interrupts\":[{\"id\":\"i1\"}]}"
                  : "\"outcome\":{\"type\":\"success\"}"));
      chunk(socket, "");
    };
  }

  private static final String TURNS =
      """
      - agui: /agent
        name: first
        json: {threadId: t, runId: r}
        extract:
          answer: {text: output}
          thought: {text: reasoning}
          interrupt: {event: RUN_FINISHED, json: "$.outcome.interrupts[0].id", optional: true}
      - agui: /agent
        name: second
        json: {answer: "${answer}", thought: "${thought}"}
      - if:
          when: ${interrupt} exists
          then:
            - agui: /agent
              name: resume
              json: {resume: [{interruptId: "${interrupt}", status: resolved}]}
      """;

  @Test
  void textAndInterrupt_ofARun_areKeptForTheNext() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();

    RunResult result = once(agent(true, requests), TURNS);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(requests)
        .containsExactly(
            "{\"threadId\":\"t\",\"runId\":\"r\"}",
            "{\"answer\":\"a \\\"b\\\" c\",\"thought\":\"hm\"}",
            "{\"resume\":[{\"interruptId\":\"i1\",\"status\":\"resolved\"}]}");
    assertThat(Runs.count(result, CounterKey.INTERRUPTS, Map.of())).isEqualTo(3);
    assertThat(count(result, Measure.TIME_TO_INTERRUPT)).isEqualTo(3);
  }

  @Test
  void interrupt_thatDoesNotCome_leavesItsVariableWithoutAValue() throws Exception {
    List<String> requests = new CopyOnWriteArrayList<>();

    RunResult result = once(agent(false, requests), TURNS);

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(requests).hasSize(2);
    assertThat(Runs.count(result, CounterKey.INTERRUPTS, Map.of())).isZero();
  }

  @Test
  void event_thatMustCome_failsTheOperationIfItDoesNot() throws Exception {
    RunResult result =
        once(
            agent(false, new CopyOnWriteArrayList<>()),
            "- {agui: /agent, extract: {x: {event: CUSTOM, json: $.value}}}");

    assertThat(message(result)).isEqualTo("nothing to extract for x");
  }
}
