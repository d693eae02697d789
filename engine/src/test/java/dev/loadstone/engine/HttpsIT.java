package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against a server that speaks TLS: which certificates are accepted. */
final class HttpsIT {
  private static final String GET = "- http: GET /a\n";

  @TempDir private static Path directory;

  private static TestAuthority authority;

  @BeforeAll
  static void createAuthorities() throws Exception {
    authority = TestAuthority.create(directory, "known");
    TestAuthority unknown = TestAuthority.create(directory, "unknown");
    Files.writeString(directory.resolve("known.pem"), authority.pem());
    Files.writeString(directory.resolve("unknown.pem"), unknown.pem());
  }

  private static RunResult run(String name, String keys, String load) throws Exception {
    try (TlsServer server = TlsServer.start(authority.certify(name))) {
      return Runs.run(Runs.plan(server.url(), keys, load, GET), directory);
    }
  }

  private static RunResult once(String name, String keys) throws Exception {
    return run(name, keys, "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}");
  }

  private static String tls(String provider, String keys) {
    return "http: {tls: {provider: " + provider + keys + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_ofTheOwnAuthority_isAccepted(String provider) throws Exception {
    RunResult result = once("ip:127.0.0.1", tls(provider, ", ca: known.pem"));

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    assertThat(result.measures())
        .anyMatch(summary -> summary.measure() == Measure.TLS_TIME && summary.count() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_ofTheOwnAuthority_servesManyRequestsOnKeptConnections(String provider)
      throws Exception {
    RunResult result =
        run(
            "ip:127.0.0.1",
            tls(provider, ", ca: known.pem"),
            "{phases: [{rate: 200/s, for: 500ms}], drain: 3s}");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_ofAnotherAuthority_isTls(String provider) throws Exception {
    assertThat(Runs.errors(once("ip:127.0.0.1", tls(provider, ", ca: unknown.pem"))))
        .isEqualTo("tls=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_ofNoAuthorityOfTheMachine_isTls(String provider) throws Exception {
    assertThat(Runs.errors(once("ip:127.0.0.1", tls(provider, "")))).isEqualTo("tls=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_ofAnotherHost_isTls(String provider) throws Exception {
    assertThat(Runs.errors(once("dns:other.example", tls(provider, ", ca: known.pem"))))
        .isEqualTo("tls=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void certificate_any_isAcceptedIfInsecure(String provider) throws Exception {
    RunResult result = once("dns:other.example", tls(provider, ", insecure: true"));

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
  }

  @Test
  void provider_isInTheEnvironment() throws Exception {
    assertThat(environment("jdk")).isEqualTo("jdk");
    assertThat(environment("openssl")).isEqualTo("openssl (BoringSSL)");
    assertThat(environment("auto")).isEqualTo("openssl (BoringSSL)");
  }

  private static String environment(String provider) throws Exception {
    return once("ip:127.0.0.1", tls(provider, ", ca: known.pem"))
        .start()
        .environment()
        .getOrDefault("generator.tls", "none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void stream_thatIsCancelled_isTimedUntilTheTargetsEnd(String provider) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(authority.certify("ip:127.0.0.1").getKeyManagers(), null, null);
    ServerSocket listening =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 200, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    RawServer.Answer hearing =
        (request, socket) -> {
          RawServer.say(
              socket,
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\ndata: 2\n\n");
          while (socket.getInputStream().read() >= 0) {
            // until the other side is closed
          }
          Thread.sleep(100);
          socket.close();
        };
    try (RawServer server = new RawServer(listening, hearing)) {
      RunResult result =
          Runs.run(
              Runs.plan(
                  server.url().replace("http:", "https:"),
                  tls(provider, ", ca: known.pem"),
                  "{phases: [{rate: 5/s, for: 1s}], drain: 3s}",
                  "- sse: GET /events\n  end: bye\n  cancelAfter: {events: 2}\n"),
              directory);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.count(result, CounterKey.STREAMS_CUT, Map.of())).isEqualTo(5);
      assertThat(result.measures())
          .anyMatch(summary ->
              summary.measure() == Measure.CANCEL_TIME
                  && summary.min() >= 0.1
                  && summary.max() < 1);
      assertThat(Runs.count(result, CounterKey.CANCELS_UNHEARD, Map.of())).isZero();
    }
  }
}
