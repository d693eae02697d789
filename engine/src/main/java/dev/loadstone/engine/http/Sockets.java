package dev.loadstone.engine.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** Opens sockets, with TLS where the origin wants it. */
final class Sockets {
  /** The name of HTTP/2 in ALPN (RFC 9113, section 3.1). */
  static final String HTTP_2 = "h2";

  private final HttpEnvironment environment;
  private final Bootstrap bootstrap;
  private final LocalAddresses localAddresses;
  private final SharedReceiveBuffer received = new SharedReceiveBuffer(HttpClient.READ_BUFFER);

  /** What a socket is opened for. */
  interface Opening {
    /** Returns the pool, which knows the origin. */
    ConnectionPool pool();

    /** Returns what hears of the socket first. */
    ChannelHandler handler();

    /** Returns whether its handler takes all from a buffer before the next read. */
    boolean readsAtOnce();

    /** Learns of the channel before it is connected, so that it can be closed. */
    void channelIs(Channel created);

    /**
     * The TLS handshake on a channel is over; that of an address given up means nothing.
     *
     * @param protocol what was agreed by ALPN; null if nothing was
     * @param failure null if it worked
     */
    void handshakeDone(Channel with, @Nullable String protocol, @Nullable Throwable failure);
  }

  Sockets(HttpEnvironment environment) {
    this.environment = environment;
    this.bootstrap =
        new Bootstrap()
            .group(environment.eventLoop())
            .channel(environment.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    this.localAddresses = new LocalAddresses(environment.settings().localAddresses());
    localAddresses.prepare(bootstrap, environment.channelType());
  }

  /** Returns the addresses that can be reached from the local ones that the plan names. */
  List<InetSocketAddress> reachable(List<InetSocketAddress> addresses) {
    return localAddresses.reachable(addresses);
  }

  /** Begins to connect. */
  ChannelFuture open(Opening opening, InetSocketAddress address) {
    Bootstrap one = bootstrap.clone();
    if (opening.pool().origin().tls()) {
      one.handler(new TlsInitializer(opening));
    } else {
      one.handler(opening.handler());
      if (opening.readsAtOnce() && SharedReceiveBuffer.suits(environment.channelType())) {
        one.option(ChannelOption.RECVBUF_ALLOCATOR, received);
      }
    }
    ChannelFuture connecting = one.connect(address, localAddresses.next(address));
    if (connecting.channel().isRegistered()) {
      opening.channelIs(connecting.channel());
    }
    return connecting;
  }

  private final class TlsInitializer extends ChannelInitializer<SocketChannel> {
    private final Opening opening;

    TlsInitializer(Opening opening) {
      this.opening = opening;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      Origin origin = opening.pool().origin();
      SslContext context =
          opening.pool().use() == ConnectionPool.Use.UPGRADES
              ? environment.tls().ofUpgrades()
              : environment.tls().ofRequests();
      SslHandler handler = context.newHandler(channel.alloc(), origin.host(), origin.port());
      if (!environment.settings().insecure()) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
      }
      handler.setHandshakeTimeoutMillis(0);
      handler
          .handshakeFuture()
          .addListener(future ->
              opening.handshakeDone(channel, handler.applicationProtocol(), future.cause()));
      channel.pipeline().addLast(handler, opening.handler());
    }
  }
}
