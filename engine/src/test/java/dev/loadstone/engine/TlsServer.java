package dev.loadstone.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

/** A server on 127.0.0.1 that answers every request head over TLS with 200 and "ok". */
final class TlsServer implements AutoCloseable {
  private static final byte[] RESPONSE =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

  private final EventLoopGroup loops;
  private final Channel channel;
  private final AtomicInteger accepted;

  private TlsServer(EventLoopGroup loops, Channel channel, AtomicInteger accepted) {
    this.loops = loops;
    this.channel = channel;
    this.accepted = accepted;
  }

  /** Starts one that answers at once. */
  static TlsServer start(KeyManagerFactory keys) throws SSLException, InterruptedException {
    return start(keys, Integer.MAX_VALUE, 0);
  }

  /**
   * Starts one.
   *
   * @param shaken on how many connections it goes on to the handshake; all others hang in it
   * @param millis how long an answer takes
   */
  static TlsServer start(KeyManagerFactory keys, int shaken, int millis)
      throws SSLException, InterruptedException {
    AtomicInteger accepted = new AtomicInteger();
    SslContext tls = SslContextBuilder.forServer(keys).build();
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel channel =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel child) {
                    if (accepted.incrementAndGet() > shaken) {
                      child.config().setAutoRead(false);
                      return;
                    }
                    child.pipeline().addLast(tls.newHandler(child.alloc()), new Answering(millis));
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    return new TlsServer(loops, channel, accepted);
  }

  String url() {
    return "https://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Returns how many connections were accepted. */
  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    channel.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static final class Answering extends SimpleChannelInboundHandler<ByteBuf> {
    private final StringBuilder head = new StringBuilder();
    private final int millis;

    private Answering(int millis) {
      this.millis = millis;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
      head.append(data.toString(StandardCharsets.US_ASCII));
      int end = head.indexOf("\r\n\r\n");
      while (end >= 0) {
        head.delete(0, end + 4);
        context
            .executor()
            .schedule(
                () -> context.writeAndFlush(Unpooled.wrappedBuffer(RESPONSE)),
                millis,
                TimeUnit.MILLISECONDS);
        end = head.indexOf("\r\n\r\n");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
