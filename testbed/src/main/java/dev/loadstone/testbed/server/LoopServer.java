package dev.loadstone.testbed.server;

import dev.loadstone.testbed.platform.GrpcFrames;
import dev.loadstone.testbed.platform.Talk;
import dev.loadstone.testbed.route.RouteMatch;
import dev.loadstone.testbed.route.RouteMatch.Found;
import dev.loadstone.testbed.route.RouteMatch.Unknown;
import dev.loadstone.testbed.route.RouteMatch.WrongMethod;
import dev.loadstone.testbed.station.LoopTimers;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP server on one event loop. */
public final class LoopServer extends VerticleBase {
  private final Platform platform;
  private final HttpServerOptions options;
  private final SocketAddress address;
  private volatile int port;

  /**
   * Creates a server that does not listen yet.
   *
   * @param address several servers of one Vert.x may listen on the same
   */
  public LoopServer(Platform platform, HttpServerOptions options, SocketAddress address) {
    this.platform = platform;
    this.options = options;
    this.address = address;
  }

  /** Returns the port on which it listens; 0 before it does. */
  public int port() {
    return port;
  }

  @Override
  public Future<?> start() {
    EventLoop eventLoop = ((ContextInternal) context).nettyEventLoop();
    Loop loop =
        new Loop(
            platform,
            platform.ledger().loop(eventLoop),
            new LoopTimers(eventLoop, platform.ticker()),
            eventLoop);
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> serve(request, loop))
        .invalidRequestHandler(request -> refuseInvalid(request, loop))
        .connectionHandler(this::connected)
        .exceptionHandler(failed -> platform.ledger().handshakeFailed())
        .listen(address)
        .onSuccess(server -> port = server.actualPort());
  }

  private void connected(HttpConnection connection) {
    platform.ledger().openConnections().up();
    connection.closeHandler(closed -> platform.ledger().openConnections().down());
  }

  private void serve(HttpServerRequest request, Loop loop) {
    long arrival = platform.ticker().nanos();
    String path = path(request);
    if (path.startsWith(ControlRoutes.PREFIX)) {
      new ControlRoutes(platform, loop).serve(request, path);
      return;
    }
    RouteMatch match = platform.table().match(request.method().name(), path);
    switch (match) {
      case Found found -> begin(loop, request, found, arrival);
      case WrongMethod wrong ->
          unmatched(loop, request, arrival).refuse(Refusals.wrongMethod(wrong.allow()));
      case Unknown unknown ->
          unmatched(loop, request, arrival)
              .refuse(
                  GrpcFrames.isCall(request)
                      ? Refusals.unimplemented(path)
                      : Refusals.notFound(path));
    }
  }

  private void begin(Loop loop, HttpServerRequest request, Found found, long arrival) {
    Optional<Talk> talk = platform.talk(found.index());
    if (talk.isPresent() && GrpcFrames.isCall(request)) {
      if (!GrpcFrames.isKnown(GrpcFrames.coding(request.headers()))) {
        unmatched(loop, request, arrival).refuse(Refusals.unknownCoding());
        return;
      }
      new Dialogue(loop, request, found, talk.get(), arrival).begin();
    } else if (talk.isPresent()) {
      unmatched(loop, request, arrival).refuse(Refusals.noCall());
    } else {
      new Exchange(loop, request, found, arrival).begin();
    }
  }

  private Exchange unmatched(Loop loop, HttpServerRequest request, long arrival) {
    Exchange exchange =
        new Exchange(loop, request, new Found(platform.ledger().unmatched(), List.of()), arrival);
    exchange.arrived();
    return exchange;
  }

  private static String path(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path == null ? "" : path;
  }

  private void refuseInvalid(HttpServerRequest request, Loop loop) {
    Throwable cause = request.decoderResult().cause();
    Exchange exchange = unmatched(loop, request, platform.ticker().nanos());
    exchange.closeAfterwards();
    if (cause instanceof TooLongHttpLineException) {
      exchange.refuse(Refusals.uriTooLong());
    } else if (cause instanceof TooLongHttpHeaderException) {
      exchange.refuse(Refusals.headersTooLarge());
    } else {
      exchange.refuse(Refusals.malformed());
    }
  }
}
