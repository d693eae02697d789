package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.core.result.RunResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A target of several instances. */
final class InstancesIT {
  /** A server that counts requests, keeps their Host headers and whose sockets it saw. */
  private static final class Instance implements AutoCloseable {
    final AtomicLong requests = new AtomicLong();
    final Set<String> hosts = ConcurrentHashMap.newKeySet();
    final Set<InetSocketAddress> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Instance() throws Exception {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            sockets.add(exchange.getRemoteAddress());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      server.start();
    }

    String authority() {
      return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
      threads.close();
    }
  }

  private static String plan(Instance a, Instance b, Instance c, String http, String load) {
    String target =
        "[http://" + String.join(", http://", a.authority(), b.authority(), c.authority()) + "]";
    return """
    name: spread
    target: %s
    http: {connections: %s}
    load: %s
    steps: [{http: GET /a}]
    """
        .formatted(target, http, load);
  }

  @Test
  void requests_onSharedConnections_goToTheInstancesInTurn() throws Exception {
    try (Instance a = new Instance();
        Instance b = new Instance();
        Instance c = new Instance()) {
      RunResult result =
          Runs.run(plan(a, b, c, "shared", "{phases: [{rate: 300/s, for: 1s}], drain: 30s}"));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(a.requests).hasValue(100);
      assertThat(b.requests).hasValue(100);
      assertThat(c.requests).hasValue(100);
      assertThat(b.hosts).containsExactly(b.authority());
    }
  }

  @Test
  void users_withConnectionsOfTheirOwn_stayWithTheirInstance() throws Exception {
    try (Instance a = new Instance();
        Instance b = new Instance();
        Instance c = new Instance()) {
      String load = "{model: closed, phases: [{users: 30, for: 1s}], drain: 30s}";
      RunResult result =
          Runs.run(plan(a, b, c, "per-user", load).replace("steps:", "think: 50ms\nsteps:"));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(a.sockets).hasSize(10);
      assertThat(b.sockets).hasSize(10);
      assertThat(c.sockets).hasSize(10);
      assertThat(Runs.operations(result, "ok")).isGreaterThan(30);
    }
  }
}
