package dev.loadstone.engine.http;

import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.time.TimerHeap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;

/**
 * Reads a connection more slowly than it comes, as the plan wants: the kernel is not to hold much,
 * so that the target notices. Such a connection is not used again, for its kernel would never hold
 * more again. Everything happens on the connection's event loop.
 */
final class SlowReading {
  /** What the kernel may hold, in bytes. */
  private static final int BUFFER = 8 * 1024;

  /** What one read may take, in bytes. */
  private static final int READ = 1024;

  private final TimerHeap timers;
  private final Channel channel;
  private long resumeNanos;

  /** Makes a connection ready for it. */
  SlowReading(TimerHeap timers, Channel channel) {
    this.timers = timers;
    this.channel = channel;
    channel.config().setOption(ChannelOption.SO_RCVBUF, BUFFER);
    channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(READ));
  }

  /**
   * Reads nothing for a while, if the plan wants it so.
   *
   * @param bytes how many were just read
   * @return from when on silence is the target's
   */
  long pause(StreamOperation operation, int bytes, long now) {
    long pause = operation.pauseNanos(bytes);
    if (pause > 0) {
      resumeNanos = now + pause;
      channel.config().setAutoRead(false);
      timers.add(resumeNanos, this::resume);
    }
    return now + pause;
  }

  private void resume(long now) {
    if (channel.isOpen() && now >= resumeNanos) {
      channel.config().setAutoRead(true);
    }
  }
}
