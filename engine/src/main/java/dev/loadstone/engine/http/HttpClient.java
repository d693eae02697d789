package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.Timeouts;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.time.TimerHeap;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/1.1 client of one event loop. Everything happens on the loop; a plain request with its
 * response allocates nothing here once connections are open.
 */
public final class HttpClient {
  private static final int READ_BUFFER = 64 * 1024;
  private static final int WRITE_BUFFER = 16 * 1024;
  private static final int SNIPPET = 1024;

  private final HttpEnvironment environment;
  private final Map<Origin, ConnectionPool> pools = new HashMap<>();
  private final Bootstrap bootstrap;
  private final Bytes url = new Bytes();
  private final RequestWriter writer = new RequestWriter();
  private final SocketWriter sockets = new SocketWriter(WRITE_BUFFER);
  private final SharedReceiveBuffer received = new SharedReceiveBuffer(READ_BUFFER);
  private final ResponseJudge.Scratch scratch = new ResponseJudge.Scratch();
  private final Inflating inflating = new Inflating();
  private final ReaderPool readers = new ReaderPool();
  private final LocalAddresses localAddresses;
  private byte[] readBuffer = new byte[READ_BUFFER];
  private @Nullable ConnectionPool lastPool;
  private int open;

  /** Creates the client of a loop. */
  public HttpClient(HttpEnvironment environment) {
    this.environment = environment;
    this.bootstrap =
        new Bootstrap()
            .group(environment.eventLoop())
            .channel(environment.channelType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0);
    this.localAddresses = new LocalAddresses(environment.settings().localAddresses());
    localAddresses.prepare(bootstrap, environment.channelType());
  }

  long now() {
    return environment.clock().getAsLong();
  }

  void driverFailed(Throwable failure) {
    environment.driverFailed().accept(failure);
  }

  EventLoop eventLoop() {
    return environment.eventLoop();
  }

  TimerHeap timers() {
    return environment.timers();
  }

  ReaderPool readers() {
    return readers;
  }

  byte[] readBuffer(int length) {
    if (length > readBuffer.length) {
      readBuffer = new byte[length];
    }
    return readBuffer;
  }

  /** Returns how many connections are open or being opened. */
  public int connections() {
    return open;
  }

  // --- starting

  /**
   * Starts an operation. Its listener hears of the end, possibly before this returns.
   *
   * @param intended when it was to start
   */
  public void start(Exchange exchange, HttpOperation operation, long intended) {
    long now = now();
    exchange.begin(operation, intended, now);
    if (!operation.isUrlRelative() && !routeByUrl(exchange, operation)) {
      exchange.start(now);
      finish(exchange, null, now);
      return;
    }
    acquire(exchange, now);
  }

  /** Finds out where a request with an absolute URL goes; false if the exchange has failed. */
  private boolean routeByUrl(Exchange exchange, HttpOperation operation) {
    int missing = operation.writeUrl(exchange.values(), url.clear());
    if (missing != TextTemplate.COMPLETE) {
      exchange.fail(ErrorClass.SCRIPT, missingValue(operation, missing));
      return false;
    }
    String text = url.text();
    try {
      boolean path = text.startsWith("/");
      URI uri = URI.create(text);
      Origin origin = path ? operation.origin() : Origin.of(uri);
      exchange.route(
          new Exchange.Route(
              origin, path ? text : Redirects.pathOf(uri), operation.step().method(), true));
      return true;
    } catch (IllegalArgumentException noUrl) {
      exchange.fail(ErrorClass.SCRIPT, "the step's URL is none: " + text);
      return false;
    }
  }

  private static String missingValue(HttpOperation operation, int missing) {
    return missing == HttpOperation.LINE_BREAK
        ? "a header's value has a line break"
        : "no value for " + operation.slotName(missing);
  }

  private void acquire(Exchange exchange, long now) {
    Exchange.Route route = exchange.route();
    ConnectionPool pool = pool(route == null ? exchange.operation().origin() : route.origin());
    if (pool.addresses().isEmpty()) {
      resolve(exchange, pool, now);
      return;
    }
    HttpConnection own = exchange.own();
    if (own != null && own.pool() == pool && own.isIdle()) {
      pool.removeIdle(own);
      use(exchange, own, now);
      return;
    }
    boolean perUser = environment.settings().connections() == Connections.PER_USER;
    HttpConnection idle = perUser ? null : pool.takeIdle();
    if (idle != null) {
      use(exchange, idle, now);
      return;
    }
    HttpConnection oldest = perUser && !pool.hasRoom() ? pool.takeOldestIdle() : null;
    if (oldest != null) {
      oldest.close();
    }
    if (pool.hasRoom() && open >= environment.descriptors()) {
      exchange.start(now);
      exchange.failAsDropped(DropReason.DESCRIPTORS, "no file descriptor is left for a connection");
      finish(exchange, null, now);
    } else if (pool.hasRoom()) {
      connect(exchange, pool, now);
    } else {
      pool.await(exchange);
    }
  }

  private ConnectionPool pool(Origin origin) {
    ConnectionPool last = lastPool;
    if (last != null && last.origin().equals(origin)) {
      return last;
    }
    ConnectionPool pool =
        pools.computeIfAbsent(
            origin,
            wanted -> {
              ConnectionPool created = new ConnectionPool(wanted, environment.connectionsMax());
              created.resolved(localAddresses.reachable(environment.resolver().known(wanted)));
              return created;
            });
    lastPool = pool;
    return pool;
  }

  private void resolve(Exchange exchange, ConnectionPool pool, long now) {
    exchange.start(now);
    int serial = exchange.serial();
    Timeouts timeouts = exchange.operation().step().timeouts();
    long patience = Math.min(timeouts.connect().toNanos(), timeouts.total().toNanos());
    boolean[] answered = new boolean[1];
    timers()
        .add(
            now + patience,
            at -> {
              if (!answered[0] && exchange.serial() == serial) {
                exchange.abandon();
                exchange.fail(
                    ErrorClass.TIMEOUT_CONNECT,
                    "no address of " + pool.origin().host() + " in time");
                finish(exchange, null, at);
              }
            });
    Thread.ofVirtual()
        .start(() -> {
          List<InetSocketAddress> found = new ArrayList<>();
          try {
            found.addAll(environment.resolver().resolve(pool.origin()));
          } catch (UnknownHostException unknown) {
            // told below, on the loop
          }
          hand(() -> {
            answered[0] = true;
            if (exchange.serial() == serial) {
              resolved(exchange, pool, found);
            }
          });
        });
  }

  private void hand(Runnable task) {
    try {
      environment.eventLoop().execute(task);
    } catch (RejectedExecutionException over) {
      // the run is over, and nobody waits for this any more
    }
  }

  private void resolved(Exchange exchange, ConnectionPool pool, List<InetSocketAddress> found) {
    if (found.isEmpty()) {
      exchange.fail(ErrorClass.DNS, "the host " + pool.origin().host() + " has no address");
      finish(exchange, null, now());
      return;
    }
    pool.resolved(localAddresses.reachable(found));
    if (pool.addresses().isEmpty()) {
      exchange.fail(
          ErrorClass.CONNECT,
          "http.localAddresses has no address of the same family as " + found.getFirst());
      finish(exchange, null, now());
      return;
    }
    acquire(exchange, now());
  }

  private void use(Exchange exchange, HttpConnection connection, long now) {
    exchange.start(now);
    exchange.holds(connection);
    connection.take(exchange);
    write(exchange, connection, now);
  }

  private void connect(Exchange exchange, ConnectionPool pool, long now) {
    exchange.start(now);
    HttpConnection connection = new HttpConnection(this, pool, exchange);
    exchange.holds(connection);
    pool.opened();
    open++;
    connection.connect(now);
  }

  ChannelFuture open(HttpConnection connection, InetSocketAddress address) {
    Bootstrap one = bootstrap.clone();
    if (connection.pool().origin().tls()) {
      one.handler(new TlsInitializer(connection));
    } else {
      one.handler(connection);
      if (SharedReceiveBuffer.suits(environment.channelType())) {
        one.option(ChannelOption.RECVBUF_ALLOCATOR, received);
      }
    }
    ChannelFuture connecting = one.connect(address, localAddresses.next(address));
    if (connecting.channel().isRegistered()) {
      connection.channelIs(connecting.channel());
    }
    return connecting;
  }

  private final class TlsInitializer extends ChannelInitializer<SocketChannel> {
    private final HttpConnection connection;

    TlsInitializer(HttpConnection connection) {
      this.connection = connection;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      Origin origin = connection.pool().origin();
      SslHandler handler =
          environment.tls().get().newHandler(channel.alloc(), origin.host(), origin.port());
      if (!environment.settings().insecure()) {
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        handler.engine().setSSLParameters(parameters);
      }
      handler.setHandshakeTimeoutMillis(0);
      handler
          .handshakeFuture()
          .addListener(future -> connection.handshakeDone(channel, future.cause()));
      channel.pipeline().addLast(handler, connection);
    }
  }

  // --- writing

  void write(Exchange exchange, HttpConnection connection, long now) {
    int missing = writer.fill(exchange, connection.pool());
    if (missing != TextTemplate.COMPLETE) {
      exchange.fail(ErrorClass.SCRIPT, missingValue(exchange.operation(), missing));
      giveBackUnused(exchange, connection, now);
      return;
    }
    connection.sending(exchange, writer.start().length() + writer.rest().length(), now);
    sockets.write(connection.channel(), connection.socket(), writer.start(), writer.rest());
  }

  private void giveBackUnused(Exchange exchange, HttpConnection connection, long now) {
    connection.release();
    release(exchange, connection, true, now);
    finish(exchange, null, now);
  }

  // --- ending

  /**
   * A response was read to its end.
   *
   * @param clean whether nothing came behind it, so that the connection may be used again
   */
  void complete(Exchange exchange, HttpConnection connection, long now, boolean clean) {
    ResponseReader reader = connection.reader();
    HttpOperation operation = exchange.operation();
    exchange.statusIs(reader.status());
    if (environment.settings().cookies()) {
      takeCookies(exchange, connection);
    }
    boolean reusable = clean && reader.mayReuse();
    Exchange.Route redirect =
        Redirects.next(exchange, connection, environment.settings().redirectsMax(), scratch.header);
    if (redirect != null) {
      exchange.follow(redirect);
      release(exchange, connection, reusable, now);
      acquire(exchange, now);
      return;
    }
    exchange.responseTime(now - exchange.intendedNanos());
    judge(exchange, reader, operation);
    if (exchange.error() != null
        && environment.samples().wants(operation.number(), exchange.error())) {
      describe(exchange, reader);
    }
    release(exchange, connection, reusable, now);
    exchange.finish(now);
  }

  private void judge(Exchange exchange, ResponseReader reader, HttpOperation operation) {
    Bytes content = reader.body();
    long length = reader.bodyBytes();
    if (reader.isBodyCut()) {
      exchange.fail(
          ErrorClass.CHECK,
          "the body is larger than "
              + ResponseReader.BODY_KEPT_MAX
              + " bytes, too large to be checked");
    } else if (reader.isCompressed() && operation.needsBody() && content.length() > 0) {
      String failure = inflating.inflate(reader, scratch.inflated);
      if (failure != null) {
        exchange.fail(ErrorClass.PROTOCOL, failure);
        return;
      }
      content = scratch.inflated;
      length = content.length();
    }
    operation.judge().judge(reader, content, length, exchange, scratch);
  }

  private void describe(Exchange exchange, ResponseReader reader) {
    describeRequest(exchange);
    String text = ResponseJudge.text(reader.body(), SNIPPET);
    exchange.responseIs("HTTP " + reader.status() + (text == null ? "" : "\n" + text));
  }

  private void describeRequest(Exchange exchange) {
    HttpOperation operation = exchange.operation();
    Exchange.Route route = exchange.route();
    String path =
        route == null
            ? operation.origin() + operation.step().url().outline()
            : route.origin() + route.path();
    exchange.requestLineIs(operation.step().method() + " " + path);
  }

  private void takeCookies(Exchange exchange, HttpConnection connection) {
    Bytes value = scratch.header;
    int at = ResponseJudge.headerFrom(connection.reader(), "set-cookie", 0, value);
    while (at >= 0) {
      Exchange.Route route = exchange.route();
      String path = route == null ? exchange.operation().pathForRelative() : route.path();
      exchange
          .cookies()
          .take(value.text(), connection.pool().origin(), RequestWriter.pathOnly(path));
      at = ResponseJudge.headerFrom(connection.reader(), "set-cookie", at, value);
    }
  }

  private void release(Exchange exchange, HttpConnection connection, boolean reusable, long now) {
    exchange.holds(null);
    connection.giveReader();
    Connections kind = environment.settings().connections();
    if (!reusable || kind == Connections.PER_REQUEST || connection.isClosed()) {
      connection.close();
    } else if (kind == Connections.PER_USER) {
      HttpConnection own = exchange.own();
      if (own != null && own != connection) {
        own.close();
      }
      exchange.owns(connection);
      keepOwn(connection);
    } else {
      Exchange next = connection.pool().nextWaiting();
      if (next == null) {
        connection.pool().putIdle(connection);
      } else {
        use(next, connection, now);
      }
    }
  }

  /** Counts a connection that is open no more. */
  void connectionClosed() {
    open--;
  }

  /** Keeps a user's own connection, unless another user waits for its place. */
  private void keepOwn(HttpConnection connection) {
    ConnectionPool pool = connection.pool();
    if (pool.isWaitedFor()) {
      connection.close();
    } else if (pool.isLimited()) {
      pool.putIdle(connection);
    }
  }

  /** Gives a connection's place to whoever waits for one. */
  void serveWaiting(ConnectionPool pool) {
    if (pool.hasRoom()) {
      Exchange next = pool.nextWaiting();
      if (next != null) {
        connect(next, pool, now());
      }
    }
  }

  /** Ends an exchange that did not get a whole response. */
  void finish(Exchange exchange, @Nullable HttpConnection connection, long now) {
    exchange.holds(null);
    ErrorClass error = exchange.error();
    if (error != null && environment.samples().wants(exchange.operation().number(), error)) {
      describeRequest(exchange);
      if (connection != null && connection.status() > 0) {
        describe(exchange, connection.reader());
      }
    }
    if (connection != null) {
      connection.giveReader();
    }
    exchange.responseTime(now - exchange.intendedNanos());
    exchange.finish(now);
  }

  /** Ends an exchange without telling its listener. */
  public void cancel(Exchange exchange) {
    exchange.abandon();
    HttpConnection connection = exchange.connection();
    if (connection == null) {
      pools.values().forEach(pool -> pool.forget(exchange));
    } else {
      connection.detach();
    }
  }

  /** Closes what a user owns. */
  public void leave(Exchange exchange) {
    HttpConnection own = exchange.own();
    if (own != null) {
      exchange.owns(null);
      own.close();
    }
  }

  /** Closes all idle connections, so that their file descriptors are free for the results. */
  public void closeIdle() {
    for (ConnectionPool pool : pools.values()) {
      for (HttpConnection idle = pool.takeIdle(); idle != null; idle = pool.takeIdle()) {
        idle.close();
      }
    }
  }
}
