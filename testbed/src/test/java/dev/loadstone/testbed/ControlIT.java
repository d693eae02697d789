package dev.loadstone.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.testbed.truth.Truth;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ControlIT {
  private final RunningTestbed testbed = new RunningTestbed("{}");

  @AfterEach
  void close() {
    testbed.close();
  }

  @Test
  void truth_put_holdsAndIsTold() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        testbed.send(
            "PUT", "/_truth", "seed: 7\nroutes: {GET /plain: {errors: {ratio: 1, kinds: [500]}}}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Truth.parse("answer", answer.body())).isEqualTo(testbed.server().truth());
    assertThat(testbed.get("/_truth").body()).isEqualTo(answer.body());
    assertThat(testbed.get("/plain").statusCode()).isEqualTo(500);
  }

  @Test
  void truth_putWrong_tellsTheProblemsAndKeepsTheOldOne() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.send("PUT", "/_truth", "{\"default\": {\"wrokers\": 1}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualToIgnoringWhitespace(
            """
            {"problems": [{"file": "body", "line": 1, "column": 14, "path": "default.wrokers",
                           "message": "is not a known key", "fix": "Did you mean workers?"}]}
            """);
    assertThat(testbed.server().truth()).isEqualTo(Truth.IDEAL);
  }

  @Test
  void chain_get_tellsWhatItDid() throws IOException, InterruptedException {
    testbed.send("POST", "/rpc", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_chainId\"}");

    assertThat(testbed.get("/_truth/chain").body())
        .contains("\"eth_chainId\" : 1", "\"accepted\" : 0", "\"block_interval\" : {");
    assertThat(testbed.send("PUT", "/_truth/chain", "").headers().firstValue("Allow"))
        .contains("DELETE, GET, HEAD");
    assertThat(testbed.send("DELETE", "/_truth/chain", "").body())
        .contains("\"calls\" : { }", "\"receipt\" : {");
  }

  @Test
  void ledger_getAndDelete_tellAndBeginAnew() throws IOException, InterruptedException {
    testbed.get("/plain");
    assertThat(testbed.get("/_truth/ledger").body())
        .contains("\"GET /plain\" : {", "\"requests\" : 1", "\"ok\" : 1", "\"p99.9\" : ");
    assertThat(testbed.send("DELETE", "/_truth/ledger", "").statusCode()).isEqualTo(200);
    assertThat(testbed.get("/_truth/ledger").body()).contains("\"routes\" : { }");
  }

  @Test
  void controlPath_wrongMethodOrUnknown_isRefused() throws IOException, InterruptedException {
    assertThat(testbed.send("POST", "/_truth", "").headers().firstValue("Allow"))
        .contains("GET, HEAD, PUT");
    assertThat(testbed.send("PUT", "/_truth/ledger", "").headers().firstValue("Allow"))
        .contains("DELETE, GET, HEAD");
    assertThat(testbed.get("/_truth/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void health_running_isOk() throws IOException, InterruptedException {
    HttpResponse<String> answer = testbed.get("/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void metrics_running_haveOutcomesConnectionsAndMemory() throws IOException, InterruptedException {
    testbed.get("/plain");
    HttpResponse<String> answer = testbed.get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.body())
        .contains(
            "testbed_requests_total{route=\"GET /plain\",outcome=\"ok\"} 1\n",
            "testbed_request_duration_seconds_count{route=\"GET /plain\"} 1\n",
            "testbed_open_connections 1\n",
            "jvm_memory_used_bytes ");
  }
}
