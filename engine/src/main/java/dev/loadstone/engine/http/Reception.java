package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a response: cookies, redirects, checks, extraction, examples of failures. Not
 * thread-safe.
 */
final class Reception {
  private static final int SNIPPET = 1024;

  private final ResponseJudge.Scratch scratch = new ResponseJudge.Scratch();
  private final Inflating inflating = new Inflating();
  private final int redirectsMax;

  /**
   * Creates one for a loop.
   *
   * @param redirectsMax how many redirects of one operation are followed
   */
  Reception(int redirectsMax) {
    this.redirectsMax = redirectsMax;
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
    } else if (response.isCompressed() && operation.needsBody() && content.length() > 0) {
      String failure = inflating.inflate(response, scratch.inflated);
      if (failure != null) {
        exchange.fail(ErrorClass.PROTOCOL, failure);
        return;
      }
      content = scratch.inflated;
      length = content.length();
    }
    if (stream != null && stream.isDocument() && !ResponseJudge.isError(response.status())) {
      judgeStream(exchange, stream, response);
      if (exchange.error() != null) {
        return; // what there is of the document means nothing
      }
      content = stream.document();
      length = content.length();
    }
    operation.judge().judge(response, content, length, exchange, scratch);
    if (stream != null && !stream.isDocument() && exchange.error() == null) {
      judgeStream(exchange, stream, response);
    }
  }

  private static void judgeStream(Exchange exchange, EventStream stream, Response response) {
    if (response.isStream()) {
      ErrorClass wrong = stream.conclude();
      if (wrong != null) {
        exchange.fail(wrong, stream.why());
      }
    } else if (!stream.isCut()) {
      exchange.fail(
          ErrorClass.PROTOCOL,
          response.isCompressed()
              ? "the response is compressed; a stream must not be, to be timed"
              : "the response is not " + stream.operation().mediaType());
    }
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
            ? operation.origin() + operation.step().url().outline()
            : route.origin() + route.path();
    exchange.requestLineIs(operation.step().method() + " " + path);
  }
}
