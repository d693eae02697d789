package dev.loadstone.engine;

import dev.loadstone.engine.EngineOptions.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a run with their transport. */
final class LoopGroup implements AutoCloseable {
  private static final String EXACT_WAITS = "io.netty.channel.epoll.epollWaitThreshold";

  private final MultiThreadIoEventLoopGroup group;
  private final Class<? extends Channel> channelType;
  private final String transport;
  private final List<EventLoop> loops = new ArrayList<>();

  static {
    // Netty rounds waits above this to whole milliseconds; read when its epoll classes are first
    // used.
    if (System.getProperty(EXACT_WAITS) == null) {
      System.setProperty(EXACT_WAITS, "0");
    }
  }

  private LoopGroup(
      MultiThreadIoEventLoopGroup group,
      Class<? extends Channel> channelType,
      String transport,
      int count) {
    this.group = group;
    this.channelType = channelType;
    this.transport = transport;
    for (int i = 0; i < count; i++) {
      loops.add(group.next());
    }
  }

  /**
   * Starts event loops.
   *
   * @throws IllegalArgumentException if the wanted transport does not exist here
   */
  static LoopGroup of(int count, Transport wanted) {
    DefaultThreadFactory threads = new DefaultThreadFactory("loadstone-loop", true);
    boolean epoll = wanted != Transport.NIO && Epoll.isAvailable();
    if (wanted == Transport.EPOLL && !epoll) {
      throw new IllegalArgumentException(
          "epoll is not available here: " + Epoll.unavailabilityCause());
    }
    return epoll
        ? new LoopGroup(
            new MultiThreadIoEventLoopGroup(count, threads, EpollIoHandler.newFactory()),
            EpollSocketChannel.class,
            "epoll",
            count)
        : new LoopGroup(
            new MultiThreadIoEventLoopGroup(count, threads, NioIoHandler.newFactory()),
            NioSocketChannel.class,
            "nio",
            count);
  }

  Class<? extends Channel> channelType() {
    return channelType;
  }

  Class<? extends ServerChannel> serverChannelType() {
    return channelType == EpollSocketChannel.class
        ? EpollServerSocketChannel.class
        : NioServerSocketChannel.class;
  }

  String transport() {
    return transport;
  }

  List<EventLoop> loops() {
    return loops;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
