package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.HttpSettings.Connections;
import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.core.result.DropReason;
import dev.loadstone.engine.http.ConnectionPool.Use;
import dev.loadstone.engine.time.TimerHeap;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one event loop: it finds or opens the connection of each exchange. Everything
 * happens on the loop; a plain request over HTTP/1.1 with its response allocates nothing here once
 * connections are open.
 */
public final class HttpClient {
  /** Most bytes of one read of a clear-text connection. */
  static final int READ_BUFFER = 64 * 1024;

  private static final int WRITE_BUFFER = 16 * 1024;

  private final HttpEnvironment environment;
  private final Pools pools;
  private final Upgrades upgrades = new Upgrades();
  private final Sockets sockets;
  private final Resolving resolving;
  private final Reception reception;
  private final Lanes lanes = new Lanes(this);
  private final Bytes url = new Bytes();
  private final @Nullable RequestTracer tracer;
  private final RequestWriter writer;
  private final SocketWriter socketWriter = new SocketWriter(WRITE_BUFFER);
  private final ReaderPool readers = new ReaderPool();
  private byte[] readBuffer = new byte[READ_BUFFER];
  private int open;

  /** Creates the client of a loop. */
  public HttpClient(HttpEnvironment environment) {
    this.environment = environment;
    this.tracer = environment.tracer();
    this.writer = new RequestWriter(tracer);
    this.sockets = new Sockets(environment);
    this.resolving = new Resolving(this, environment, sockets);
    this.pools = new Pools(environment, sockets);
    this.reception = new Reception(environment.settings().redirectsMax(), environment.timers());
  }

  long now() {
    return environment.clock().getAsLong();
  }

  void driverFailed(Throwable failure) {
    environment.driverFailed().accept(failure);
  }

  /** Runs on the loop: a channel that could not even be made tells so on another thread. */
  void onLoop(Runnable task) {
    if (environment.eventLoop().inEventLoop()) {
      task.run();
    } else {
      environment.eventLoop().execute(task);
    }
  }

  HttpSettings settings() {
    return environment.settings();
  }

  Lanes lanes() {
    return lanes;
  }

  RequestWriter writer() {
    return writer;
  }

  /** Counts a connection that was opened. */
  void opened(Version version) {
    environment.opened().accept(version);
  }

  /** Counts a connection that could not be opened while nobody waited for it. */
  void spareFailed(ErrorClass error) {
    environment.spareFailed().accept(error);
  }

  ChannelFuture open(Sockets.Opening opening, InetSocketAddress address) {
    return sockets.open(opening, address);
  }

  TimerHeap timers() {
    return environment.timers();
  }

  SocketWriter socketWriter() {
    return socketWriter;
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
    if (tracer != null) {
      tracer.begin(exchange);
    }
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
      Origin origin = path ? exchange.origin() : Origin.of(uri);
      exchange.route(
          new Exchange.Route(
              origin, path ? text : Redirects.pathOf(uri), operation.step().method(), true));
      return true;
    } catch (IllegalArgumentException noUrl) {
      exchange.fail(ErrorClass.SCRIPT, "the step's URL is none: " + text);
      return false;
    }
  }

  static String missingValue(HttpOperation operation, int missing) {
    return missing == HttpOperation.LINE_BREAK
        ? "a header's value has a line break"
        : "no value for " + operation.slotName(missing);
  }

  /** Finds, opens or awaits a connection. */
  void acquire(Exchange exchange, long now) {
    ConnectionPool pool = pools.of(exchange);
    if (pool.addresses().isEmpty()) {
      resolving.await(exchange, pool, now);
      return;
    }
    Connection own = exchange.own();
    if (own != null && own.pool() == pool && own.isIdle()) {
      pool.removeIdle(own);
      use(exchange, own, now);
      return;
    }
    boolean perUser = environment.settings().connections() == Connections.PER_USER;
    Connection open = perUser ? null : pool.isMultiple() ? pool.withRoom() : pool.takeIdle();
    if (open != null) {
      use(exchange, open, now);
      return;
    }
    HttpConnection spare = pool.isWaitedFor() ? null : pool.dials().takeSpare(now);
    if (spare != null) {
      exchange.start(now);
      exchange.holds(spare);
      spare.await(exchange, now);
      return;
    }
    openOrWait(exchange, pool, now);
  }

  private void openOrWait(Exchange exchange, ConnectionPool pool, long now) {
    boolean perUser = environment.settings().connections() == Connections.PER_USER;
    Connection oldest = perUser && !pool.hasRoom() ? pool.takeOldestIdle() : null;
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

  /** Sends an exchange's request on a connection. */
  void use(Exchange exchange, Connection connection, long now) {
    exchange.start(now);
    switch (connection) {
      case HttpConnection single -> {
        exchange.holds(single);
        single.take(exchange);
        write(exchange, single, now);
      }
      case MultiConnection multiple -> multiple.take(exchange, now);
    }
  }

  private void connect(Exchange exchange, ConnectionPool pool, long now) {
    exchange.start(now);
    pool.opened();
    open++;
    if (!pool.isMultiple()) {
      HttpConnection connection = new HttpConnection(this, pool, exchange);
      exchange.holds(connection);
      if (isShared(pool)) {
        pool.dials().begun(connection);
      }
      connection.connect(now);
      return;
    }
    MultiConnection connection = multiConnection(pool);
    connection.take(exchange, now);
    lanes.offer(connection);
    connection.connect(now);
  }

  /** Returns whether any exchange may be carried by any connection of a pool. */
  private boolean isShared(ConnectionPool pool) {
    return environment.settings().connections() == Connections.SHARED && pool.use() == Use.REQUESTS;
  }

  private MultiConnection multiConnection(ConnectionPool pool) {
    HttpSettings.Protocol protocol = environment.settings().protocol();
    if (protocol.version() == Version.HTTP_1_1 && pool.use() != Use.HTTP_2) {
      return new PipelinedConnection(this, pool, protocol.pipelining());
    }
    boolean shared = environment.settings().connections() == Connections.SHARED;
    return new Http2Session(this, pool, shared ? protocol.streamsPerConnection() : 1);
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
    socketWriter.write(connection.channel(), connection.socket(), writer.start(), writer.rest());
  }

  private void giveBackUnused(Exchange exchange, HttpConnection connection, long now) {
    connection.release();
    if (isShared(connection.pool())) {
      // not at once, for the next one's request may be impossible too, and so on
      timers().add(now + 1, at -> freeUnlessClosed(connection, at));
    } else {
      release(exchange, connection, true, now);
    }
    finish(exchange, null, now);
  }

  // --- ending

  /**
   * A response was read to its end.
   *
   * @param clean whether nothing came behind it, so that the connection may be used again
   */
  void complete(Exchange exchange, Carrier carrier, long now, boolean clean) {
    Response response = carrier.response();
    exchange.statusIs(response.status());
    if (environment.settings().cookies()) {
      reception.takeCookies(exchange, carrier);
    }
    boolean reusable = clean && response.mayReuse();
    Exchange.Route redirect = reception.redirect(exchange, carrier);
    if (redirect != null) {
      exchange.follow(redirect);
      release(exchange, carrier, reusable, now);
      acquire(exchange, now);
      return;
    }
    judge(exchange, response, now);
    release(exchange, carrier, reusable, now);
    tell(exchange, now);
  }

  /** Tells everyone of the end of an exchange. */
  void tell(Exchange exchange, long now) {
    if (tracer != null) {
      tracer.ended(exchange, now);
    }
    exchange.finish(now);
  }

  Upgrades upgrades() {
    return upgrades;
  }

  /** Judges an exchange by its response, which is over. */
  void judge(Exchange exchange, Response response, long now) {
    exchange.responseTime(now - exchange.intendedNanos());
    reception.judge(exchange, response);
    if (exchange.error() != null
        && environment.samples().wants(exchange.operation().number(), exchange.error())) {
      reception.describe(exchange, response);
    }
  }

  /** Takes an exchange off what carried it. */
  void release(Exchange exchange, Carrier carrier, boolean reusable, long now) {
    switch (carrier) {
      case HttpConnection connection -> release(exchange, connection, reusable, now);
      case Lane lane -> {
        exchange.holds(null);
        lane.connection().free(lane);
        lanes.released(exchange, lane.connection(), reusable);
      }
    }
  }

  private void release(Exchange exchange, HttpConnection connection, boolean reusable, long now) {
    exchange.holds(null);
    connection.giveReader();
    Connections kind = environment.settings().connections();
    if (!reusable || kind == Connections.PER_REQUEST || connection.isClosed()) {
      connection.close();
    } else if (kind == Connections.PER_USER) {
      own(exchange, connection);
    } else {
      free(connection, now);
    }
  }

  private void freeUnlessClosed(HttpConnection connection, long now) {
    if (!connection.isClosed()) {
      free(connection, now);
    }
  }

  /** Gives a connection that carries nothing to whoever waits for one. */
  void free(HttpConnection connection, long now) {
    Exchange next = connection.pool().nextFor();
    if (next == null) {
      connection.pool().putIdle(connection);
    } else {
      use(next, connection, now);
    }
  }

  /** Makes a connection its user's own. */
  void own(Exchange exchange, Connection connection) {
    Connection own = exchange.own();
    if (own != null && own != connection) {
      own.close();
    }
    exchange.owns(connection);
    keepOwn(connection);
  }

  /** Counts a connection that is open no more. */
  void connectionClosed() {
    open--;
  }

  /** Keeps a user's own connection, unless another user waits for its place. */
  private void keepOwn(Connection connection) {
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
  void finish(Exchange exchange, @Nullable Carrier carrier, long now) {
    ErrorClass error = exchange.error();
    if (error != null && environment.samples().wants(exchange.operation().number(), error)) {
      reception.describeRequest(exchange);
      if (carrier != null && carrier.response().status() > 0) {
        reception.describe(exchange, carrier.response());
      }
    }
    switch (carrier) {
      case HttpConnection connection -> connection.giveReader();
      case Lane lane -> release(exchange, lane, true, now);
      case null -> {
        // it was never carried
      }
    }
    exchange.holds(null);
    exchange.responseTime(now - exchange.intendedNanos());
    tell(exchange, now);
  }

  /** Ends an exchange without telling its listener. */
  public void cancel(Exchange exchange) {
    if (tracer != null) {
      tracer.cancelled(exchange, now());
    }
    exchange.abandon();
    Carrier carrier = exchange.carrier();
    if (carrier == null) {
      pools.forget(exchange);
    } else {
      carrier.cancel();
    }
  }

  /** Closes what a user owns. */
  public void leave(Exchange exchange) {
    Connection own = exchange.own();
    if (own != null) {
      exchange.owns(null);
      own.close();
    }
  }

  /** Closes all idle connections, so that their file descriptors are free for the results. */
  public void closeIdle() {
    pools.closeIdle();
  }
}
