package dev.loadstone.engine.http;

import dev.loadstone.core.record.ErrorClass;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries several exchanges at once, each in a {@link Lane}. It is opened for the
 * first of them; others that come before it is ready wait for it with the first, and fail with it.
 * Everything happens on its event loop.
 *
 * <p>What to re-check when editing: a lane is taken off before anyone is told of its exchange's
 * end, since whoever is told may start the next one at once, on the same lane.
 */
abstract sealed class MultiConnection implements Connection, Sockets.Opening
    permits Http2Session, PipelinedConnection {
  private final HttpClient client;
  private final ConnectionPool pool;
  private final List<Lane> lanes = new ArrayList<>();
  private final Deque<Lane> unused = new ArrayDeque<>();
  private final Dialing dialing = new Dialing();
  private @Nullable Channel channel;
  private int lanesMax;
  private boolean ready;
  private boolean draining;
  private boolean closed;
  private boolean offered;
  private long connectStart;
  private int address;

  /**
   * Creates a connection that is not open yet.
   *
   * @param lanesMax how many exchanges it carries at once
   */
  MultiConnection(HttpClient client, ConnectionPool pool, int lanesMax) {
    this.client = client;
    this.pool = pool;
    this.lanesMax = lanesMax;
  }

  /** The channel is open, and encrypted if it is to be. */
  abstract void opened(Channel with, @Nullable String protocol, long now);

  /** Returns what reads the responses of a lane. */
  abstract Response newResponse();

  /** Sends the request of a lane's exchange. */
  abstract void send(Lane lane, Exchange exchange, long now);

  /** Sends what was appended to the body of a lane's request since. */
  abstract void sendMore(Lane lane, Exchange exchange);

  /** Lets the other side know that nobody waits for a response any more. */
  abstract void abandon(Lane lane);

  HttpClient client() {
    return client;
  }

  @Override
  public ConnectionPool pool() {
    return pool;
  }

  boolean isReady() {
    return ready;
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns whether it takes one exchange more. */
  boolean hasRoom() {
    return !closed && !draining && lanes.size() < lanesMax;
  }

  @Override
  public boolean isIdle() {
    return lanes.isEmpty() && !closed && !draining;
  }

  /** Returns whether the pool has it among those with room. */
  boolean isOffered() {
    return offered;
  }

  void offered(boolean now) {
    offered = now;
  }

  List<Lane> lanes() {
    return lanes;
  }

  /** Takes an exchange that has been started. */
  void take(Exchange exchange, long now) {
    Lane lane = unused.pollFirst();
    if (lane == null) {
      lane = new Lane(this);
    }
    lane.place(lanes.size());
    lanes.add(lane);
    exchange.holds(lane);
    lane.begin(exchange, now);
    if (ready) {
      send(lane, exchange, now);
    }
  }

  /** Takes a lane off. */
  void free(Lane lane) {
    Lane last = lanes.removeLast();
    if (last != lane) {
      lanes.set(lane.place(), last);
      last.place(lane.place());
    }
    lane.end();
    unused.addFirst(lane);
  }

  // --- connecting

  void connect(long now) {
    connectStart = now;
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
    for (Lane lane : lanes) {
      Exchange waiting = lane.exchange();
      if (waiting != null) {
        Failures.noConnection(waiting, addresses.get(address), failure);
      }
    }
    failAll(ErrorClass.CONNECT, Failures.describe(failure), client.now());
  }

  @Override
  public boolean readsAtOnce() {
    return false; // frames are put together from several reads
  }

  @Override
  public ChannelHandler handler() {
    return dialing;
  }

  @Override
  public void channelIs(Channel created) {
    channel = created;
  }

  Channel channel() {
    if (channel == null) {
      throw new IllegalStateException("not connected");
    }
    return channel;
  }

  @Nullable Exchange opener() {
    return lanes.isEmpty() ? null : lanes.getFirst().exchange();
  }

  private void connected(Channel with) {
    if (closed) {
      with.close();
      return;
    }
    channel = with;
    long now = client.now();
    Exchange opener = opener();
    if (opener != null) {
      opener.connected(now - connectStart);
    }
    if (!pool.origin().tls()) {
      opened(with, null, now);
    }
  }

  @Override
  public void handshakeDone(Channel with, @Nullable String protocol, @Nullable Throwable failure) {
    if (closed || ready || !with.equals(channel)) {
      return;
    }
    long now = client.now();
    if (failure != null) {
      failAll(ErrorClass.TLS, "TLS handshake failed: " + Failures.describe(failure), now);
      return;
    }
    Exchange opener = opener();
    if (opener != null) {
      opener.handshaken(now - connectStart - Math.max(0, opener.connectNanos()));
    }
    opened(with, protocol, now);
  }

  /** Until the connection is open: learns that it is, or will never be. */
  @Sharable // with one channel after the other, while addresses are tried
  private final class Dialing extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      connected(context.channel());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!closed && context.channel().equals(channel) && !pool.origin().tls()) {
        failAll(ErrorClass.RESET, "the connection was closed at once", client.now());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (pool.origin().tls()) {
        handshakeDone(context.channel(), null, cause);
      } else if (!closed) {
        failAll(ErrorClass.RESET, Failures.describe(cause), client.now());
      }
    }
  }

  /** Replaces the handler that waited for the connection to open. */
  void handOver(ChannelHandler next) {
    channel().pipeline().replace(dialing, null, next);
  }

  /** The connection may be used; those that waited for it are sent. */
  void ready(int lanesAllowed, long now) {
    lanesMax = Math.min(lanesMax, lanesAllowed);
    ready = true;
    while (lanes.size() > lanesMax) {
      client.lanes().postpone(lanes.getLast(), now);
    }
    for (Lane lane : List.copyOf(lanes)) {
      Exchange exchange = lane.exchange();
      if (exchange != null && lane.stream() == Lane.UNSENT && !closed) {
        send(lane, exchange, now);
      }
    }
    client.lanes().offer(this);
  }

  /** Limits how many exchanges it carries at once, from now on. */
  void lanesMax(int lanesAllowed) {
    lanesMax = lanesAllowed;
    client.lanes().offer(this);
  }

  /** Takes no more exchanges, and closes when the last has ended. */
  void drain() {
    draining = true;
    closeIfDrained();
  }

  boolean isDraining() {
    return draining;
  }

  void closeIfDrained() {
    if (draining && lanes.isEmpty()) {
      close();
    }
  }

  // --- ending

  /** Fails one exchange. */
  void fail(Lane lane, ErrorClass error, String why, long now) {
    Exchange exchange = lane.exchange();
    if (exchange != null) {
      exchange.fail(error, why);
      client.finish(exchange, lane, now);
    }
  }

  /** Closes the connection and fails all that it carries. */
  void failAll(ErrorClass error, String why, long now) {
    Lane[] failed = lanes.toArray(Lane[]::new);
    @Nullable Exchange[] exchanges = new Exchange[failed.length];
    for (int i = 0; i < failed.length; i++) {
      exchanges[i] = failed[i].exchange();
    }
    closeQuietly();
    for (int i = 0; i < failed.length; i++) {
      if (failed[i].exchange() == exchanges[i]) {
        fail(failed[i], error, why, now);
      }
    }
    client.serveWaiting(pool);
  }

  /** A lane's deadline has passed. */
  void timedOut(Lane lane, ErrorClass error, long now) {
    abandon(lane);
    fail(lane, error, "no answer in time", now);
    closeIfUseless();
  }

  /** A lane's stream ends here, since the plan wants it so. */
  void cut(Lane lane, long now) {
    Exchange exchange = lane.exchange();
    abandon(lane);
    if (exchange != null) {
      client.complete(exchange, lane, now, true);
    }
    closeIfUseless();
  }

  /** Takes a lane's exchange off without telling anyone. */
  void cancel(Lane lane) {
    Exchange exchange = lane.exchange();
    abandon(lane);
    free(lane);
    if (exchange != null) {
      client.lanes().released(exchange, this, true);
    }
    closeIfUseless();
  }

  /** Closes a connection that nobody waits for any more, before it is open. */
  private void closeIfUseless() {
    if (!ready && lanes.isEmpty()) {
      close();
    }
  }

  @Override
  public void close() {
    if (!closed) {
      if (!lanes.isEmpty()) {
        failAll(ErrorClass.RESET, "the connection was closed", client.now());
        return;
      }
      closeQuietly();
      client.serveWaiting(pool);
    }
  }

  /** Gives the channel away: the pool's place stays taken. */
  void giveAway() {
    closed = true;
  }

  private void closeQuietly() {
    if (!closed) {
      closed = true;
      pool.closed(this);
      client.connectionClosed();
      if (channel != null) {
        channel.close();
      }
    }
  }
}
