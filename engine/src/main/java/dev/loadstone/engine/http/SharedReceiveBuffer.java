package dev.loadstone.engine.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.ByteBuffer;

/**
 * Lets all clear-text connections of an event loop be read into one buffer, so that neither a read
 * nor an idle connection costs memory. Its reader must have taken what it needs when {@code
 * channelRead} returns; it releases the buffer as any other.
 *
 * <p>Invariant: a loop reads one connection at a time, and hands each read on before the next. This
 * holds where sockets are read when they are ready, not where the kernel is given a buffer in
 * advance. It must not be used with a handler that keeps buffers, such as TLS.
 */
final class SharedReceiveBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
  private final ByteBuf buffer;

  /**
   * Creates the buffer.
   *
   * @param capacity most bytes of one read
   */
  SharedReceiveBuffer(int capacity) {
    buffer = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(capacity));
  }

  /** Returns whether channels of a type are read when they are ready. */
  static boolean suits(Class<? extends Channel> channelType) {
    return channelType == EpollSocketChannel.class || channelType == NioSocketChannel.class;
  }

  @Override
  public MaxMessageHandle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return buffer.capacity();
      }

      @Override
      public ByteBuf allocate(ByteBufAllocator allocator) {
        return buffer.clear().retain();
      }
    };
  }
}
