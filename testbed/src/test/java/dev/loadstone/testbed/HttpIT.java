package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpIT {
  private final RunningTestbed testbed = new RunningTestbed("{}");

  @AfterEach
  void close() {
    testbed.close();
  }

  @Test
  void plain_get_hasLengthTypeAndDate() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.get("/plain?any=query");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).hasSize(128);
    assertThat(answer.headers().firstValue("Content-Length")).contains("128");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("Date").orElseThrow()).endsWith(" GMT");
  }

  @Test
  void plain_head_hasTheLengthAndNoBody() throws IOException {
    try (RawClient client = testbed.raw()) {
      String answer =
          client.send("HEAD /plain HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").readAll();
      assertThat(answer).containsIgnoringCase("content-length: 128\r\n").endsWith("\r\n\r\n");
    }
  }

  @Test
  void unknownPath_anyMethod_is404() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.get("/nowhere");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":{\"code\":\"not_found\",\"message\":\"nothing is served under /nowhere\"}}");
    assertThat(testbed.server().ledger().route("unmatched").outcomes())
        .hasSize(1)
        .containsEntry("status_404", 1L);
  }

  @Test
  void knownPath_otherMethod_is405WithAllow() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.send("DELETE", "/plain", "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
  }

  @Test
  void chatMessage_json_isAnsweredOverHttp() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        testbed.send(
            "POST",
            "/api/v1/chat/message",
            "{\"message\": \"order #77\", \"session_id\": \"s-1\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).contains("\"session_id\":\"s-1\"", "order #77");
    assertThat(testbed.send("POST", "/api/v1/chat/message", "{").statusCode()).isEqualTo(400);
    assertThat(testbed.server().ledger().route("POST /api/v1/chat/message").outcomes())
        .containsEntry("ok", 1L)
        .containsEntry("status_400", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bytes/5000", "/api/v1/agents"})
  void gzip_accepted_compressesLargeAnswers(String path) throws IOException, InterruptedException {
    String whole = testbed.get(path).body();
    HttpResponse<byte[]> answer =
        testbed
            .client()
            .send(
                testbed.request(path).header("Accept-Encoding", "br, gzip").build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(answer.headers().firstValue("Vary").orElseThrow())
        .isEqualToIgnoringCase("Accept-Encoding");
    assertThat(answer.body().length).isLessThan(whole.length());
    try (GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip;q=0", "br", "identity"})
  void gzip_notAccepted_isNotUsed(String accepted) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        testbed
            .client()
            .send(
                testbed.request("/bytes/5000").header("Accept-Encoding", accepted).build(),
                BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(answer.body()).hasSize(5_000);
  }

  @Test
  void chunked_size_isSentInChunks() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.get("/chunked/5000");
    assertThat(answer.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
    assertThat(answer.body()).hasSize(5_000);
  }

  @Test
  void echo_chunkedBody_comesBack() throws IOException {
    try (RawClient client = testbed.raw()) {
      client.send(
          "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      assertThat(client.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").readAll())
          .endsWith("\r\n\r\nabcde");
    }
  }

  @Test
  void pipelinedRequests_ofOneConnection_areAnsweredInOrder() throws IOException {
    try (RawClient client = testbed.raw()) {
      client.send(
          "GET /bytes/3 HTTP/1.1\r\nHost: t\r\n\r\nGET /cookies HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
      assertThat(client.readAll())
          .containsSubsequence("\r\n\r\nabcHTTP/1.1 200 OK", "{\"cookies\":{}}");
    }
  }

  @Test
  void malformedRequest_isRefusedAndClosed() throws IOException {
    try (RawClient client = testbed.raw()) {
      assertThat(client.send("GET\r\n\r\n").readAll())
          .containsPattern("^HTTP/1\\.[01] 400 Bad Request\r\n")
          .contains("the request is not valid HTTP");
    }
    assertThat(testbed.server().ledger().route("unmatched").outcomes())
        .hasSize(1)
        .containsEntry("status_400", 1L);
  }

  @Test
  void tooLongRequestLine_is414() throws IOException {
    try (RawClient client = testbed.raw()) {
      assertThat(client.send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n").readAll())
          .containsPattern("^HTTP/1\\.[01] 414 ");
    }
  }

  @Test
  void tooLargeHeaders_are431() throws IOException {
    try (RawClient client = testbed.raw()) {
      String answer =
          client
              .send("GET /plain HTTP/1.1\r\nHost: t\r\nX: " + "a".repeat(70_000) + "\r\n\r\n")
              .readUntil("}}");
      assertThat(answer).containsPattern("^HTTP/1\\.[01] 431 ");
    }
  }

  @Test
  void tooLargeBody_promised_is413() throws IOException {
    try (RawClient client = testbed.raw()) {
      String answer =
          client
              .send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 10000001\r\n\r\n")
              .readUntil("}}");
      assertThat(answer)
          .startsWith("HTTP/1.1 413 ")
          .contains("the body must have at most 10000000 bytes");
    }
    assertThat(testbed.server().ledger().route("POST /echo").outcomes())
        .hasSize(1)
        .containsEntry("status_413", 1L);
  }

  @Test
  void tooLargeBody_notPromised_is413() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        testbed
            .client()
            .send(
                testbed
                    .request("/echo")
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(new byte[10_000_001])))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(413);
  }
}
