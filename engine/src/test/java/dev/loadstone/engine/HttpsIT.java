package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void certificate_ofTheOwnAuthority_isAccepted() throws Exception {
    RunResult result = once("ip:127.0.0.1", "http: {tls: {ca: known.pem}}");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
    assertThat(result.measures())
        .anyMatch(summary -> summary.measure() == Measure.TLS_TIME && summary.count() == 1);
  }

  @Test
  void certificate_ofTheOwnAuthority_servesManyRequestsOnKeptConnections() throws Exception {
    RunResult result =
        run(
            "ip:127.0.0.1",
            "http: {tls: {ca: known.pem}}",
            "{phases: [{rate: 200/s, for: 500ms}], drain: 3s}");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(100);
  }

  @Test
  void certificate_ofAnotherAuthority_isTls() throws Exception {
    assertThat(Runs.errors(once("ip:127.0.0.1", "http: {tls: {ca: unknown.pem}}")))
        .isEqualTo("tls=1");
  }

  @Test
  void certificate_ofNoAuthorityOfTheMachine_isTls() throws Exception {
    assertThat(Runs.errors(once("ip:127.0.0.1", ""))).isEqualTo("tls=1");
  }

  @Test
  void certificate_ofAnotherHost_isTls() throws Exception {
    assertThat(Runs.errors(once("dns:other.example", "http: {tls: {ca: known.pem}}")))
        .isEqualTo("tls=1");
  }

  @Test
  void certificate_any_isAcceptedIfInsecure() throws Exception {
    RunResult result = once("dns:other.example", "http: {tls: {insecure: true}}");

    assertThat(Runs.errors(result)).isEmpty();
    assertThat(Runs.operations(result, "ok")).isEqualTo(1);
  }
}
