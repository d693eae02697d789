package dev.loadstone.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.TestbedOptions;
import dev.loadstone.testbed.TestbedServer;
import dev.loadstone.testbed.ledger.LedgerSnapshot;
import dev.loadstone.testkit.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What fails before a request can be sent: names without an address, ports without a listener, TLS
 * that cannot be agreed on. Each is its class, as often as it was met.
 */
class ConnectionTruthIT {
  private static final int ITERATIONS = 60;

  @TempDir Path folder;

  /** A server that takes connections and cuts each as soon as the client has spoken. */
  private static final class CuttingServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final AtomicInteger cut = new AtomicInteger();

    CuttingServer() throws IOException {
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          if (client.getInputStream().read() >= 0) {
            cut.incrementAndGet();
          }
        } catch (IOException over) {
          // the next one, or the test is over
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void names_withoutAddress_areDns() throws IOException {
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "",
                  """
                  - {http: GET http://nowhere.invalid/plain, name: nowhere, onFailure: continue}
                  - {http: GET /plain, name: here}
                  """));
      assertThat(errors(ran, "nowhere", "dns")).isEqualTo(ITERATIONS);
      assertThat(bench.ledger().route("GET /plain").outcome("ok")).isEqualTo(ITERATIONS);
      assertThat(ran.count("operations", Map.of())).isEqualTo(2 * ITERATIONS);
    }
  }

  @Test
  void ports_withoutListener_areConnect() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (TruthBench bench = new TruthBench(folder, "seed: 1")) {
      TruthBench.Ran ran =
          bench.run(
              plan("", "- {http: \"GET http://127.0.0.1:" + free + "/plain\", name: closed}\n"));
      assertThat(errors(ran, "closed", "connect")).isEqualTo(ITERATIONS);
      assertThat(ran.count("operations", Map.of())).isEqualTo(ITERATIONS);
    }
  }

  @Test
  void handshakes_thatFail_areTls() throws Exception {
    SelfSigned unknown = SelfSigned.of(folder, "own", "EC", "ip:127.0.0.1");
    SelfSigned other = SelfSigned.of(folder, "other", "EC", "dns:other.example");
    try (TruthBench bench = new TruthBench(folder, "seed: 1");
        TestbedServer untrusted = https(unknown);
        TestbedServer misnamed = https(other);
        CuttingServer cutting = new CuttingServer()) {
      TruthBench.Ran ran =
          bench.run(
              plan(
                  "http: {tls: {ca: " + other.certificate() + "}}",
                  step("untrusted", untrusted.port())
                      + step("misnamed", misnamed.port())
                      + step("clear", bench.port())
                      + step("cut", cutting.socket.getLocalPort())));
      for (String step : new String[] {"untrusted", "misnamed", "clear", "cut"}) {
        assertThat(errors(ran, step, "tls")).as(step).isEqualTo(ITERATIONS);
      }
      assertThat(ran.count("operations", Map.of())).isEqualTo(4 * ITERATIONS);
      assertThat(failedHandshakes(untrusted)).isEqualTo(ITERATIONS);
      assertThat(failedHandshakes(misnamed)).isEqualTo(ITERATIONS);
      assertThat(bench.ledger().route(LedgerSnapshot.UNMATCHED).outcome("status_400"))
          .isEqualTo(ITERATIONS);
      assertThat(cutting.cut).hasValue(ITERATIONS);
    }
  }

  private static TestbedServer https(SelfSigned certificate) {
    return TestbedServer.start(
        TestbedOptions.DEFAULTS.eventLoops(1).tls(certificate.certificate(), certificate.key()));
  }

  /** The server learns of the last failure a little later than the client. */
  private static long failedHandshakes(TestbedServer server) {
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (server.ledger().failedHandshakes() < ITERATIONS && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return server.ledger().failedHandshakes();
  }

  private static long errors(TruthBench.Ran ran, String step, String error) {
    return ran.count("operations", Map.of("step", step, "error", error));
  }

  private static String step(String name, int port) {
    return "- {http: \"GET https://127.0.0.1:"
        + port
        + "/plain\", name: "
        + name
        + ", onFailure: continue}\n";
  }

  private static String plan(String http, String steps) {
    return """
    name: connections
    target: http://127.0.0.1:1
    %s
    load: {model: open, arrivals: constant, drain: 60s, phases: [{rate: 60/s, for: 1s}]}
    steps:
    %s\
    """
        .formatted(http, steps.indent(2));
  }
}
