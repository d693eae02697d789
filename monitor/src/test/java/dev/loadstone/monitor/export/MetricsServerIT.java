package dev.loadstone.monitor.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.measure.Measure;
import dev.loadstone.core.run.RunEnd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MetricsServerIT {
  private static final String PROTOBUF =
      "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

  private final RunMetrics metrics = new RunMetrics(Set.of());
  private final HttpClient client = HttpClient.newHttpClient();
  private MetricsServer server;

  @BeforeEach
  void serve() throws IOException {
    server =
        MetricsServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), metrics);
    metrics.started(Intervals.start());
    metrics.interval(
        new Intervals()
            .time(Measure.RESPONSE_TIME, Intervals.operation("buy", "steady"), 1_000_000)
            .at(0));
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  private HttpResponse<byte[]> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String type(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void metrics_withoutAccept_areText() throws Exception {
    HttpResponse<byte[]> answer = ask("GET", "/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(type(answer)).startsWith("text/plain; version=0.0.4");
    assertThat(text(answer)).contains("loadstone_response_time_seconds_bucket{");
  }

  @Test
  void metrics_openMetricsAccepted_areOpenMetrics() throws Exception {
    HttpResponse<byte[]> answer =
        ask("GET", "/metrics", "Accept", "application/openmetrics-text;version=1.0.0");

    assertThat(type(answer)).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(text(answer)).endsWith("# EOF\n");
  }

  @Test
  void metrics_protobufAccepted_areProtobuf() throws Exception {
    HttpResponse<byte[]> answer = ask("GET", "/metrics", "Accept", PROTOBUF);

    assertThat(type(answer)).startsWith("application/vnd.google.protobuf");
    assertThat(text(answer)).contains("loadstone_response_time_seconds").doesNotContain("# TYPE");
  }

  @Test
  void metrics_gzipAccepted_areCompressed() throws Exception {
    HttpResponse<byte[]> answer = ask("GET", "/metrics", "Accept-Encoding", "gzip");

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
          .contains("loadstone_run_running 1.0");
    }
  }

  @Test
  void anythingElse_isRefused() throws Exception {
    assertThat(ask("GET", "/").statusCode()).isEqualTo(404);
    assertThat(ask("GET", "/metrics/../secret").statusCode()).isEqualTo(404);
    assertThat(ask("POST", "/metrics").statusCode()).isEqualTo(405);
    assertThat(ask("POST", "/metrics").headers().firstValue("Allow")).contains("GET");
  }

  @Test
  void lastScrape_isWaitedForOnlyAfterAnother() throws Exception {
    assertThat(server.awaitLastScrape(Duration.ofHours(1))).isFalse();
    ask("GET", "/metrics");
    metrics.ended(new RunEnd(RunEnd.Reason.COMPLETED, "", 0, List.of()));
    assertThat(server.awaitLastScrape(Duration.ofMillis(1))).isFalse();

    assertThat(text(ask("GET", "/metrics"))).contains("loadstone_run_ended");

    assertThat(server.awaitLastScrape(Duration.ofHours(1))).isTrue();
  }
}
