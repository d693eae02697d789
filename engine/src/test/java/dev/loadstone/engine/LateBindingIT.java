package dev.loadstone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.record.CounterKey;
import dev.loadstone.core.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits for an address or a connection: all for one answer, and for any connection. */
final class LateBindingIT {
  private static final int ANSWER_MILLIS = 5;

  @TempDir private static Path directory;

  private static TestAuthority authority;

  @BeforeAll
  static void createAuthority() throws Exception {
    authority = TestAuthority.create(directory, "known");
    Files.writeString(directory.resolve("known.pem"), authority.pem());
  }

  private static RunResult run(TlsServer server, String more) throws InterruptedException {
    String http = "http: {tls: {provider: jdk, ca: known.pem}" + more + "}";
    String load =
        "{arrivals: poisson, phases: [{rate: 2/s, for: 1s}, {rate: 100/s, for: 1500ms}], drain: 9s}";
    String step = "- http: GET /a\n  timeout: {connect: 1s}\n";
    return Runs.run(Runs.plan(server.url(), http, load, step), directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", maxConnections: 3"})
  void connections_thatHang_holdNobodyUpWhileOneIsFree(String limit) throws Exception {
    try (TlsServer server = TlsServer.start(authority.certify("ip:127.0.0.1"), 1, ANSWER_MILLIS)) {
      RunResult result = run(server, limit);

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isGreaterThan(100);
      assertThat(result.measures())
          .as("only the first had to wait for a handshake of its own")
          .anyMatch(summary -> summary.measure() == Measure.TLS_TIME && summary.count() == 1);
      assertThat(server.accepted())
          .as("about half of the arrivals find the connection taken, but few at once")
          .isBetween(2, 40);
      assertThat(
              Runs.count(result, CounterKey.CONNECTIONS_FAILED, Map.of("error", "timeout_connect")))
          .as("those that hang are closed in time, and told")
          .isPositive();
    }
  }

  @Test
  void connections_ofARequestEach_areNotSharedByLateArrivals() throws Exception {
    try (TlsServer server =
        TlsServer.start(authority.certify("ip:127.0.0.1"), Integer.MAX_VALUE, ANSWER_MILLIS)) {
      RunResult result = run(server, ", connections: per_request");

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(server.accepted()).isEqualTo((int) Runs.operations(result, "ok"));
    }
  }

  @Test
  void addresses_thatComeLate_areWaitedForByAll() throws Exception {
    try (RawServer server = RawServer.saying(RawServer.ok())) {
      String step = "- http: GET " + server.url().replace("127.0.0.1", "a.later.test") + "/a\n";
      String load = "{phases: [{rate: 1000/s, for: 500ms}], drain: 9s}";
      RunResult result = Runs.run(Runs.plan(server.url(), "", load, step));

      assertThat(Runs.errors(result)).isEmpty();
      assertThat(Runs.operations(result, "ok")).isEqualTo(500);
      assertThat(result.measures())
          .as("the wait is in the response times, of the first as of those behind it")
          .anyMatch(summary -> summary.measure() == Measure.RESPONSE_TIME && summary.max() > 0.25);
      assertThat(server.connections())
          .as("more than a turn's waiting exchanges, whose connections serve the rest")
          .isLessThan(250);
    }
  }
}
