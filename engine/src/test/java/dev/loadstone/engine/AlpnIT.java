package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs against servers that speak TLS: which HTTP is agreed on. */
@Timeout(60)
final class AlpnIT {
  private static final String GET = "- http: GET /a\n  check: [body == ok]\n";
  private static final String LOAD = "{phases: [{rate: 200/s, for: 500ms}], drain: 3s}";

  @TempDir private static Path directory;

  private static TestAuthority authority;

  @BeforeAll
  static void createAuthority() throws Exception {
    authority = TestAuthority.create(directory, "known");
  }

  private static Http2Server http2Server() throws Exception {
    SslContext tls =
        SslContextBuilder.forServer(authority.certify("ip:127.0.0.1"))
            .applicationProtocolConfig(
                new ApplicationProtocolConfig(
                    Protocol.ALPN,
                    SelectorFailureBehavior.NO_ADVERTISE,
                    SelectedListenerFailureBehavior.ACCEPT,
                    ApplicationProtocolNames.HTTP_2))
            .build();
    return Http2Server.overTls(tls, request -> request.respond(200, "ok"));
  }

  private static RunResult run(String url, String version, String provider, String load)
      throws InterruptedException {
    String http =
        "http: {version: " + version + ", tls: {insecure: true, provider: " + provider + "}}";
    return Runs.run(Runs.plan(url, http, load, GET));
  }

  private static long opened(RunResult result, String protocol) {
    return Runs.count(result, CounterKey.CONNECTIONS_OPENED, Map.of("protocol", protocol));
  }

  @ParameterizedTest
  @CsvSource({"http/2, jdk", "http/2, openssl", "auto, jdk", "auto, openssl"})
  void target_thatAgrees_isSpokenToInHttp2(String version, String provider) throws Exception {
    try (Http2Server server = http2Server()) {
      RunResult result = run("https://127.0.0.1:" + server.port(), version, provider, LOAD);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(100);
      assertThat(server.requests()).hasSize(100);
      assertThat(server.requests().getFirst().headers.scheme()).hasToString("https");
      assertThat(opened(result, "http/2")).isEqualTo(server.connections());
      assertThat(opened(result, "http/1.1")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void target_withoutAlpn_isSpokenToInHttp1(String provider) throws Exception {
    try (TlsServer server = TlsServer.start(authority.certify("ip:127.0.0.1"))) {
      RunResult result = run(server.url(), "auto", provider, LOAD);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(100);
      assertThat(opened(result, "http/2")).isZero();
      assertThat(opened(result, "http/1.1")).isPositive();
    }
  }

  @Test
  void users_whoWaitForTheFirstConnection_areServedInHttp1() throws Exception {
    try (TlsServer server = TlsServer.start(authority.certify("ip:127.0.0.1"))) {
      RunResult result =
          run(
              server.url(),
              "auto",
              "jdk",
              "{model: closed, phases: [{users: 20, for: 300ms}], drain: 3s}");

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isGreaterThan(20);
      assertThat(opened(result, "http/1.1")).isEqualTo(20);
      assertThat(result.end().driverFailures()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "openssl"})
  void target_thatDoesNotAgree_isTls(String provider) throws Exception {
    try (TlsServer server = TlsServer.start(authority.certify("ip:127.0.0.1"))) {
      RunResult result =
          run(server.url(), "http/2", provider, "{phases: [{rate: 10/s, for: 100ms}], drain: 3s}");

      assertThat(Runs.errors(result)).isEqualTo("tls=1");
      assertThat(result.errors().getFirst().samples().getFirst().message())
          .isEqualTo("the target did not agree to HTTP/2 (ALPN h2), it chose no protocol");
    }
  }
}
