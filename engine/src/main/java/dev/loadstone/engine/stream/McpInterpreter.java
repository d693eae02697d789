package dev.loadstone.engine.stream;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.json.JsonScanner;
import dev.loadstone.engine.record.ExtraRecorder;
import dev.loadstone.engine.value.Bytes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Messages of MCP: notes of progress, other notifications and requests of the server, and the
 * answer to the request, which is the last that counts. Requests of the server are not answered,
 * since the generator claims no capability that would allow them.
 *
 * <p><b>Source:</b> JSON-RPC 2.0, sections 4 and 5; Model Context Protocol, revisions 2025-03-26 to
 * 2026-07-28, Base Protocol, and Utilities: Progress.
 */
public final class McpInterpreter implements Interpreter {
  private static final long NEVER = Long.MIN_VALUE;
  private static final byte[] PRIMING = bytes("priming");
  private static final byte[] ANSWER = bytes("answer");
  private static final int SHOWN_MAX = 80;

  private static final int JSONRPC = 0;
  private static final int ID = 1;
  private static final int METHOD = 2;
  private static final int PARAMS = 3;
  private static final int RESULT = 4;
  private static final int ERROR = 5;

  private static final int CODE = 0;
  private static final int MESSAGE = 1;

  private static final int IS_ERROR = 0;
  private static final int CONTENT = 1;
  private static final int RESULT_TYPE = 2;
  private static final int NEXT_CURSOR = 3;
  private static final int PROTOCOL_VERSION = 4;

  private static final int TOKEN = 0;

  private final JsonFrame message =
      new JsonFrame("jsonrpc", "id", "method", "params", "result", "error");
  private final JsonFrame error = new JsonFrame("code", "message");
  private final JsonFrame result =
      new JsonFrame("isError", "content", "resultType", "nextCursor", "protocolVersion");
  private final JsonFrame progress = new JsonFrame("progressToken");
  private final JsonFrame part = new JsonFrame("text");
  private final JsonScanner content = new JsonScanner();
  private @Nullable ExtraRecorder recorder;
  private long id;
  private long intendedNanos;
  private long answerNanos;
  private long progressNanos;
  private String nextCursor = "";
  private String protocolVersion = "";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Says what the next response must answer.
   *
   * @param request the id of the request, and its token of progress
   * @param intended when its operation was intended to start, for the time to the first progress
   * @param of takes what is measured of progress
   */
  public void expect(long request, long intended, ExtraRecorder of) {
    id = request;
    intendedNanos = intended;
    recorder = of;
  }

  @Override
  public void begin() {
    answerNanos = NEVER;
    progressNanos = NEVER;
    nextCursor = "";
    protocolVersion = "";
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    if (from == to) {
      count(stream, PRIMING, 0, PRIMING.length, 0); // it has an id only, to be resumed from
    } else if (!message.read(data, from, to) || !message.is(JSONRPC, "2.0")) {
      count(stream, ANSWER, 0, ANSWER.length, to - from);
      stream.violation("a message is not one of JSON-RPC 2.0: " + shown(data, from, to));
    } else if (message.hasText(METHOD)) {
      count(stream, data, message.from(METHOD), message.to(METHOD), to - from);
      if (message.is(METHOD, "notifications/progress")) {
        progress(stream);
      }
    } else {
      count(stream, ANSWER, 0, ANSWER.length, to - from);
      answer(stream, data, from, to);
    }
  }

  private static void count(EventStream stream, byte[] name, int from, int to, int length) {
    if (!stream.isWhole()) {
      stream.event(name, from, to, length);
    }
  }

  private static String shown(byte[] data, int from, int to) {
    String text =
        new String(data, from, Math.min(to - from, SHOWN_MAX), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "nothing" : text;
  }

  private void progress(EventStream stream) {
    ExtraRecorder extras = recorder;
    boolean mine =
        progress.read(message.source(), message.from(PARAMS), message.to(PARAMS))
            && progress.number(TOKEN) == id;
    if (!mine || extras == null) {
      return;
    }
    long now = stream.readNanos();
    extras.count(CounterKey.PROGRESS, 1);
    if (progressNanos == NEVER) {
      extras.time(Measure.TIME_TO_FIRST_PROGRESS, now - intendedNanos);
    } else {
      extras.time(Measure.PROGRESS_GAP, now - progressNanos);
    }
    progressNanos = now;
  }

  private void answer(EventStream stream, byte[] data, int from, int to) {
    boolean failed = message.has(ERROR);
    if (message.number(ID) != id && (message.has(ID) || !failed)) {
      stream.violation(
          "an answer has the id "
              + (message.has(ID) ? idText() : "null")
              + ", the request had "
              + id);
      return;
    }
    answerNanos = stream.readNanos();
    stream.kept().clear().append(data, from, to);
    if (message.number(ID) == id) {
      stream.terminal();
    }
    if (failed) {
      error.read(data, message.from(ERROR), message.to(ERROR));
      stream.fail(ErrorClass.RPC, (error.text(CODE) + " " + error.text(MESSAGE)).strip());
    } else if (!result.read(data, message.from(RESULT), message.to(RESULT))) {
      stream.violation("an answer has neither a result nor an error: " + shown(data, from, to));
    } else {
      result(stream);
    }
  }

  private String idText() {
    return message.hasText(ID) ? '"' + message.text(ID) + '"' : message.text(ID);
  }

  private void result(EventStream stream) {
    nextCursor = result.hasText(NEXT_CURSOR) ? result.text(NEXT_CURSOR) : "";
    protocolVersion = result.hasText(PROTOCOL_VERSION) ? result.text(PROTOCOL_VERSION) : "";
    if (result.is(IS_ERROR, "true")) {
      stream.fail(ErrorClass.TOOL, firstText());
    } else if (result.has(RESULT_TYPE) && !result.is(RESULT_TYPE, "complete")) {
      stream.fail(ErrorClass.TOOL, "the result is not complete, but " + result.text(RESULT_TYPE));
    }
  }

  /** Returns the first text of a tool's result. */
  private String firstText() {
    String[] first = {""};
    int begin = result.has(CONTENT) ? result.from(CONTENT) : 0;
    content.parts(
        result.source(),
        begin,
        result.has(CONTENT) ? result.to(CONTENT) : 0,
        (source, nameFrom, nameTo, from, to, string) -> {
          if (first[0].isEmpty() && part.read(source, from, to) && part.hasText(0)) {
            first[0] = part.text(0);
          }
        });
    return first[0].isEmpty() ? "the tool tells of an error" : first[0];
  }

  @Override
  public String missing() {
    return answerNanos == NEVER ? "the answer" : "";
  }

  /** Returns when the answer was read; {@link Long#MIN_VALUE} if it was not. */
  public long answerNanos() {
    return answerNanos;
  }

  /** Returns where the next page of a list begins; empty if there is none. */
  public String nextCursor() {
    return nextCursor;
  }

  /** Returns the version that the server wants to speak; empty if it does not say. */
  public String protocolVersion() {
    return protocolVersion;
  }
}
