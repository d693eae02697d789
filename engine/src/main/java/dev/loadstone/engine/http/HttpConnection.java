package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.value.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries one exchange at a time. Everything happens on its event loop.
 *
 * <p>What to re-check when editing: every path that ends an exchange clears {@code current} before
 * it calls anyone.
 */
@Sharable // with one channel after the other, while addresses are tried
final class HttpConnection extends ChannelInboundHandlerAdapter
    implements Watch.Watched, Carrier, Connection, Sockets.Opening, Wire {

  /** The response to a request that was never sent. */
  private static final Response NOTHING = new ResponseReader();

  private final HttpClient client;
  private final ConnectionPool pool;
  private @Nullable ResponseReader reader;
  private @Nullable Exchange current;
  private @Nullable Upgrade upgrade;
  private @Nullable Channel channel;
  private @Nullable Socket socket;
  private boolean connecting = true;
  private boolean closed;
  private long connectStart;
  private long awaitedSince;
  private long lastReadNanos;
  private int address;
  private @Nullable StreamRecorder cancelling;
  private @Nullable Farewell farewell;
  private @Nullable SlowReading slow;
  private final Watch watch;

  HttpConnection(HttpClient client, ConnectionPool pool, Exchange first) {
    this.client = client;
    this.pool = pool;
    this.current = first;
    this.watch = new Watch(client.timers(), this);
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
    awaitedSince = now;
    watch.arm();
    client
        .open(this, pool.addresses().get(address))
        .addListener(future -> client.onLoop(() -> connectDone(future.cause())));
  }

  private void connectDone(@Nullable Throwable failure) {
    if (closed || failure == null) {
      return;
    }
    List<InetSocketAddress> addresses = pool.addresses();
    if (address + 1 < addresses.size() && Failures.lack(failure) == null) {
      address++;
      connect(client.now());
      return;
    }
    if (current != null) {
      Failures.noConnection(current, addresses.get(address), failure);
    }
    fail(ErrorClass.CONNECT, Failures.describe(failure), client.now());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = context.channel();
    long now = client.now();
    if (closed) {
      context.close();
      return;
    }
    Exchange exchange = current;
    if (exchange != null) {
      exchange.connected(now - awaitedSince);
    }
    if (!pool.origin().tls()) {
      socket = SocketWriter.socketOf(context.channel());
      ready(exchange, now);
    }
  }

  @Override
  public void handshakeDone(Channel with, @Nullable String protocol, @Nullable Throwable failure) {
    if (closed || !with.equals(channel)) {
      return;
    }
    long now = client.now();
    if (failure == null) {
      Exchange exchange = current;
      if (exchange != null) {
        exchange.handshaken(now - awaitedSince - Math.max(0, exchange.connectNanos()));
      }
      ready(exchange, now);
      return;
    }
    fail(ErrorClass.TLS, "TLS handshake failed: " + Failures.describe(failure), now);
  }

  /** Goes on with a channel that another connection has opened. */
  void adopt(Channel opened, Exchange exchange, long now) {
    channel = opened;
    ready(exchange, now);
  }

  private void ready(@Nullable Exchange exchange, long now) {
    connecting = false;
    pool.dials().ended(this);
    client.opened(Version.HTTP_1_1);
    if (exchange == null) {
      client.free(this, now);
    } else {
      client.write(exchange, this, now);
    }
  }

  /** Returns when it began to connect. */
  long begunNanos() {
    return connectStart;
  }

  /** Takes the exchange off that waits for this connection, which goes on connecting. */
  @Nullable Exchange relieve() {
    Exchange relieved = current;
    current = null;
    if (relieved != null) {
      relieved.unconnected();
      long patience = relieved.operation().deadlines().connectNanos();
      client.timers().add(connectStart + patience, this::giveUpSpare);
    }
    return relieved;
  }

  private void giveUpSpare(long now) {
    if (connecting && current == null && !closed) {
      fail(ErrorClass.TIMEOUT_CONNECT, "", now);
    }
  }

  /** Has an exchange wait for this connection, which is being opened. */
  void await(Exchange exchange, long now) {
    current = exchange;
    awaitedSince = now;
    watch.arm();
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
    EventStream stream = exchange.stream();
    reader.reset(
        operation.isHead(),
        operation.needsHeaders() || exchange.upgrade() != null,
        exchange.needsBody(),
        stream);
    if (stream != null && stream.operation().isPaced()) {
      slow = new SlowReading(client.timers(), channel());
    }
    lastReadNanos = now;
    exchange.sent(now, bytes);
    watch.arm();
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
      if (farewell != null) {
        farewell.received(length);
      }
      return;
    }
    if (upgrade != null) {
      upgrade.read(data, 0, length, now);
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
      if (stream != null) {
        stream.readOver(length >= HttpClient.READ_BUFFER);
      }
      if (reading.isDone() && reading.isSwitched() && exchange.upgrade() != null) {
        hand(exchange, reading, now);
        if (upgrade != null && read < length) {
          upgrade.read(data, read, length, now);
        }
      } else if (reading.isDone() || (stream != null && stream.isCut())) {
        current = null;
        boolean clean = reading.isDone() && read == length;
        if (!reading.isDone() && stream != null) {
          cancelling = stream.recorder();
        }
        client.complete(exchange, this, now, clean && slow == null);
      } else {
        if (slow != null && stream != null) {
          lastReadNanos = slow.pause(stream.operation(), length, now);
        }
        watch.arm();
      }
    } catch (MalformedResponseException malformed) {
      fail(ErrorClass.PROTOCOL, String.valueOf(malformed.getMessage()), now);
    }
  }

  /** Hands the connection over to what the server has switched to. */
  private void hand(Exchange exchange, ResponseReader reading, long now) {
    Upgrade next = exchange.upgrade();
    current = null;
    upgrade = next;
    if (next != null) {
      next.opened(this, reading.headers());
    }
    client.upgrades().handedOver(exchange, this, now);
    client.tell(exchange, now);
  }

  @Override
  public Bytes start() {
    return client.upgrades().start();
  }

  @Override
  public Bytes rest() {
    return client.upgrades().rest();
  }

  @Override
  public int send() {
    if (closed) {
      return 0;
    }
    int length = start().length() + rest().length();
    client.socketWriter().write(channel(), socket, start(), rest());
    return length;
  }

  private boolean loseUpgraded(String why, boolean reset) {
    Upgrade lost = upgrade;
    if (lost != null) {
      close();
      lost.lost(why, reset, client.now());
    }
    return lost != null;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (closed) {
      if (farewell != null) {
        farewell.ended();
      }
      return;
    }
    if (loseUpgraded("the target closed the connection", false)) {
      return;
    }
    long now = client.now();
    Exchange exchange = current;
    if (exchange == null && !connecting) {
      close();
    } else if (exchange != null && !connecting && hasBegun() && reader().endOfStream()) {
      current = null;
      client.complete(exchange, this, now, false);
    } else if (!connecting && hasBegun()) {
      String read = reader().bodyBytes() + " bytes of the body";
      fail(ErrorClass.TRUNCATED, "the connection was closed after " + read, now);
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
    if (loseUpgraded(Failures.describe(cause), true)) {
      return;
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
    } else if (connecting) {
      client.spareFailed(error);
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
      upgrade = null;
      pool.closed(this);
      if (cancelling != null && channel instanceof DuplexChannel duplex && duplex.isActive()) {
        farewell = Farewell.begin(client, cancelling, duplex);
      } else {
        client.connectionClosed();
        if (channel != null) {
          channel.close();
        }
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

  @Override
  public @Nullable Exchange exchange() {
    return closed ? null : current;
  }

  @Override
  public Watch.Phase phase() {
    if (connecting) {
      return Watch.Phase.CONNECTING;
    }
    return hasBegun() ? Watch.Phase.READING : Watch.Phase.WAITING;
  }

  @Override
  public long sinceNanos(Watch.Phase phase) {
    return switch (phase) {
      case CONNECTING -> awaitedSince;
      case SENDING, WAITING -> current == null ? lastReadNanos : current.sentNanos();
      case READING -> lastReadNanos;
    };
  }

  @Override
  public void cut(long now) {
    Exchange exchange = current;
    if (exchange != null) {
      current = null;
      cancelling = Farewell.recorderOf(exchange.stream());
      client.complete(exchange, this, now, false);
    }
  }

  @Override
  public void timedOut(ErrorClass error, long now) {
    if (current != null && hasBegun()) {
      cancelling = Farewell.recorderOf(current.stream());
    }
    fail(error, "no answer in time", now);
  }
}
