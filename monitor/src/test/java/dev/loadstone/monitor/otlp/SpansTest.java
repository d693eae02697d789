package dev.loadstone.monitor.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.yaml.PlanReader;
import dev.loadstone.core.plan.yaml.ReadOptions;
import dev.loadstone.core.trace.TraceIds;
import dev.loadstone.core.trace.TracedRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpansTest {
  private static final TraceIds IDS =
      new TraceIds(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0x00f067aa0ba902b7L);

  private final Spans spans = new Spans(Plans.CALLS, ModelCalls.of(Plans.CALLS), Resource.empty());

  private static TracedRequest request(String step, int status, String error) {
    return new TracedRequest(
        IDS,
        "calls",
        step,
        new TracedRequest.Target(
            "POST /base/…",
            "POST",
            "https://models.example:8443",
            "/base/x?q=…",
            "models.example",
            8443,
            "2"),
        1_000,
        3_000,
        9_000,
        status,
        error,
        30,
        -1);
  }

  private static String text(SpanData span, String name) {
    return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(name)));
  }

  private static long number(SpanData span, String name) {
    Long number = span.getAttributes().get(AttributeKey.longKey(name));
    return number == null ? -1 : number;
  }

  @Test
  void request_good_isAClientSpanWithItsTimesAndIds() {
    SpanData span = spans.of(request("plain", 200, ""), 1_000_000);

    assertThat(span.getName()).isEqualTo("POST /base/…");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(span.getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getStartEpochNanos()).isEqualTo(1_003_000);
    assertThat(span.getEndEpochNanos()).isEqualTo(1_009_000);
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(text(span, "http.request.method")).isEqualTo("POST");
    assertThat(text(span, "url.full")).isEqualTo("https://models.example:8443/base/x?q=…");
    assertThat(text(span, "server.address")).isEqualTo("models.example");
    assertThat(number(span, "server.port")).isEqualTo(8443);
    assertThat(number(span, "http.response.status_code")).isEqualTo(200);
    assertThat(text(span, "network.protocol.version")).isEqualTo("2");
    assertThat(text(span, "loadstone.step")).isEqualTo("plain");
    assertThat(span.getAttributes().get(AttributeKey.doubleKey("loadstone.start_delay_seconds")))
        .isEqualTo(2e-6);
    assertThat(text(span, "gen_ai.operation.name")).isEqualTo("null");
  }

  @Test
  void request_failed_isAnErrorOfItsClass() {
    SpanData span = spans.of(request("plain", 0, "timeout_total"), 0);

    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(text(span, "error.type")).isEqualTo("timeout_total");
    assertThat(number(span, "http.response.status_code")).isEqualTo(-1);
  }

  @Test
  void call_ofAModel_isNamedByIt_andHasItsTokens() {
    SpanData span = spans.of(request("chat", 200, ""), 0);

    assertThat(span.getName()).isEqualTo("chat gpt-4o-mini");
    assertThat(text(span, "gen_ai.provider.name")).isEqualTo("openai");
    assertThat(number(span, "gen_ai.usage.input_tokens")).isEqualTo(30);
    assertThat(number(span, "gen_ai.usage.output_tokens")).isEqualTo(-1);
  }

  private static SpanData secretive(String name, String path, String secret, String other) {
    Plan plan =
        new PlanReader()
            .read(
                "plan.yaml",
                """
                name: secretive
                target: http://127.0.0.1
                credentials: {key: {env: KEY}, other: {env: OTHER}}
                load: {phases: [{rate: 1/s, for: 1s}]}
                steps: [{http: GET /a, headers: {X-Key: "${credentials.key}", X-Other: "${credentials.other}"}}]
                """,
                ReadOptions.NONE.withEnvironment(Map.of("KEY", secret, "OTHER", other)));
    TracedRequest request =
        new TracedRequest(
            IDS,
            "secretive",
            "plain",
            new TracedRequest.Target(name, "GET", "http://127.0.0.1", path, "127.0.0.1", 80, "1.1"),
            0,
            0,
            1,
            200,
            "",
            -1,
            -1);

    return new Spans(plan, ModelCalls.of(plan), Resource.empty()).of(request, 0);
  }

  @Test
  void secrets_ofThePlan_areMasked() {
    SpanData span = secretive("GET /s3cret/a", "/s3cret/a?key=s3cret", "s3cret", "s3cret-longer");

    assertThat(span.getName()).isEqualTo("GET /***/a");
    assertThat(text(span, "url.full")).isEqualTo("http://127.0.0.1/***/a?key=***");
  }

  @Test
  void secrets_thatAreEncoded_areMasked() {
    SpanData span =
        secretive(
            "GET /$ü%20.%2F*",
            "/$ü .%2f*/%24%C3%BC+.%2F%2A?a=%24%c3%bc%20%2e%2f*&b=$ü%20x%2F*", "$ü ./*", "other");

    assertThat(span.getName()).isEqualTo("GET /***");
    assertThat(text(span, "url.full")).isEqualTo("http://127.0.0.1/***/***?a=***&b=$ü%20x%2F*");
  }

  @Test
  void secrets_thatBeginWithAnother_areMaskedWhole() {
    SpanData span = secretive("GET /", "/s3cret-longer/s3cret", "s3cret", "s3cret-longer");

    assertThat(text(span, "url.full")).isEqualTo("http://127.0.0.1/***/***");
  }
}
