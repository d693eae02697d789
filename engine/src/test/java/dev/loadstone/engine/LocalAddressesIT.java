package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.core.result.RunAccumulator;
import dev.loadstone.core.result.RunResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Connections from several addresses of this machine. */
final class LocalAddressesIT {
  private static final String GET = "- http: GET /a\n";

  /** A server that counts requests by address and keeps whose sockets it saw. */
  private static final class Counting implements AutoCloseable {
    final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
    final Set<InetSocketAddress> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Counting() throws Exception {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            InetSocketAddress client = exchange.getRemoteAddress();
            sockets.add(client);
            requests
                .computeIfAbsent(client.getAddress().getHostAddress(), any -> new LongAdder())
                .increment();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    Map<String, Long> socketsByAddress() {
      return sockets.stream()
          .collect(
              Collectors.groupingBy(
                  socket -> socket.getAddress().getHostAddress(), Collectors.counting()));
    }

    @Override
    public void close() {
      server.stop(0);
      threads.close();
    }
  }

  @Test
  void connections_severalAddresses_areSpreadEvenly() throws Exception {
    try (Counting server = new Counting()) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {connections: per-user, localAddresses: [127.0.0.1, 127.0.0.2, 127.0.0.3]}\nthink: 10s",
                  "{model: closed, phases: [{users: 300, for: 2s}], drain: 30s}",
                  GET));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(300);
      assertThat(server.socketsByAddress())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("127.0.0.1", 100L, "127.0.0.2", 100L, "127.0.0.3", 100L));
      assertThat(server.requests.values().stream().mapToLong(LongAdder::sum).sum()).isEqualTo(300);
    }
  }

  @Test
  void connections_noAddressOfTheTargetsFamily_failAndSayWhy() throws Exception {
    try (Counting server = new Counting()) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url(),
                  "http: {localAddresses: '::1'}",
                  "{phases: [{rate: 10/s, for: 100ms}], drain: 30s}",
                  GET));

      assertThat(Runs.errors(result)).isEqualTo("connect=1");
      assertThat(result.errors().getFirst().samples())
          .singleElement()
          .satisfies(sample ->
              assertThat(sample.message())
                  .isEqualTo(
                      "http.localAddresses has no address of the same family as /"
                          + server.url().substring("http://".length())));
      assertThat(server.sockets).isEmpty();
    }
  }

  @Test
  void start_foreignAddress_isRefusedBeforeAnyLoad() {
    String plan =
        Runs.plan(
            "http://127.0.0.1:1",
            "http: {localAddresses: [192.0.2.1]}",
            "{phases: [{rate: 10/s, for: 100ms}]}",
            GET);

    assertThatThrownBy(() -> Runs.start(plan, Path.of("."), new RunAccumulator()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "http.localAddresses[0] must be an address of this machine, got: 192.0.2.1. It has ");
  }
}
