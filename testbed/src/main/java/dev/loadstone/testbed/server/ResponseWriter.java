package dev.loadstone.testbed.server;

import dev.loadstone.testbed.platform.Answer;
import dev.loadstone.testbed.platform.Answer.Delivery;
import dev.loadstone.testbed.station.FreezeClock;
import dev.loadstone.testbed.truth.Drip;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the answer to one request, or does what is worse. Over HTTP/2 the worse befalls the
 * request's stream only: others on its connection go on.
 */
final class ResponseWriter {
  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  /** By its name, since the class is there only where Netty's epoll transport is. */
  private static final ChannelOption<Boolean> CORK =
      ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_CORK");

  /** What a stream is reset with (RFC 9113, section 7). */
  private static final long INTERNAL_ERROR = 2;

  private static final int CHUNK_BYTES = 1_024;
  private static final Duration LINGER = Duration.ofSeconds(1);

  /** What is cut in two when the answer itself has no two bytes. */
  private static final Buffer FILLER = Buffer.buffer("{\"cut\":\"here\"}");

  private final Loop loop;
  private final HttpServerRequest request;
  private final FreezeClock freezes;

  ResponseWriter(Loop loop, HttpServerRequest request, FreezeClock freezes) {
    this.loop = loop;
    this.request = request;
    this.freezes = freezes;
  }

  /**
   * Writes an answer.
   *
   * @param closes whether the connection is closed then
   * @param written learns whether the last byte was written
   */
  void write(Answer answer, boolean closes, Consumer<Boolean> written) {
    HttpServerResponse response = head(answer);
    Buffer body = answer.body();
    if (answer.isCompressible()) {
      response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
      if (takesGzip()) {
        body = gzip(body);
        response.putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
      }
    }
    boolean closesConnection = closes && !isStream();
    if (closesConnection) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    put(answer.trailers(), response);
    end(response, answer.delivery(), body)
        .onComplete(done -> {
          written.accept(done.succeeded());
          if (closesConnection) {
            closeGently();
          }
        });
  }

  /**
   * Sets what is sent after a response's body, just before it is ended. From then on its end tells
   * of a client that goes away: Vert.x calls the handler for that whenever it has written trailers.
   */
  static void put(List<String> trailers, HttpServerResponse response) {
    if (!trailers.isEmpty()) {
      response.closeHandler(closed -> {});
    }
    for (int i = 0; i < trailers.size(); i += 2) {
      response.putTrailer(trailers.get(i), trailers.get(i + 1));
    }
  }

  private Future<Void> end(HttpServerResponse response, Delivery delivery, Buffer body) {
    if (request.method().equals(HttpMethod.HEAD)) {
      if (delivery != Delivery.CHUNKED) {
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      }
      return response.end();
    }
    if (delivery != Delivery.CHUNKED) {
      return response.end(body);
    }
    response.setChunked(true);
    for (int from = 0; from < body.length(); from += CHUNK_BYTES) {
      // A failed chunk fails the end as well.
      var _ = response.write(body.slice(from, Math.min(body.length(), from + CHUNK_BYTES)));
    }
    return response.end();
  }

  /**
   * Lets the client read the answer before it sees the connection end, even while it is still
   * sending.
   */
  private void closeGently() {
    long linger = request.isEnded() ? 0 : LINGER.toNanos();
    loop.timers().at(loop.platform().ticker().nanos() + linger, this::close);
  }

  /** Closes the connection in both directions; ends a stream. */
  void close() {
    if (isStream()) {
      var _ = request.response().end();
    } else {
      var _ = request.connection().close();
    }
  }

  private boolean isStream() {
    return request.version() == HttpVersion.HTTP_2;
  }

  private Channel channel() {
    return ((ConnectionBase) request.connection()).channel();
  }

  /**
   * Closes the server's side of the connection (TCP FIN) and goes on to read the client's. A stream
   * that has no answer is reset; one that has lets the connection take no more (GOAWAY).
   */
  void closeOwnSide() {
    if (isStream()) {
      if (request.response().ended()) {
        var _ = request.connection().shutdown();
      } else {
        var _ = request.response().reset(INTERNAL_ERROR);
      }
    } else if (channel() instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
    } else {
      close();
    }
  }

  /**
   * Holds back what is written from now on until the server closes its side, so that the client has
   * the end as soon as the answer and cannot send its next request in between. Only Linux can do
   * that (tcp(7), TCP_CORK); elsewhere nothing is held back.
   */
  void withholdUntilClosed() {
    if (isStream()) {
      return;
    }
    channel().config().setOption(CORK, true);
  }

  /** Closes the connection by a TCP reset; resets a stream. */
  void reset() {
    if (isStream()) {
      var _ = request.response().reset(INTERNAL_ERROR);
      return;
    }
    Channel channel = channel();
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    var _ = channel.close();
  }

  /**
   * Promises the whole answer and sends half of its body.
   *
   * @param then what is done once it is sent
   */
  void half(Answer answer, Runnable then) {
    Buffer body = answer.body().length() < 2 ? FILLER : answer.body();
    HttpServerResponse response = head(answer);
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    response.write(body.slice(0, body.length() / 2)).onComplete(done -> then.run());
  }

  /**
   * Writes an answer whose body drips evenly, though not in freezes.
   *
   * @param drip in which pieces
   * @param written learns whether the last byte was written
   */
  void drip(Answer answer, Drip drip, Consumer<Boolean> written) {
    HttpServerResponse response = head(answer);
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    var _ = response.writeHead();
    drip(response, answer.body(), 1, drip, written);
  }

  private void drip(
      HttpServerResponse response, Buffer body, int drop, Drip drip, Consumer<Boolean> written) {
    long next = freezes.thaw(loop.platform().ticker().nanos() + drip.gapNanos());
    int pieces = drip.pieces(body.length());
    loop.timers()
        .at(
            next,
            () -> {
              int from = (int) ((long) body.length() * (drop - 1) / pieces);
              int to = (int) ((long) body.length() * drop / pieces);
              Buffer piece = body.slice(from, to);
              if (response.closed()) {
                written.accept(false);
              } else if (drop == pieces) {
                response.end(piece).onComplete(done -> written.accept(done.succeeded()));
              } else {
                var _ = response.write(piece);
                drip(response, body, drop + 1, drip, written);
              }
            });
  }

  HttpServerResponse head(Answer answer) {
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.status());
    response.putHeader(HttpHeaders.DATE, loop.date());
    response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    List<String> headers = answer.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      response.putHeader(headers.get(i), headers.get(i + 1));
    }
    return response;
  }

  /**
   * <b>Source:</b> RFC 9110, section 12.5.3, as far as clients use it: a list of codings, refused
   * by a weight of 0.
   */
  private boolean takesGzip() {
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    if (accepted == null) {
      return false;
    }
    for (String coding : accepted.split(",", -1)) {
      String stripped = coding.strip();
      if (stripped.startsWith("gzip") || stripped.startsWith("*")) {
        return !stripped.matches(".*;\\s*q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static Buffer gzip(Buffer body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body.getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a byte array takes any bytes", impossible);
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
