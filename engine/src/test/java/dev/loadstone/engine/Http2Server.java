package dev.loadstone.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamEvent;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 that speaks HTTP/2 and lets a test answer each request with frames, on the
 * server's event loop.
 */
final class Http2Server implements AutoCloseable {
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel listening;
  private final Optional<SslContext> tls;
  private final Http2Settings settings;
  private final Answer answer;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger streamsMax = new AtomicInteger();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Long> resets = new CopyOnWriteArrayList<>();

  /** Answers one request. */
  interface Answer {
    void to(Request request);
  }

  private Http2Server(Optional<SslContext> tls, Http2Settings settings, Answer answer)
      throws InterruptedException {
    this.tls = tls;
    this.settings = settings;
    this.answer = answer;
    listening =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel child) {
                    accepted(child);
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  static Http2Server answering(Answer answer) throws InterruptedException {
    return answering(new Http2Settings(), answer);
  }

  static Http2Server answering(Http2Settings settings, Answer answer) throws InterruptedException {
    return new Http2Server(Optional.empty(), settings, answer);
  }

  static Http2Server overTls(SslContext tls, Answer answer) throws InterruptedException {
    return new Http2Server(Optional.of(tls), new Http2Settings(), answer);
  }

  private void accepted(Channel child) {
    tls.ifPresent(context -> child.pipeline().addLast(context.newHandler(child.alloc())));
    Http2FrameCodec codec = Http2FrameCodecBuilder.forServer().initialSettings(settings).build();
    child.pipeline().addLast(codec, new Serving(codec, connections.getAndIncrement()));
  }

  /** A request, with the means to answer it; {@code connection} counts from 0. */
  static final class Request {
    final int connection;
    final Http2Headers headers;
    final StringBuilder body = new StringBuilder();
    private final Http2FrameStream stream;
    private final Http2FrameCodec codec;
    private final ChannelHandlerContext context;

    private Request(
        int connection, Http2HeadersFrame head, Http2FrameCodec codec, ChannelHandlerContext on) {
      this.connection = connection;
      this.headers = head.headers();
      this.stream = head.stream();
      this.codec = codec;
      this.context = on;
    }

    String path() {
      return headers.path().toString();
    }

    int id() {
      return stream.id();
    }

    String header(String name) {
      CharSequence value = headers.get(name);
      return value == null ? "" : value.toString();
    }

    void head(int status, boolean last, String... fields) {
      Http2Headers head = new DefaultHttp2Headers().status(Integer.toString(status));
      for (int i = 0; i < fields.length; i += 2) {
        head.add(fields[i], fields[i + 1]);
      }
      context.writeAndFlush(new DefaultHttp2HeadersFrame(head, last).stream(stream));
    }

    void trailers(String name, String value) {
      Http2Headers fields = new DefaultHttp2Headers().add(name, value);
      context.writeAndFlush(new DefaultHttp2HeadersFrame(fields, true).stream(stream));
    }

    void data(byte[] piece, boolean last) {
      context.writeAndFlush(
          new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(piece), last).stream(stream));
    }

    void data(String piece, boolean last) {
      data(piece.getBytes(StandardCharsets.UTF_8), last);
    }

    void respond(int status, String content, String... fields) {
      head(status, content.isEmpty(), fields);
      if (!content.isEmpty()) {
        data(content, true);
      }
    }

    void respondAfter(long millis, int status, String content) {
      context.executor().schedule(() -> respond(status, content), millis, TimeUnit.MILLISECONDS);
    }

    void reset(Http2Error error) {
      context.writeAndFlush(new DefaultHttp2ResetFrame(error).stream(stream));
    }

    /** Tells that streams after one are not served. */
    void goAway(int lastStream, Http2Error error, String debug) {
      ChannelHandlerContext on = context.pipeline().context(codec);
      codec.goAway(
          on,
          lastStream,
          error.code(),
          Unpooled.copiedBuffer(debug, StandardCharsets.UTF_8),
          on.newPromise());
      on.flush();
    }

    void closeConnection() {
      context.pipeline().firstContext().close();
    }
  }

  private final class Serving extends ChannelInboundHandlerAdapter {
    private final Http2FrameCodec codec;
    private final int connection;
    private final Map<Http2FrameStream, Request> open = new HashMap<>();

    Serving(Http2FrameCodec codec, int connection) {
      this.codec = codec;
      this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      switch (message) {
        case Http2HeadersFrame head -> {
          Request request = new Request(connection, head, codec, context);
          open.put(head.stream(), request);
          streamsMax.accumulateAndGet(open.size(), Math::max);
          if (head.isEndStream()) {
            ended(request);
          }
        }
        case Http2DataFrame data -> {
          Request request = open.get(data.stream());
          context.write(
              new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes())
                  .stream(data.stream()));
          if (request != null) {
            request.body.append(data.content().toString(StandardCharsets.UTF_8));
            if (data.isEndStream()) {
              ended(request);
            }
          }
        }
        case Http2ResetFrame reset -> resets.add(reset.errorCode());
        default -> {
          // of no meaning for tests
        }
      }
      ReferenceCountUtil.release(message);
    }

    private void ended(Request request) {
      requests.add(request);
      answer.to(request);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof Http2FrameStreamEvent changed
          && changed.type() == Http2FrameStreamEvent.Type.State
          && changed.stream().state() == Http2Stream.State.CLOSED) {
        open.remove(changed.stream());
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  String url() {
    return (tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port();
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  List<Request> requests() {
    return requests;
  }

  /** Returns the codes of all RST_STREAM frames that came. */
  List<Long> resets() {
    return new ArrayList<>(resets);
  }

  /** Returns how many streams of one connection were open at once, at most. */
  int streamsMax() {
    return streamsMax.get();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
