package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.time.Timed;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries one exchange at a time. Everything happens on its event loop.
 *
 * <p>Deadlines: at most one timer entry is meaningful, that at {@code queuedDeadline}. An operation
 * whose deadline is later leaves the entry where it is; when it fires, the real deadline is looked
 * at and the entry moved. So a busy connection costs a timer operation per timeout's length, not
 * per request. What to re-check when editing: every path that ends an exchange clears {@code
 * current} before it calls anyone.
 */
@Sharable // with one channel after the other, while addresses are tried
final class HttpConnection extends ChannelInboundHandlerAdapter
    implements Timed, Carrier, Connection, Sockets.Opening {
  /** The response to a request that was never sent. */
  private static final Response NOTHING = new ResponseReader();

  private final HttpClient client;
  private final ConnectionPool pool;
  private @Nullable ResponseReader reader;
  private @Nullable Exchange current;
  private @Nullable Channel channel;
  private @Nullable Socket socket;
  private boolean connecting = true;
  private boolean closed;
  private boolean queued;
  private long queuedDeadline;
  private long connectStart;
  private long lastReadNanos;
  private int address;

  HttpConnection(HttpClient client, ConnectionPool pool, Exchange first) {
    this.client = client;
    this.pool = pool;
    this.current = first;
  }

  @Override
  public ConnectionPool pool() {
    return pool;
  }

  @Override
  public Response response() {
    return reader == null ? NOTHING : reader;
  }

  /**
   * Returns what reads the response under way.
   *
   * @throws IllegalStateException if no request was sent since the last response
   */
  private ResponseReader reader() {
    if (reader == null) {
      throw new IllegalStateException("no response is read");
    }
    return reader;
  }

  /** Lets go of the reader, nothing of the response being needed any more. */
  void giveReader() {
    ResponseReader mine = reader;
    if (mine != null) {
      reader = null;
      client.readers().give(mine);
    }
  }

  private boolean hasBegun() {
    return reader != null && reader.hasBegun();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isIdle() {
    return current == null && !closed;
  }

  Channel channel() {
    if (channel == null) {
      throw new IllegalStateException("not connected");
    }
    return channel;
  }

  /** Returns the socket that clear-text requests are written to; null if there is none. */
  @Nullable Socket socket() {
    return socket;
  }

  // --- connecting

  void connect(long now) {
    connectStart = now;
    arm();
    client
        .open(this, pool.addresses().get(address))
        .addListener(future -> client.onLoop(() -> connectDone(future.cause())));
  }

  private void connectDone(@Nullable Throwable failure) {
    if (closed || failure == null) {
      return;
    }
    List<InetSocketAddress> addresses = pool.addresses();
    DropReason lack = Failures.lack(failure);
    if (address + 1 < addresses.size() && lack == null) {
      address++;
      connect(client.now());
      return;
    }
    Exchange exchange = detach();
    if (exchange == null) {
      return;
    }
    String why = "cannot connect to " + addresses.get(address) + ": " + Failures.describe(failure);
    if (lack == null) {
      exchange.fail(ErrorClass.CONNECT, why);
    } else {
      exchange.failAsDropped(lack, why + "; " + lack.explanation());
    }
    client.finish(exchange, this, client.now());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    long now = client.now();
    Exchange exchange = current;
    if (exchange == null || closed) {
      context.close();
      return;
    }
    exchange.connected(now - connectStart);
    if (!pool.origin().tls()) {
      socket = SocketWriter.socketOf(context.channel());
      ready(exchange, now);
    }
  }

  @Override
  public void handshakeDone(Channel with, @Nullable String protocol, @Nullable Throwable failure) {
    Exchange exchange = current;
    if (closed || exchange == null || !with.equals(channel)) {
      return;
    }
    long now = client.now();
    if (failure == null) {
      exchange.handshaken(now - connectStart - Math.max(0, exchange.connectNanos()));
      ready(exchange, now);
      return;
    }
    detach();
    exchange.fail(ErrorClass.TLS, "TLS handshake failed: " + Failures.describe(failure));
    client.finish(exchange, this, now);
  }

  /** Goes on with a channel that another connection has opened. */
  void adopt(Channel opened, Exchange exchange, long now) {
    channel = opened;
    ready(exchange, now);
  }

  private void ready(Exchange exchange, long now) {
    connecting = false;
    client.opened(Version.HTTP_1_1);
    client.write(exchange, this, now);
  }

  // --- one exchange

  /** Lets go of an exchange whose request was never sent. */
  void release() {
    current = null;
  }

  /** Takes an exchange; the caller writes its request next. */
  void take(Exchange exchange) {
    current = exchange;
  }

  /**
   * Makes ready for the response to a request that is about to be written.
   *
   * @param bytes how long the request is
   */
  void sending(Exchange exchange, int bytes, long now) {
    HttpOperation operation = exchange.operation();
    if (reader == null) {
      reader = client.readers().take();
    }
    reader.reset(
        operation.isHead(), operation.needsHeaders(), exchange.needsBody(), exchange.stream());
    lastReadNanos = now;
    exchange.sent(now, bytes);
    arm();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    long now = client.now();
    ByteBuf in = (ByteBuf) message;
    int length = in.readableBytes();
    byte[] data = client.readBuffer(length);
    in.readBytes(data, 0, length);
    in.release();
    Exchange exchange = current;
    if (closed) {
      return;
    }
    if (exchange == null) {
      close();
      return;
    }
    lastReadNanos = now;
    exchange.received(now, length);
    try {
      ResponseReader reading = reader();
      int read = reading.read(data, 0, length);
      EventStream stream = exchange.stream();
      if (reading.isDone() || (stream != null && stream.isCut())) {
        current = null;
        client.complete(exchange, this, now, reading.isDone() && read == length);
      } else {
        arm();
      }
    } catch (MalformedResponseException malformed) {
      fail(ErrorClass.PROTOCOL, String.valueOf(malformed.getMessage()), now);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (closed) {
      return;
    }
    long now = client.now();
    Exchange exchange = current;
    if (exchange == null) {
      close();
    } else if (!connecting && hasBegun() && reader().endOfStream()) {
      current = null;
      client.complete(exchange, this, now, false);
    } else if (!connecting && hasBegun()) {
      fail(
          ErrorClass.TRUNCATED,
          "the connection was closed after " + reader().bodyBytes() + " bytes of the body",
          now);
    } else if (!connecting) {
      fail(ErrorClass.RESET, "the connection was closed before the response", now);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (closed) {
      return;
    }
    if (cause instanceof RuntimeException || cause instanceof Error) {
      client.driverFailed(cause);
    }
    if (connecting && pool.origin().tls()) {
      handshakeDone(context.channel(), null, cause);
    } else if (current != null) {
      fail(ErrorClass.RESET, Failures.describe(cause), client.now());
    } else {
      close();
    }
  }

  private void fail(ErrorClass error, String why, long now) {
    Exchange exchange = detach();
    if (exchange != null) {
      exchange.fail(error, why);
      client.finish(exchange, this, now);
    }
  }

  /** Takes the exchange off and closes the connection. */
  @Nullable Exchange detach() {
    Exchange exchange = current;
    current = null;
    close();
    return exchange;
  }

  @Override
  public void cancel() {
    detach();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.closed(this);
      client.connectionClosed();
      if (channel != null) {
        channel.close();
      }
      client.serveWaiting(pool);
    }
  }

  @Override
  public boolean readsAtOnce() {
    return true;
  }

  @Override
  public ChannelHandler handler() {
    return this;
  }

  @Override
  public void channelIs(Channel created) {
    channel = created;
  }

  // --- deadlines

  private long deadline(Exchange exchange) {
    Deadlines deadlines = exchange.operation().deadlines();
    long total = exchange.startNanos() + deadlines.totalNanos();
    EventStream stream = exchange.stream();
    if (stream != null) {
      total = Math.min(total, stream.cutNanos(exchange.startNanos()));
    }
    if (connecting) {
      return Math.min(total, connectStart + deadlines.connectNanos());
    }
    long next =
        hasBegun()
            ? lastReadNanos + deadlines.idleNanos()
            : exchange.sentNanos() + deadlines.firstByteNanos();
    return Math.min(total, next);
  }

  private void arm() {
    Exchange exchange = current;
    if (exchange == null) {
      return;
    }
    long deadline = deadline(exchange);
    if (!queued || deadline < queuedDeadline) {
      queued = true;
      queuedDeadline = deadline;
      client.timers().add(deadline, this);
    }
  }

  @Override
  public void fire(long now) {
    if (!queued || now < queuedDeadline) {
      return;
    }
    queued = false;
    Exchange exchange = current;
    if (closed || exchange == null) {
      return;
    }
    if (now < deadline(exchange)) {
      arm();
      return;
    }
    EventStream stream = exchange.stream();
    if (stream != null && now >= stream.cutNanos(exchange.startNanos())) {
      stream.cut();
      current = null;
      client.complete(exchange, this, now, false);
    } else {
      fail(timeoutClass(exchange, now), "no answer in time", now);
    }
  }

  private ErrorClass timeoutClass(Exchange exchange, long now) {
    if (now >= exchange.startNanos() + exchange.operation().deadlines().totalNanos()) {
      return ErrorClass.TIMEOUT_TOTAL;
    }
    if (connecting) {
      return ErrorClass.TIMEOUT_CONNECT;
    }
    return hasBegun() ? ErrorClass.TIMEOUT_IDLE : ErrorClass.TIMEOUT_FIRST_BYTE;
  }
}
