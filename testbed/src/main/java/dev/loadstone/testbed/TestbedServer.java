package dev.loadstone.testbed;

import dev.loadstone.core.platform.LowLatency;
import dev.loadstone.testbed.chain.ChainLedger;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testbed.server.LoopServer;
import dev.loadstone.testbed.server.Platform;
import dev.loadstone.testbed.station.LoopTimers;
import dev.loadstone.testbed.station.Ticker;
import dev.loadstone.testbed.truth.Truth;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/** A running testbed. Thread-safe, but not to be called by its own event loops. */
public final class TestbedServer implements AutoCloseable {
  private static final int BACKLOG = 4_096;
  private static final int REQUEST_LINE_BYTES_MAX = 16 * 1_024;
  private static final int HEADERS_BYTES_MAX = 64 * 1_024;
  private static final long STREAMS_MAX = 10_000;

  /** What is spoken on WebSockets where a client offers it. */
  private static final String SUBPROTOCOL = "chat";

  private final Vertx vertx;
  private final Platform platform;
  private final int port;
  private final Optional<LowLatency> lowLatency;

  private TestbedServer(Vertx vertx, Platform platform, int port, Optional<LowLatency> lowLatency) {
    this.vertx = vertx;
    this.platform = platform;
    this.port = port;
    this.lowLatency = lowLatency;
  }

  /**
   * Starts a testbed.
   *
   * @return a server that listens
   * @throws TestbedStartException if the address cannot be had, the certificate cannot be used, or
   *     the machine does not give low latency
   */
  public static TestbedServer start(TestbedOptions options) {
    LoopTimers.preferTimerDescriptors();
    int loops =
        options.eventLoops() == 0
            ? Runtime.getRuntime().availableProcessors()
            : options.eventLoops();
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Platform platform = new Platform(options.truth(), Ticker.SYSTEM, InstantSource.system());
    Optional<LowLatency> lowLatency = Optional.empty();
    try {
      if (options.lowLatency()) {
        lowLatency = Optional.of(LowLatency.of(((VertxInternal) vertx).nettyEventLoopGroup()));
      }
      int port = listen(vertx, platform, options, loops);
      return new TestbedServer(vertx, platform, port, lowLatency);
    } catch (IllegalArgumentException refused) {
      close(vertx, platform);
      throw new TestbedStartException(String.valueOf(refused.getMessage()), refused);
    } catch (CompletionException failed) {
      close(vertx, platform);
      lowLatency.ifPresent(LowLatency::close);
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new TestbedStartException(reason(options, cause), cause);
    }
  }

  /** Starts one server per loop, all on the same port, and returns the port. */
  private static int listen(Vertx vertx, Platform platform, TestbedOptions options, int loops) {
    HttpServerOptions http = http(options);
    // With port 0 every server would have a port of its own.
    SocketAddress address =
        options.port() == 0
            ? SocketAddress.sharedRandomPort(1, options.host())
            : SocketAddress.inetSocketAddress(options.port(), options.host());
    List<LoopServer> servers = new CopyOnWriteArrayList<>();
    await(
        vertx.deployVerticle(
            () -> {
              LoopServer server = new LoopServer(platform, http, address);
              servers.add(server);
              return server;
            },
            new DeploymentOptions().setInstances(loops)));
    return servers.getFirst().port();
  }

  private static HttpServerOptions http(TestbedOptions options) {
    HttpServerOptions http =
        new HttpServerOptions()
            .setAcceptBacklog(BACKLOG)
            .setTcpNoDelay(true)
            .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX)
            .setMaxHeaderSize(HEADERS_BYTES_MAX)
            .setHandle100ContinueAutomatically(true)
            .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS_MAX))
            .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
            .setUseAlpn(true);
    options
        .tls()
        .ifPresent(tls ->
            http.setSsl(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toAbsolutePath().toString())
                        .setKeyPath(tls.key().toAbsolutePath().toString())));
    return http;
  }

  private static String reason(TestbedOptions options, Throwable cause) {
    String address = options.host() + ":" + options.port();
    if (String.valueOf(cause.getMessage()).contains("Address already in use")) {
      return "the testbed cannot listen on "
          + address
          + ": the address is in use. Choose another port, or 0 for any free one.";
    }
    return "the testbed cannot be started on " + address + ": " + cause.getMessage();
  }

  /** Returns the port on which it listens. */
  public int port() {
    return port;
  }

  /** Returns what it is told to do. */
  public Truth truth() {
    return platform.truth();
  }

  /**
   * Replaces what it is told to do: requests are counted from 0 again, stations are idle, rate
   * limits full, leaked memory is given back, and the freezes begin anew. Operations under way end
   * as they would have. The ledger goes on.
   */
  public void applyTruth(Truth truth) {
    platform.apply(truth, 1);
  }

  /** Returns what it really did since the ledger was begun. */
  public LedgerSnapshot ledger() {
    return platform.ledger().snapshot().join();
  }

  /** Returns what its chain really did since the truth was applied or its ledger begun anew. */
  public ChainLedger chain() {
    return platform.chain();
  }

  /** Begins the chain's ledger anew; transactions accepted before are not in it. */
  public void resetChainLedger() {
    platform.resetChainLedger();
  }

  /** Begins a new ledger; operations under way are not in it. */
  public void resetLedger() {
    platform.ledger().reset().join();
  }

  /** Closes all connections and gives the port back. */
  @Override
  public void close() {
    close(vertx, platform);
    lowLatency.ifPresent(LowLatency::close);
  }

  private static void close(Vertx vertx, Platform platform) {
    platform.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
