package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.run.RunStart;
import dev.loadstone.core.trace.TraceIds;
import dev.loadstone.core.trace.TracedRequest;
import dev.loadstone.monitor.export.RunMetrics;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void resource_isOfOneRunOnly() {
    Instant started = Instant.parse("2026-11-20T12:00:00Z");
    Attributes first = OtlpSender.resource("here", start(started)).getAttributes();
    Attributes second = OtlpSender.resource("here", start(started)).getAttributes();

    assertThat(text(first, "service.instance.id"))
        .matches("here-[0-9a-f]{16}")
        .isNotEqualTo(text(second, "service.instance.id"));
    assertThat(text(first, "host.name")).isEqualTo("here");
    assertThat(text(first, "loadstone.plan")).isEqualTo("calls");
    assertThat(text(first, "loadstone.run.started")).isEqualTo("2026-11-20T12:00:00Z");
  }

  private static String text(Attributes attributes, String name) {
    return String.valueOf(attributes.get(AttributeKey.stringKey(name)));
  }

  private static RunStart start(Instant started) {
    return new RunStart(
        "calls",
        "",
        started,
        "abc",
        "",
        Map.of(),
        42,
        "open",
        0,
        1,
        List.of(),
        List.of(),
        Optional.empty(),
        List.of());
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
            new TracedRequest.Target("GET /", "GET", "http://a", "/", "a", 80, "1.1"),
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
