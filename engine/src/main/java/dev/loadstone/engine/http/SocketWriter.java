package dev.loadstone.engine.http;

import dev.loadstone.engine.value.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the requests of an event loop's connections. Where sockets are epoll's and nothing is
 * queued on one, a request goes from one buffer of the loop straight into the system call, without
 * a buffer, a queue entry and a flush of its own; what the socket does not take at once, and all
 * else, goes through the channel. Allocates nothing in the first case. Not thread-safe.
 */
final class SocketWriter {
  private final ByteBuf out;

  /**
   * Creates a writer.
   *
   * @param capacity longest request that is written straight, in bytes
   */
  SocketWriter(int capacity) {
    out = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(capacity));
  }

  /** Returns the socket of a clear-text channel; null if it has no native one. */
  static @Nullable Socket socketOf(Channel channel) {
    return channel instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket socket
        ? socket
        : null;
  }

  /**
   * Writes a request. A failure is told to the channel's handler, possibly before this returns.
   *
   * @param channel of the connection
   * @param socket its socket; null if requests go through the channel
   * @param start the first part of the request
   * @param rest the rest of it
   */
  void write(Channel channel, @Nullable Socket socket, Bytes start, Bytes rest) {
    ChannelOutboundBuffer queued = channel.unsafe().outboundBuffer();
    int length = start.length() + rest.length();
    if (socket == null || queued == null || !queued.isEmpty() || length > out.capacity()) {
      ByteBuf own = channel.alloc().directBuffer(length);
      channel.writeAndFlush(fill(own, start, rest), channel.voidPromise());
      return;
    }
    fill(out.clear(), start, rest);
    try {
      int written = socket.sendAddress(out.memoryAddress(), 0, length);
      if (written < length) {
        ByteBuf untaken = channel.alloc().directBuffer(length - written);
        untaken.writeBytes(out, written, length - written);
        channel.writeAndFlush(untaken, channel.voidPromise());
      }
    } catch (IOException failure) {
      channel.pipeline().fireExceptionCaught(failure);
    }
  }

  private static ByteBuf fill(ByteBuf to, Bytes start, Bytes rest) {
    to.writeBytes(start.array(), 0, start.length());
    return to.writeBytes(rest.array(), 0, rest.length());
  }
}
