package dev.loadstone.engine;

import static dev.loadstone.engine.StreamAnswers.DONE;
import static dev.loadstone.engine.StreamAnswers.FINISH;
import static dev.loadstone.engine.StreamAnswers.HEAD;
import static dev.loadstone.engine.StreamAnswers.OPENAI;
import static dev.loadstone.engine.StreamAnswers.ROLE;
import static dev.loadstone.engine.StreamAnswers.chunk;
import static dev.loadstone.engine.StreamAnswers.content;
import static dev.loadstone.engine.StreamAnswers.count;
import static dev.loadstone.engine.StreamAnswers.message;
import static dev.loadstone.engine.StreamAnswers.once;
import static dev.loadstone.engine.StreamAnswers.only;
import static dev.loadstone.engine.StreamAnswers.running;
import static dev.loadstone.engine.StreamAnswers.saying;
import static dev.loadstone.engine.StreamAnswers.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs against streams: what is recorded of them, and what is wrong with them. */
@Timeout(60)
final class StreamIT {
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
  void firstToken_ofARequestThatWaited_isTimedFromItsSendingToo() throws Exception {
    RawServer.Answer slow =
        (request, socket) -> {
          RawServer.say(socket, HEAD);
          Thread.sleep(200);
          chunk(socket, content("a") + FINISH + DONE);
          chunk(socket, "");
        };
    RunResult result =
        running(
            slow,
            "http: {maxConnections: 1}",
            "{phases: [{rate: 20/s, for: 100ms}], drain: 3s}",
            OPENAI);

    assertThat(Runs.operations(result, "ok")).isEqualTo(2);
    double sent = only(result, Measure.FIRST_TOKEN_TIME);
    assertThat(sent).isGreaterThan(0.19).isEqualTo(only(result, Measure.FIRST_EVENT_TIME));
    // the second was to start 50 ms after the first, and waited for its connection
    assertThat(only(result, Measure.TIME_TO_FIRST_TOKEN)).isGreaterThan(sent + 0.1);
    assertThat(only(result, Measure.TIME_TO_FIRST_EVENT)).isGreaterThan(sent + 0.1);
  }

  /** Says texts so far apart that even a busy machine hardly reads two of them at once. */
  private static RawServer.Answer slowly(String... chunks) {
    return (request, socket) -> {
      RawServer.say(socket, HEAD);
      for (String text : chunks) {
        Thread.sleep(300);
        chunk(socket, text);
      }
      chunk(socket, "");
    };
  }

  @Test
  void kinds_ofTokens_haveTheirOwnTimes() throws Exception {
    String reasoning = "data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}\n\n";
    String call =
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
            + "{\"name\":\"f\",\"arguments\":\"\"}}]}}]}\n\n";
    RunResult result = once(slowly(reasoning, call, content("a") + FINISH + DONE), OPENAI);

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
}
