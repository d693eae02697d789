package dev.loadstone.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * Stands before a page that is served by HTTPS. What begins as TLS does goes on to the page; to
 * anything else it says in plain HTTP that HTTPS is spoken here, which no TLS server can.
 *
 * <p><b>Source:</b> RFC 8446, section 5.1: a connection begins with a record of the type handshake.
 */
final class TlsDoor {
  private static final byte HANDSHAKE = 22;
  private static final long LINGER_MILLIS = 500;
  private static final String LOOPBACK = "127.0.0.1";
  private static final String SENTENCE =
      "HTTPS is spoken here, and this was plain HTTP. Put https:// before the address.\n";
  private static final Buffer ANSWER =
      Buffer.buffer(
          """
          HTTP/1.1 400 Bad Request
          Content-Type: text/plain; charset=utf-8
          X-Content-Type-Options: nosniff
          Content-Length: %d
          Connection: close

          """
                  .formatted(SENTENCE.getBytes(StandardCharsets.UTF_8).length)
                  .replace("\n", "\r\n")
              + SENTENCE);

  private final Vertx vertx;
  private final NetClient client;
  private final int page;

  private TlsDoor(Vertx vertx, int page) {
    this.vertx = vertx;
    this.client = vertx.createNetClient();
    this.page = page;
  }

  /**
   * Begins to listen.
   *
   * @param options where
   * @param page the port of the page on this machine
   */
  static Future<NetServer> open(Vertx vertx, NetServerOptions options, int page) {
    TlsDoor door = new TlsDoor(vertx, page);
    return vertx.createNetServer(options).connectHandler(door::came).listen();
  }

  private void came(NetSocket viewer) {
    viewer.handler(first -> {
      viewer.pause();
      if (first.getByte(0) == HANDSHAKE) {
        pass(viewer, first);
      } else {
        refuse(viewer);
      }
    });
  }

  /** Reads on for a moment: closed with something unread, the connection would lose the answer. */
  private void refuse(NetSocket stranger) {
    stranger.handler(unread -> {});
    stranger.resume();
    stranger.write(ANSWER.copy());
    vertx.setTimer(LINGER_MILLIS, late -> stranger.close());
  }

  private void pass(NetSocket viewer, Buffer first) {
    client
        .connect(page, LOOPBACK)
        .onFailure(gone -> viewer.close())
        .onSuccess(inside -> {
          inside.write(first);
          viewer.pipeTo(inside);
          inside.pipeTo(viewer);
        });
  }
}
