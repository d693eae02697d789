package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameReader;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's codec of HTTP/2 with what a load generator adds: the time of each read before anything is
 * decoded, the bytes of each frame, and the reason why a connection ends.
 */
final class Http2Codec extends Http2ConnectionHandler {
  /**
   * How many bytes of a response, and of all responses together, the target may send before the
   * generator has read them. Large, so that the target is never held back by the generator.
   */
  private static final int WINDOW_BYTES = 16 * 1024 * 1024;

  private static final int FRAME_HEADER_BYTES = 9;
  private static final byte[] HTTP_1 = {'H', 'T', 'T', 'P', '/'};

  private final Http2Session session;
  private final DefaultHttp2FrameWriter writer;
  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf decoding;
  private int decodedTo;
  private int bytesBefore;
  private long readNanos;
  private boolean reading;

  private Http2Codec(
      Http2Session session,
      Http2ConnectionDecoder decoder,
      Http2ConnectionEncoder encoder,
      DefaultHttp2FrameWriter writer) {
    super(decoder, encoder, settings());
    this.session = session;
    this.writer = writer;
    gracefulShutdownTimeoutMillis(0);
  }

  private static Http2Settings settings() {
    return new Http2Settings()
        .pushEnabled(false)
        .initialWindowSize(WINDOW_BYTES)
        .maxHeaderListSize(ResponseReader.HEAD_MAX);
  }

  static Http2Codec of(
      Http2Session session, Http2Connection http2, HpackWriter block, Http2FrameListener frames) {
    DefaultHttp2FrameWriter writer = new Counting(session, block);
    Http2ConnectionEncoder encoder = new DefaultHttp2ConnectionEncoder(http2, writer);
    DefaultHttp2FrameReader reader =
        new DefaultHttp2FrameReader(new DefaultHttp2HeadersDecoder(true, ResponseReader.HEAD_MAX));
    Http2ConnectionDecoder decoder = new DefaultHttp2ConnectionDecoder(http2, encoder, reader);
    decoder.frameListener(frames);
    return new Http2Codec(session, decoder, encoder, writer);
  }

  /** Tells the bytes of each piece of a request's body when it is written. */
  private static final class Counting extends DefaultHttp2FrameWriter {
    private final Http2Session session;

    Counting(Http2Session session, HpackWriter block) {
      super(block);
      this.session = session;
    }

    @Override
    public ChannelFuture writeData(
        ChannelHandlerContext context,
        int id,
        ByteBuf data,
        int padding,
        boolean last,
        ChannelPromise promise) {
      int length = data.readableBytes();
      int frames = Math.max(1, Math.ceilDiv(length, maxFrameSize()));
      session.wroteData(id, length + frames * FRAME_HEADER_BYTES, last);
      return super.writeData(context, id, data, padding, last, promise);
    }
  }

  /** Returns what a block of headers takes with its frames. */
  int headerFrameBytes(int block) {
    return block + FRAME_HEADER_BYTES * Math.max(1, Math.ceilDiv(block, writer.maxFrameSize()));
  }

  ChannelHandlerContext context() {
    if (context == null) {
      throw new IllegalStateException("not in a pipeline");
    }
    return context;
  }

  /** Returns when the last read returned. */
  long readNanos() {
    return readNanos;
  }

  /** Returns whether frames of a read are being dealt with. */
  boolean isReading() {
    return reading;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) throws Exception {
    context = added;
    readNanos = session.client().now();
    super.handlerAdded(added);
    connection()
        .local()
        .flowController()
        .incrementWindowSize(
            connection().connectionStream(),
            WINDOW_BYTES
                - connection()
                    .local()
                    .flowController()
                    .windowSize(connection().connectionStream()));
    flush(added);
  }

  @Override
  public void channelRead(ChannelHandlerContext on, Object message) throws Exception {
    readNanos = session.client().now();
    reading = true;
    if (!session.isReady() && message instanceof ByteBuf data && isHttp1(data)) {
      session.losing(
          ErrorClass.PROTOCOL,
          "the target answered HTTP/1 to the preface of HTTP/2: it does not speak HTTP/2 here");
    }
    super.channelRead(on, message);
  }

  private static boolean isHttp1(ByteBuf data) {
    for (int i = 0; i < HTTP_1.length; i++) {
      if (data.readableBytes() <= i || data.getByte(data.readerIndex() + i) != HTTP_1[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext on) throws Exception {
    reading = false;
    session.flushed();
    super.channelReadComplete(on);
  }

  @Override
  protected void decode(ChannelHandlerContext on, ByteBuf in, List<Object> out) throws Exception {
    decoding = in;
    decodedTo = in.readerIndex();
    super.decode(on, in, out);
    bytesBefore += in.readerIndex() - decodedTo;
    decoding = null;
  }

  /** Returns how many bytes were decoded since the last time: those of one frame. */
  int takeBytes() {
    int bytes = bytesBefore;
    bytesBefore = 0;
    if (decoding != null) {
      bytes += decoding.readerIndex() - decodedTo;
      decodedTo = decoding.readerIndex();
    }
    return bytes;
  }

  @Override
  public void channelInactive(ChannelHandlerContext on) throws Exception {
    readNanos = session.client().now();
    session.lost();
    super.channelInactive(on);
  }

  @Override
  protected void onStreamError(
      ChannelHandlerContext on,
      boolean outbound,
      Throwable cause,
      Http2Exception.StreamException failure) {
    session.streamFailed(failure.streamId(), failure);
    super.onStreamError(on, outbound, cause, failure);
  }

  @Override
  protected void onConnectionError(
      ChannelHandlerContext on,
      boolean outbound,
      Throwable cause,
      @Nullable Http2Exception failure) {
    if (failure == null) {
      session.client().driverFailed(cause);
    }
    session.losing(ErrorClass.PROTOCOL, Failures.describe(cause));
    super.onConnectionError(on, outbound, cause, failure);
    session.lost();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext on, Throwable cause) throws Exception {
    if (cause instanceof Http2Exception || cause.getCause() instanceof Http2Exception) {
      super.exceptionCaught(on, cause);
      return;
    }
    if (cause instanceof RuntimeException || cause instanceof Error) {
      session.client().driverFailed(cause);
    }
    session.losing(ErrorClass.RESET, Failures.describe(cause));
    session.lost();
  }
}
