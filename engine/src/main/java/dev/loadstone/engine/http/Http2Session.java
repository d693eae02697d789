package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.http.ConnectionPool.Use;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.EmptyHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Connection.PropertyKey;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/2 connection (RFC 9113): each exchange has a stream. It is ready when the target's
 * settings are known, so that no request is sent that they forbid.
 *
 * <p>An exchange ends when Netty says that its stream is closed, not when its last frame is read:
 * only then another stream may be opened in its place. Requests that are made while frames are read
 * are flushed together when all are read, but none waits for that longer than {@value #FLUSH_NANOS}
 * ns.
 */
final class Http2Session extends MultiConnection {
  private static final long FLUSH_NANOS = 50_000;
  private static final int MESSAGE_MAX = 200;

  /**
   * What Netty says of a body of another length than announced; no other way of its own tells how
   * much there was.
   */
  private static final Pattern WRONG_LENGTH =
      Pattern.compile(
          "amount of data (\\d{1,18}) does not match content-length header (\\d{1,18})");

  private final Http2Connection http2 = new DefaultHttp2Connection(false);
  private final PropertyKey laneKey = http2.newKey();
  private final HpackWriter block = new HpackWriter();
  private final int streamsMax;
  private @Nullable Http2Codec codec;
  private @Nullable ErrorClass lost;
  private String whyLost = "";
  private int lastStreamServed = Integer.MAX_VALUE;
  private boolean unflushed;
  private long unflushedNanos;

  /**
   * Creates a connection that is not open yet.
   *
   * @param streamsMax how many streams to have at once, if the target allows so many
   */
  Http2Session(HttpClient client, ConnectionPool pool, int streamsMax) {
    super(client, pool, streamsMax);
    this.streamsMax = streamsMax;
    http2.addListener(new Streams());
  }

  @Override
  void opened(Channel with, @Nullable String protocol, long now) {
    boolean tls = pool().origin().tls();
    if (tls && !Sockets.HTTP_2.equals(protocol)) {
      notAgreed(with, protocol, now);
      return;
    }
    Http2Codec made = Http2Codec.of(this, http2, block, new Frames());
    codec = made;
    handOver(made);
  }

  private void notAgreed(Channel with, @Nullable String protocol, long now) {
    if (client().settings().protocol().version() == Version.AUTO && pool().use() != Use.HTTP_2) {
      client().lanes().becomeHttp1(this, with, now);
      return;
    }
    failAll(
        ErrorClass.TLS,
        "the target did not agree to HTTP/2 (ALPN h2), it chose "
            + (protocol == null || protocol.isEmpty() ? "no protocol" : protocol),
        now);
  }

  // --- requests

  @Override
  Response newResponse() {
    return new FramedResponse();
  }

  private static FramedResponse framed(Lane lane) {
    return (FramedResponse) lane.response();
  }

  @Override
  boolean hasRoom() {
    return super.hasRoom() && (!isReady() || http2.local().canOpenStream());
  }

  @Override
  void send(Lane lane, Exchange exchange, long now) {
    Http2Codec with = codec();
    int missing = client().writer().fill(exchange, pool(), block);
    if (missing != TextTemplate.COMPLETE) {
      exchange.fail(ErrorClass.SCRIPT, HttpClient.missingValue(exchange.operation(), missing));
      client().finish(exchange, lane, now);
      return;
    }
    int id = http2.local().incrementAndGetNextStreamId();
    if (id < 0) {
      block.abandon();
      drain();
      client().lanes().again(lane, now);
      return;
    }
    write(lane, exchange, id, with);
    long written = client().now();
    if (!with.isReading() || (unflushed && written - unflushedNanos > FLUSH_NANOS)) {
      flush();
    } else if (!unflushed) {
      unflushed = true;
      unflushedNanos = written;
    }
  }

  private void write(Lane lane, Exchange exchange, int id, Http2Codec with) {
    ChannelHandlerContext context = with.context();
    ByteBuf body = client().writer().body(context.alloc());
    boolean whole = exchange.isContentWhole();
    boolean headOnly = body == null && whole;
    lane.stream(id);
    lane.contentSent(body == null ? 0 : body.readableBytes());
    lane.wrote(with.headerFrameBytes(block.length()), headOnly, client().now());
    ChannelFuture done =
        with.encoder()
            .writeHeaders(
                context, id, EmptyHttp2Headers.INSTANCE, 0, headOnly, context.newPromise());
    Http2Stream stream = http2.stream(id);
    if (stream == null) {
      if (body != null) {
        body.release();
      }
      String why = done.cause() == null ? "no stream" : Failures.describe(done.cause());
      fail(lane, ErrorClass.RESET, "the request could not be sent: " + why, client().now());
      return;
    }
    stream.setProperty(laneKey, lane);
    if (body != null) {
      with.encoder().writeData(context, id, body, 0, whole, context.newPromise());
    }
  }

  @Override
  void sendMore(Lane lane, Exchange exchange) {
    Bytes content = exchange.content();
    Http2Codec with = codec;
    if (content == null || with == null || lane.stream() == Lane.UNSENT || isClosed()) {
      return; // all of it will be sent when the stream is opened
    }
    if (http2.stream(lane.stream()) == null || lane.isRequestSent() || lane.hasEnded()) {
      return;
    }
    ChannelHandlerContext context = with.context();
    int more = content.length() - lane.contentSent();
    ByteBuf piece = context.alloc().directBuffer(Math.max(1, more));
    piece.writeBytes(content.array(), lane.contentSent(), more);
    lane.contentSent(content.length());
    with.encoder()
        .writeData(
            context, lane.stream(), piece, 0, exchange.isContentWhole(), context.newPromise());
    flush();
  }

  private Http2Codec codec() {
    if (codec == null) {
      throw new IllegalStateException("not ready");
    }
    return codec;
  }

  private void flush() {
    unflushed = false;
    codec().flush(codec().context());
  }

  /** All frames of a read have been dealt with, and what was written is being flushed. */
  void flushed() {
    unflushed = false;
  }

  @Override
  void abandon(Lane lane) {
    Http2Codec with = codec;
    Http2Stream stream = lane.stream() == Lane.UNSENT ? null : http2.stream(lane.stream());
    if (with != null && stream != null && !isClosed()) {
      stream.removeProperty(laneKey);
      ChannelHandlerContext context = with.context();
      with.resetStream(context, stream.id(), Http2Error.CANCEL.code(), context.newPromise());
      flush();
    }
  }

  @Nullable Lane lane(int id) {
    Http2Stream stream = http2.stream(id);
    return stream == null ? null : stream.getProperty(laneKey);
  }

  /** Notes that a piece of a request's body was handed to the socket. */
  void wroteData(int id, int bytes, boolean last) {
    Lane lane = lane(id);
    if (lane != null) {
      lane.wrote(bytes, last, client().now());
    }
  }

  // --- the connection's end

  /** Notes why all exchanges will fail; the first reason is kept. */
  void losing(ErrorClass error, String why) {
    if (lost == null) {
      lost = error;
      whyLost = why;
    }
  }

  /** A stream is in error: the codec resets it. */
  void streamFailed(int id, Throwable cause) {
    Lane lane = lane(id);
    if (lane == null) {
      return;
    }
    Matcher lengths = WRONG_LENGTH.matcher(Failures.describe(cause));
    if (lengths.find() && Long.parseLong(lengths.group(1)) < Long.parseLong(lengths.group(2))) {
      lane.failing(
          ErrorClass.TRUNCATED,
          "the stream ended after "
              + lengths.group(1)
              + " of the "
              + lengths.group(2)
              + " bytes of the body");
    } else {
      lane.failing(ErrorClass.PROTOCOL, Failures.describe(cause));
    }
  }

  /** The channel is closed, or useless. */
  void lost() {
    ErrorClass error = lost;
    if (isClosed()) {
      return;
    }
    if (error == null) {
      error = ErrorClass.RESET;
      whyLost =
          isReady()
              ? "the connection was closed before the response"
              : "the target closed the connection instead of agreeing to HTTP/2";
    }
    failAll(error, whyLost, client().now());
  }

  // --- what Netty tells

  /** The frames of the other side. */
  private final class Frames extends Http2EventAdapter {
    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      codec().takeBytes();
      Long allowed = settings.maxConcurrentStreams();
      int streams =
          allowed == null ? Integer.MAX_VALUE : (int) Math.min(allowed, Integer.MAX_VALUE);
      long now = codec().readNanos();
      if (!isReady() && streams == 0) {
        failAll(
            ErrorClass.REFUSED_STREAM,
            "the target allows no stream (SETTINGS_MAX_CONCURRENT_STREAMS is 0)",
            now);
      } else if (!isReady()) {
        client().opened(Version.HTTP_2);
        ready(streams, now);
      } else if (allowed != null) {
        lanesMax(Math.min(streams, streamsMax));
      }
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int id,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean last)
        throws Http2Exception {
      onHeadersRead(context, id, headers, padding, last);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int id, Http2Headers headers, int padding, boolean last)
        throws Http2Exception {
      Lane lane = read(id);
      if (lane == null) {
        return;
      }
      try {
        framed(lane).takeHeaders(headers);
      } catch (MalformedResponseException malformed) {
        throw Http2Exception.streamError(
            id, Http2Error.PROTOCOL_ERROR, malformed, "%s", malformed.getMessage());
      }
      ended(lane, last);
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean last) {
      int length = data.readableBytes();
      Lane lane = read(id);
      if (lane != null) {
        framed(lane).takeBody(data, client().readBuffer(length));
        Exchange exchange = lane.exchange();
        EventStream stream = exchange == null ? null : exchange.stream();
        if (stream != null && stream.isCut()) {
          cut(lane, codec().readNanos());
        } else {
          ended(lane, last);
        }
      }
      return length + padding;
    }

    private void ended(Lane lane, boolean last) {
      if (!last) {
        lane.arm();
        return;
      }
      lane.ended();
      if (!lane.isRequestSent()) {
        // RFC 9113, section 8.1: the response is whole, and the rest of the request is not wanted.
        ChannelHandlerContext with = codec().context();
        codec().resetStream(with, lane.stream(), Http2Error.CANCEL.code(), with.newPromise());
      }
    }

    /** Counts the bytes of a frame and returns the lane that they are for. */
    private @Nullable Lane read(int id) {
      int bytes = codec().takeBytes();
      Lane lane = lane(id);
      if (lane != null) {
        lane.read(bytes, codec().readNanos());
      }
      return lane;
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int id, long code) {
      Lane lane = read(id);
      if (lane == null || lane.hasEnded()) {
        return;
      }
      boolean refused = code == Http2Error.REFUSED_STREAM.code();
      lane.failing(
          refused ? ErrorClass.REFUSED_STREAM : ErrorClass.RESET,
          "the target reset the stream: " + name(code));
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) {
      codec().takeBytes();
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int last, long code, ByteBuf debug) {
      codec().takeBytes();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int id, int increment) {
      codec().takeBytes();
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) {
      codec().takeBytes();
    }
  }

  private static String name(long code) {
    Http2Error error = Http2Error.valueOf(code);
    return error == null ? "error " + code : error.name();
  }

  /** The lives of streams. */
  private final class Streams extends Http2ConnectionAdapter {
    @Override
    public void onGoAwayReceived(int lastStream, long code, ByteBuf debug) {
      lastStreamServed = lastStream;
      if (code != Http2Error.NO_ERROR.code()) {
        String text = debug.toString(StandardCharsets.UTF_8);
        losing(
            ErrorClass.RESET,
            "the target went away: "
                + name(code)
                + (text.isEmpty()
                    ? ""
                    : ": " + text.substring(0, Math.min(MESSAGE_MAX, text.length()))));
      }
      drain();
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      Lane lane = stream.removeProperty(laneKey);
      try {
        if (lane == null) {
          client().lanes().offer(Http2Session.this);
        } else {
          closed(lane, stream.id());
        }
      } catch (RuntimeException broken) {
        client().driverFailed(broken);
      }
    }

    private void closed(Lane lane, int id) {
      Exchange exchange = lane.exchange();
      ErrorClass failure = lane.failure();
      long now = codec().isReading() ? codec().readNanos() : client().now();
      if (exchange == null) {
        return;
      }
      if (failure != null) {
        fail(lane, failure, lane.why(), now);
      } else if (lane.hasEnded()) {
        client().complete(exchange, lane, now, true);
      } else if (id > lastStreamServed) {
        client().lanes().unserved(lane, ErrorClass.REFUSED_STREAM, now);
      } else {
        lost();
      }
    }
  }
}
