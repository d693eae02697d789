package dev.loadstone.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loadstone.engine.value.Bytes;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketWriterIT {
  private static final int PIECE = 10_000;
  private static final int PIECES = 2_000; // far more than both sockets' buffers hold

  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private MultiThreadIoEventLoopGroup group;
  private ServerSocket server;
  private Channel channel;
  private Socket peer;

  @BeforeEach
  void connect() throws Exception {
    assumeTrue(Epoll.isAvailable(), "needs epoll");
    group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    channel =
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .handler(
                new ChannelInboundHandlerAdapter() {
                  @Override
                  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                    failure.complete(cause);
                  }
                })
            .connect(server.getLocalSocketAddress())
            .sync()
            .channel();
    peer = server.accept();
  }

  @AfterEach
  void close() throws Exception {
    peer.close();
    server.close();
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
  }

  @Test
  void write_moreThanTheSocketTakes_arrivesWholeAndInOrder() throws Exception {
    channel
        .eventLoop()
        .submit(() -> {
          SocketWriter writer = new SocketWriter(16 * 1024);
          for (int i = 0; i < PIECES; i++) {
            writer.write(
                channel, SocketWriter.socketOf(channel), piece(i, PIECE / 2), piece(i, PIECE / 2));
          }
        })
        .sync();
    InputStream in = peer.getInputStream();
    for (int i = 0; i < PIECES; i++) {
      byte[] read = in.readNBytes(PIECE);
      assertThat(read).hasSize(PIECE).containsOnly((byte) i);
    }
  }

  @Test
  void write_longerThanTheBuffer_arrivesWhole() throws Exception {
    channel
        .eventLoop()
        .submit(() ->
            new SocketWriter(100)
                .write(channel, SocketWriter.socketOf(channel), piece(1, 101), new Bytes()))
        .sync();
    assertThat(peer.getInputStream().readNBytes(101)).containsOnly((byte) 1);
  }

  @Test
  void write_peerReset_isToldToTheHandler() throws Exception {
    peer.setSoLinger(true, 0);
    peer.close();
    for (int i = 0; i < 1_000 && !failure.isDone(); i++) {
      channel
          .eventLoop()
          .submit(() ->
              new SocketWriter(100)
                  .write(channel, SocketWriter.socketOf(channel), piece(1, 10), new Bytes()))
          .sync();
    }
    assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
  }

  private static Bytes piece(int number, int length) {
    Bytes bytes = new Bytes();
    for (int i = 0; i < length; i++) {
      bytes.append((byte) number);
    }
    return bytes;
  }
}
