package dev.loadstone.engine;

import dev.loadstone.core.platform.LowLatency;
import dev.loadstone.core.platform.ThreadPriority;
import dev.loadstone.engine.EngineOptions.Transport;
import dev.loadstone.engine.time.Agenda;
import io.netty.channel.Channel;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The event loops of a run with their transport. */
final class LoopGroup implements AutoCloseable {
  private static final String EXACT_WAITS = "io.netty.channel.epoll.epollWaitThreshold";

  /** Most sockets handled in one round, after which timers have their turn. */
  private static final int EVENTS_MAX = 128;

  private final MultiThreadIoEventLoopGroup group;
  private final Sockets sockets;
  private final Handlers handlers;
  private final List<EventLoop> loops = new ArrayList<>();
  private Optional<LowLatency> lowLatency = Optional.empty();

  static {
    // Netty rounds waits above this to whole milliseconds; read when its epoll classes are first
    // used.
    if (System.getProperty(EXACT_WAITS) == null) {
      System.setProperty(EXACT_WAITS, "0");
    }
  }

  /** By what sockets are driven. */
  private enum Sockets {
    EPOLL("epoll", EpollSocketChannel.class, EpollServerSocketChannel.class),
    IO_URING("io_uring", IoUringSocketChannel.class, IoUringServerSocketChannel.class),
    NIO("nio", NioSocketChannel.class, NioServerSocketChannel.class);

    private final String label;
    private final Class<? extends Channel> channelType;
    private final Class<? extends ServerChannel> serverChannelType;

    Sockets(
        String label,
        Class<? extends Channel> channelType,
        Class<? extends ServerChannel> serverChannelType) {
      this.label = label;
      this.channelType = channelType;
      this.serverChannelType = serverChannelType;
    }

    static Sockets of(Transport wanted) {
      return switch (wanted) {
        case AUTO -> Epoll.isAvailable() ? EPOLL : NIO;
        case NIO -> NIO;
        case EPOLL -> {
          require("epoll", Epoll.isAvailable(), Epoll.unavailabilityCause());
          yield EPOLL;
        }
        case IO_URING -> {
          require("io_uring", IoUring.isAvailable(), IoUring.unavailabilityCause());
          yield IO_URING;
        }
      };
    }

    private static void require(String name, boolean available, Throwable cause) {
      if (!available) {
        throw new IllegalArgumentException(name + " is not available here: " + cause);
      }
    }

    IoHandlerFactory factory() {
      return switch (this) {
        case EPOLL -> EpollIoHandler.newFactory(EVENTS_MAX, DefaultSelectStrategyFactory.INSTANCE);
        case IO_URING -> IoUringIoHandler.newFactory();
        case NIO -> NioIoHandler.newFactory();
      };
    }
  }

  /** Makes the loops' handlers, and knows them afterwards. */
  private static final class Handlers implements IoHandlerFactory {
    private final IoHandlerFactory sockets;
    private final boolean busyPoll;
    private final Map<ThreadAwareExecutor, TimedIoHandler> made = new ConcurrentHashMap<>();

    Handlers(IoHandlerFactory sockets, boolean busyPoll) {
      this.sockets = sockets;
      this.busyPoll = busyPoll;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor executor) {
      TimedIoHandler handler = new TimedIoHandler(sockets.newHandler(executor), busyPoll);
      made.put(executor, handler);
      return handler;
    }
  }

  private LoopGroup(int count, Sockets sockets, boolean busyPoll) {
    this.sockets = sockets;
    handlers = new Handlers(sockets.factory(), busyPoll);
    group =
        new MultiThreadIoEventLoopGroup(
            count, new DefaultThreadFactory("loadstone-loop", true), handlers);
    for (int i = 0; i < count; i++) {
      loops.add(group.next());
    }
  }

  /**
   * Starts event loops.
   *
   * @param count how many
   * @param options how sockets are driven
   * @throws IllegalArgumentException if the wanted transport does not exist here, or low latency is
   *     wanted and cannot be had
   */
  static LoopGroup of(int count, EngineOptions options) {
    LoopGroup group = new LoopGroup(count, Sockets.of(options.transport()), options.busyPoll());
    if (options.lowLatency()) {
      try {
        group.lowLatency = Optional.of(LowLatency.of(group.loops));
      } catch (RuntimeException | Error refused) {
        group.close();
        throw refused;
      }
    } else {
      group.loops.forEach(loop -> loop.execute(ThreadPriority::takeShortTurns));
    }
    return group;
  }

  /** Lets a loop keep an agenda from now on, instead of the one before. */
  void attend(EventLoop loop, Agenda agenda) {
    TimedIoHandler handler = handlers.made.get(loop);
    if (handler == null) {
      throw new IllegalArgumentException("no loop of this group: " + loop);
    }
    loop.execute(() -> handler.attend(agenda));
  }

  Class<? extends Channel> channelType() {
    return sockets.channelType;
  }

  Class<? extends ServerChannel> serverChannelType() {
    return sockets.serverChannelType;
  }

  String transport() {
    return sockets.label;
  }

  /** Returns whether loops never sleep, so that their processor time says nothing. */
  boolean busyPoll() {
    return handlers.busyPoll;
  }

  /**
   * Returns how loops are kept from being late: {@code low}, {@code busy-poll} or {@code usual}.
   */
  String latency() {
    return lowLatency.isPresent() ? "low" : busyPoll() ? "busy-poll" : "usual";
  }

  List<EventLoop> loops() {
    return loops;
  }

  @Override
  public void close() {
    lowLatency.ifPresent(LowLatency::close);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
