package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.trace.TraceIds;
import dev.loadstone.core.trace.TracedRequest;
import dev.loadstone.monitor.export.RunMetrics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class OtlpSenderTest {
  private static OtlpSender.Receiver receiver(String url) {
    return new OtlpSender.Receiver(URI.create(url), "here", Map.of(), Duration.ofSeconds(1));
  }

  @Test
  void paths_areAppendedToTheUrl() {
    assertThat(receiver("http://a:4318").at("/v1/metrics"))
        .isEqualTo(URI.create("http://a:4318/v1/metrics"));
    assertThat(receiver("http://a:4318/").at("/v1/metrics"))
        .isEqualTo(URI.create("http://a:4318/v1/metrics"));
    assertThat(receiver("https://a/otlp/x?tenant=7").at("/v1/traces"))
        .isEqualTo(URI.create("https://a/otlp/x/v1/traces?tenant=7"));
  }

  @Test
  void spans_beyondTheQueue_areCounted() {
    List<String> notes = new CopyOnWriteArrayList<>();
    OtlpSender sender =
        new OtlpSender(
            new RunMetrics(Set.of()), Plans.CALLS, receiver("http://127.0.0.1:9"), notes::add);
    TracedRequest request =
        new TracedRequest(
            new TraceIds(1, 2, 3),
            "calls",
            "plain",
            new TracedRequest.Target("GET", "http://a", "/", "a", 80, "1.1"),
            0,
            0,
            1,
            200,
            "",
            -1,
            -1);
    for (int i = 0; i < 5_000; i++) {
      sender.ended(request);
    }
    sender.close();

    assertThat(notes)
        .containsExactly(
            "OpenTelemetry: 5000 of 5000 spans were lost: 904 found no place in the queue of 4096,"
                + " 4096 were not taken");
  }
}
