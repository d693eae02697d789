package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loadstone.testbed.ledger.RouteLedger;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsIT {
  private static final String GET_PLAIN = "GET /plain HTTP/1.1\r\nHost: testbed\r\n\r\n";

  @Test
  void status_injected_isAnsweredAndCounted() throws IOException, InterruptedException {
    try (RunningTestbed testbed = failing("[503]")) {
      assertThat(testbed.get("/plain").statusCode()).isEqualTo(503);
      assertThat(testbed.get("/plain").body())
          .isEqualTo(
              "{\"error\":{\"code\":\"injected\",\"message\":\"the truth wants this error\"}}");
      assertThat(plain(testbed).outcomes()).hasSize(1).containsEntry("status_503", 2L);
      assertThat(plain(testbed).total().count()).isEqualTo(2);
    }
  }

  @Test
  void reset_connection_endsByTcpReset() throws IOException {
    try (RunningTestbed testbed = failing("[reset]");
        RawClient client = testbed.raw()) {
      client.send(GET_PLAIN);
      assertThatThrownBy(client::readAll)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
      assertThat(
              testbed
                  .ledgerWhen(ledger -> ledger.openConnections().now() == 0)
                  .route("GET /plain")
                  .outcomes())
          .hasSize(1)
          .containsEntry("reset", 1L);
      assertThat(testbed.server().ledger().inFlight().now()).isZero();
    }
  }

  @Test
  void truncate_answer_breaksOffInTheMiddle() throws IOException {
    try (RunningTestbed testbed = failing("[truncate]");
        RawClient client = testbed.raw()) {
      String answer = client.send(GET_PLAIN).readAll();
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .containsIgnoringCase("content-length: 128\r\n");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(64);
      assertThat(plain(testbed).outcomes()).hasSize(1).containsEntry("truncate", 1L);
      assertThat(plain(testbed).total().count()).isZero();
    }
  }

  @Test
  void resetBody_answer_endsByTcpResetInTheMiddle() throws IOException {
    try (RunningTestbed testbed = failing("[resetBody]");
        RawClient client = testbed.raw()) {
      client.send(GET_PLAIN);
      assertThatThrownBy(client::readAll)
          .isInstanceOf(SocketException.class)
          .hasMessage("Connection reset");
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("reset_body", 1L));
      assertThat(plain(testbed).injected()).isEqualTo(Map.of("reset_body", 1L));
    }
  }

  @Test
  void close_connection_endsWithoutAnAnswer() throws IOException {
    try (RunningTestbed testbed = failing("[close]")) {
      try (RawClient client = testbed.raw()) {
        assertThat(client.send(GET_PLAIN).readAll()).isEmpty();
        assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("close", 1L));
      }
      testbed.ledgerWhen(ledger -> ledger.openConnections().now() == 0);
      assertThat(testbed.server().ledger().inFlight().now()).isZero();
    }
  }

  @Test
  void halfClose_connection_endsUnannouncedAfterTheAnswer() throws IOException {
    try (RunningTestbed testbed = failing("[halfClose]");
        RawClient client = testbed.raw()) {
      String answer = client.send(GET_PLAIN).readAll();
      assertThat(answer)
          .startsWith("HTTP/1.1 200 OK\r\n")
          .doesNotContainIgnoringCase("connection:");
      assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(128);
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("half_close", 1L));
      assertThat(plain(testbed).total().count()).isEqualTo(1);
    }
  }

  @Test
  void stallBody_answer_stopsInTheMiddle() throws IOException {
    try (RunningTestbed testbed = failing("[stallBody]")) {
      try (RawClient client = testbed.raw()) {
        String half = client.send(GET_PLAIN).readUntil("\r\n\r\n");
        assertThat(half).containsIgnoringCase("content-length: 128\r\n");
        testbed.ledgerWhen(ledger -> ledger.route("GET /plain").outcome("stall_body") == 1);
        assertThat(testbed.server().ledger().inFlight().now()).isEqualTo(1);
      }
      testbed.ledgerWhen(ledger -> ledger.inFlight().now() == 0);
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("stall_body", 1L));
    }
  }

  @Test
  void slowBody_inPieces_takesTheirGaps() throws IOException, InterruptedException {
    try (RunningTestbed testbed = failing("[slowBody], drip: {bytes: 32, every: 50ms}")) {
      assertThat(testbed.get("/plain").body()).hasSize(128);
      assertThat(plain(testbed).total().min()).isBetween(0.2, 2.0);
    }
  }

  @Test
  void slowBody_clientThatGoesAway_isStillCountedAsInjected() throws IOException {
    try (RunningTestbed testbed = failing("[slowBody], slowFor: 1h")) {
      try (RawClient client = testbed.raw()) {
        client.send(GET_PLAIN).readUntil("\r\n\r\n");
      }
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("client_gone", 1L));
      assertThat(plain(testbed).injected()).isEqualTo(Map.of("slow_body", 1L));
    }
  }

  @Test
  void storm_request_isTooMany() throws IOException, InterruptedException {
    // All but the first microsecond of every hour.
    try (RunningTestbed testbed =
        new RunningTestbed(
            "default: {storm: {every: 1h, for: 3599.999999s, retryAfter: 2500ms}}")) {
      HttpResponse<String> answer = testbed.get("/plain");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("3");
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("storm", 1L));
    }
  }

  @Test
  void slowStart_firstRequests_areNotServed() throws IOException, InterruptedException {
    try (RunningTestbed testbed = new RunningTestbed("default: {slowStart: {unavailable: 1h}}")) {
      assertThat(testbed.get("/plain").statusCode()).isEqualTo(503);
      assertThat(plain(testbed).outcomes()).isEqualTo(Map.of("starting", 1L));
      assertThat(testbed.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void stall_operation_lastsUntilTheClientGoes() throws IOException {
    try (RunningTestbed testbed = failing("[stall]")) {
      try (RawClient client = testbed.raw()) {
        client.send(GET_PLAIN);
        testbed.ledgerWhen(ledger -> ledger.route("GET /plain").outcome("stall") == 1);
        assertThat(testbed.server().ledger().inFlight().now()).isEqualTo(1);
      }
      assertThat(
              testbed
                  .ledgerWhen(ledger -> ledger.inFlight().now() == 0)
                  .route("GET /plain")
                  .outcomes())
          .hasSize(1);
    }
  }

  @Test
  void slowBody_answer_isWholeButLate() throws IOException, InterruptedException {
    try (RunningTestbed testbed = failing("[slowBody], slowFor: 200ms")) {
      assertThat(testbed.get("/plain").body()).hasSize(128);
      assertThat(plain(testbed).outcomes()).hasSize(1).containsEntry("slow_body", 1L);
      assertThat(plain(testbed).total().min()).isGreaterThanOrEqualTo(0.2);
    }
  }

  @Test
  void client_thatGoesAway_isCounted() throws IOException {
    try (RunningTestbed testbed =
        new RunningTestbed("routes: {GET /plain: {service: {law: constant, value: 1h}}}")) {
      try (RawClient client = testbed.raw()) {
        client.send(GET_PLAIN);
        testbed.ledgerWhen(ledger -> ledger.inFlight().now() == 1);
      }
      assertThat(
              testbed
                  .ledgerWhen(ledger -> ledger.inFlight().now() == 0)
                  .route("GET /plain")
                  .outcomes())
          .hasSize(1)
          .containsEntry("client_gone", 1L);
    }
  }

  private static RouteLedger plain(RunningTestbed testbed) {
    return testbed
        .ledgerWhen(ledger -> !ledger.route("GET /plain").outcomes().isEmpty())
        .route("GET /plain");
  }

  private static RunningTestbed failing(String kinds) {
    return new RunningTestbed(
        "routes: {GET /plain: {errors: {ratio: 100%, kinds: " + kinds + "}}}");
  }
}
