package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.time.TimerHeap;
import dev.loadstone.engine.value.Bytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a response: cookies, redirects, checks, extraction, examples of failures. Not
 * thread-safe.
 */
final class Reception {
  private static final int SNIPPET = 1024;
  private static final int STATUS_ERROR_MIN = 400;

  private final ResponseJudge.Scratch scratch = new ResponseJudge.Scratch();
  private final Inflating inflating = new Inflating();
  private final int redirectsMax;
  private final TimerHeap timers;

  /**
   * Creates one for a loop.
   *
   * @param redirectsMax how many redirects of one operation are followed
   * @param timers of the loop, which know when it was late
   */
  Reception(int redirectsMax, TimerHeap timers) {
    this.redirectsMax = redirectsMax;
    this.timers = timers;
  }

  /** Takes the cookies of a response. */
  void takeCookies(Exchange exchange, Carrier carrier) {
    Bytes value = scratch.header;
    int at = ResponseJudge.headerFrom(carrier.response(), "set-cookie", 0, value);
    while (at >= 0) {
      Exchange.Route route = exchange.route();
      String path = route == null ? exchange.operation().pathForRelative() : route.path();
      exchange.cookies().take(value.text(), carrier.pool().origin(), RequestWriter.pathOnly(path));
      at = ResponseJudge.headerFrom(carrier.response(), "set-cookie", at, value);
    }
  }

  /** Returns where a response leads; null if nowhere, or not any more. */
  Exchange.@Nullable Route redirect(Exchange exchange, Carrier carrier) {
    return Redirects.next(exchange, carrier, redirectsMax, scratch.header);
  }

  /** Checks a response and takes what is to be extracted. */
  void judge(Exchange exchange, Response response) {
    HttpOperation operation = exchange.operation();
    EventStream stream = exchange.stream();
    if (stream != null && stream.isCut() && response.status() == 0) {
      return;
    }
    Bytes content = response.body();
    long length = response.bodyBytes();
    if (response.isBodyCut()) {
      exchange.fail(
          ErrorClass.CHECK,
          "the body is larger than "
              + ResponseReader.BODY_KEPT_MAX
              + " bytes, too large to be checked");
    } else if (response.isCompressed() && exchange.needsBody() && content.length() > 0) {
      String failure = inflating.inflate(response, scratch.inflated);
      if (failure != null) {
        exchange.fail(ErrorClass.PROTOCOL, failure);
        return;
      }
      content = scratch.inflated;
      length = content.length();
    }
    exchange.keep(content);
    BodyReader reader = exchange.bodyReader();
    if (reader != null && response.status() < STATUS_ERROR_MIN && exchange.error() == null) {
      ErrorClass wrong = reader.read(content.array(), content.length());
      if (wrong != null) {
        exchange.fail(wrong, reader.why());
      }
    }
    if (stream != null && stream.operation().mayBeWhole()) {
      AnswerJudge.judge(exchange, stream, response, content, scratch.header);
      content = response.isStream() ? stream.kept() : content;
      length = content.length();
      stream = null;
    } else if (stream != null
        && stream.interpreter().keepsDocument()
        && response.status() < STATUS_ERROR_MIN) {
      judgeStream(exchange, stream, response, scratch.header);
      if (exchange.error() != null) {
        return; // what there is of the document means nothing
      }
      content = stream.kept();
      length = content.length();
      stream = null;
    }
    operation.judge().judge(response, content, length, exchange, scratch);
    if (stream != null && exchange.error() == null) {
      judgeStream(exchange, stream, response, scratch.header);
    }
  }

  private void judgeStream(Exchange exchange, EventStream stream, Response response, Bytes header) {
    if (response.isStream()) {
      ErrorClass wrong = stream.conclude(wasLate(exchange, stream));
      if (wrong != null) {
        exchange.fail(wrong, stream.why());
      } else {
        exchange.operation().judge().takeFrom(stream, exchange);
      }
    } else if (response.isCompressed()) {
      exchange.fail(
          ErrorClass.PROTOCOL, "the response is compressed; a stream must not be, to be timed");
    } else if (!stream.isCut()) {
      boolean told = ResponseJudge.headerFrom(response, "content-type", 0, header) >= 0;
      exchange.fail(
          ErrorClass.MEDIA_TYPE, wrongType(told ? header.text() : "", stream.operation()));
    }
  }

  /** Returns whether the loop was late for most of the time in which a stream came. */
  private boolean wasLate(Exchange exchange, EventStream stream) {
    long read = stream.readNanos();
    return timers.lateNanos(read) * 2 > read - exchange.sentNanos();
  }

  /** Returns what is wrong with a media type, which may be empty. */
  private static String wrongType(String got, StreamOperation wanted) {
    String type = got.toLowerCase(Locale.ROOT);
    if (type.contains("application/json")) {
      return "the target answered with one JSON document, though a stream ("
          + wanted.mediaType()
          + ") was asked for";
    }
    if (wanted.isWhole() && type.contains("text/event-stream")) {
      return "the target answered with a stream (text/event-stream), though none was asked for";
    }
    return "the response "
        + (got.isEmpty() ? "has no Content-Type" : "is " + got)
        + "; it must be "
        + wanted.mediaType();
  }

  /** Keeps the beginnings of request and response as an example. */
  void describe(Exchange exchange, Response response) {
    describeRequest(exchange);
    String text = ResponseJudge.text(response.body(), SNIPPET);
    exchange.responseIs("HTTP " + response.status() + (text == null ? "" : "\n" + text));
  }

  /** Keeps the beginning of the request as an example. */
  void describeRequest(Exchange exchange) {
    HttpOperation operation = exchange.operation();
    Exchange.Route route = exchange.route();
    String path =
        route == null
            ? exchange.origin() + operation.step().url().outline()
            : route.origin() + route.path();
    exchange.requestLineIs(operation.step().method() + " " + path);
  }
}
