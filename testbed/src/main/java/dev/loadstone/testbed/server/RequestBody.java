package dev.loadstone.testbed.server;

import dev.loadstone.testbed.platform.GrpcFrames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads the body of a request up to a bound. */
final class RequestBody {
  /** Larger bodies are refused with 413. */
  static final long BYTES_MAX = 10_000_000;

  static final Buffer EMPTY = Buffer.buffer();

  private final HttpServerRequest request;
  private final Buffer body = Buffer.buffer();
  private boolean tooLarge;

  private RequestBody(HttpServerRequest request) {
    this.request = request;
  }

  /**
   * Returns whether a request has a body that must be read first (RFC 9112, section 6); a call of
   * gRPC has one that is not announced.
   */
  static boolean isExpected(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || GrpcFrames.isCall(request);
  }

  /**
   * Reads the body.
   *
   * @param whole takes it, once
   * @param refused is run instead, once, if it is too large; the rest is then read and thrown away
   */
  static void read(HttpServerRequest request, Consumer<Buffer> whole, Runnable refused) {
    new RequestBody(request).read(whole, refused);
  }

  private void read(Consumer<Buffer> whole, Runnable refused) {
    if (promised() > BYTES_MAX) {
      tooLarge = true;
      refused.run();
    }
    request.handler(piece -> {
      if (!tooLarge && body.length() + (long) piece.length() > BYTES_MAX) {
        tooLarge = true;
        refused.run();
      } else if (!tooLarge) {
        body.appendBuffer(piece);
      }
    });
    request.endHandler(end -> {
      if (!tooLarge) {
        whole.accept(body);
      }
    });
  }

  private long promised() {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    // The decoder has refused what is not a number.
    return length == null ? 0 : Long.parseLong(length.strip());
  }
}
