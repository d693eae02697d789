package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import org.jspecify.annotations.Nullable;

/** Judges responses that are a stream or one JSON text, whichever the target chose. */
final class AnswerJudge {
  private static final int STATUS_ERROR_MIN = 400;
  private static final String JSON = "application/json";

  private AnswerJudge() {}

  /**
   * Judges a response. One with an error status is left to its status, unless it has the answer to
   * the request in it.
   *
   * @param stream what has read the response if it is a stream
   * @param body whole, decompressed, if it is none
   * @param scratch is used for headers
   */
  static void judge(
      Exchange exchange, EventStream stream, Response response, Bytes body, Bytes scratch) {
    if (!exchange.wantedHeader().isEmpty()) {
      ResponseJudge.header(response, exchange.wantedHeader(), exchange.keptHeader().clear());
    }
    boolean refused = response.status() >= STATUS_ERROR_MIN;
    if (!response.isStream()) {
      String type =
          ResponseJudge.header(response, "content-type", scratch.clear()) ? scratch.text() : "";
      if (type.startsWith(JSON)) {
        stream.takeWhole(body.array(), 0, body.length());
      } else {
        if (!refused) {
          exchange.fail(ErrorClass.PROTOCOL, unreadable(stream, response, type));
        }
        return;
      }
    }
    @Nullable ErrorClass wrong = stream.conclude();
    if (wrong != null && (!refused || stream.isComplete())) {
      exchange.fail(wrong, stream.why());
    }
  }

  private static String unreadable(EventStream stream, Response response, String type) {
    if (response.isCompressed()) {
      return "the response is compressed; a stream must not be, to be timed";
    }
    return "the response is neither "
        + JSON
        + " nor "
        + stream.operation().mediaType()
        + ", but "
        + (type.isEmpty() ? "of no type" : type);
  }
}
