package dev.loadstone.truth;

import static dev.loadstone.truth.OtlpReceiver.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.loadstone.app.Cli;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver of OpenTelemetry's protocol hears of a run is what the run's result says. */
@Timeout(120)
final class OtlpTruthIT {
  private static final String PLAN =
      """
      name: quick
      target: http://127.0.0.1:1
      load: {phases: [{rate: 100/s, for: 2s}]}
      steps: [{http: GET /api/v1/agents, name: list}]
      thresholds: [response_time.max < 1ns]
      """;

  private static final String MODEL_TRUTH =
      """
      routes:
        POST /v1/chat/completions:
          stream:
            tokens: 30
            first: {law: constant, value: 25ms}
            gap: {law: constant, value: 5ms}
            prompt: {tokens: 40, cached: 25}
        POST /v1/messages:
          stream:
            tokens: 20
            first: {law: constant, value: 25ms}
            gap: {law: constant, value: 5ms}
            prompt: {tokens: 15}
      """;

  private static final String MODEL_PLAN =
      """
      name: models
      target: http://127.0.0.1:1
      load: {phases: [{rate: 25/s, for: 2s}], drain: 10s}
      steps:
        - openai: /v1/chat/completions
          name: chat
          json: {model: gpt-4o-mini, stream: true}
      """;

  private static final String TWO_MODELS_PLAN =
      """
      name: models
      target: http://127.0.0.1:1
      load: {phases: [{rate: 25/s, for: 2s}], drain: 10s}
      steps:
        - {name: chat, openai: /v1/chat/completions, json: {model: gpt-4o-mini, stream: true}}
        - {name: message, anthropic: /v1/messages, json: {model: claude, stream: true}}
      """;

  @TempDir private Path folder;

  @Test
  void metrics_atTheEnd_areTheResults() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(200);
        TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(PLAN, "--otlp", receiver.url());

      assertThat(ran.err()).isEmpty();
      assertThat(receiver.sent()).isGreaterThanOrEqualTo(2);
      assertThat(receiver.media()).containsOnly("application/x-protobuf");
      assertThat(receiver.resource())
          .containsEntry("service.name", "loadstone")
          .containsEntry("loadstone.plan", "quick")
          .containsEntry("loadstone.run.started", ran.result().get("started").asText());
      assertThat(receiver.sum("loadstone_operations_total"))
          .isEqualTo(200)
          .isEqualTo(ran.count("operations", Map.of()));
      assertThat(receiver.sum("loadstone_received_bytes_total"))
          .isEqualTo(ran.count("bytes_received", Map.of()));
      Metric bytes = receiver.last("loadstone_received_bytes_total");
      assertThat(bytes.getUnit()).isEqualTo("By");
      assertThat(bytes.getSum().getIsMonotonic()).isTrue();
      assertThat(bytes.getSum().getAggregationTemporality())
          .isEqualTo(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
      Metric times = receiver.last("loadstone_response_time_seconds");
      assertThat(times.getUnit()).isEqualTo("s");
      HistogramDataPoint point = times.getHistogram().getDataPoints(0);
      assertThat(texts(point.getAttributesList()))
          .isEqualTo(Map.of("outcome", "ok", "scenario", "quick", "step", "list"));
      assertThat(point.getCount()).isEqualTo(200);
      assertThat(point.getBucketCountsList()).hasSize(point.getExplicitBoundsCount() + 1);
      double mean = ran.measure("response_time", "").get("mean").asDouble();
      assertThat(point.getSum() / 200).isCloseTo(mean, within(mean * 0.002));
      assertThat(receiver.last("loadstone_run_ended").getGauge().getDataPointsList())
          .extracting(NumberDataPoint::getAsDouble)
          .containsExactly(1.0);
      assertThat(receiver.last().keySet()).noneMatch(name -> name.startsWith("gen_ai"));
      assertThat(receiver.last().keySet()).allMatch(OtlpTruthIT::isDocumented);
      assertThat(receiver.spans()).isEmpty();
    }
  }

  private static boolean isDocumented(String name) {
    try {
      String document = Files.readString(Path.of("..", "docs", "monitoring.md"));
      return name.endsWith("_time_seconds")
          || name.startsWith("loadstone_start_delay")
          || document.contains("`" + name);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void modelCalls_areToldByTheNamesOfTheConvention() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(200);
        TruthBench bench = new TruthBench(folder, MODEL_TRUTH)) {
      TruthBench.Ran ran = bench.run(MODEL_PLAN, "--otlp=" + receiver.url() + "/");

      assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(50);
      Metric duration = receiver.last("gen_ai.client.operation.duration");
      assertThat(duration.getUnit()).isEqualTo("s");
      HistogramDataPoint point = duration.getHistogram().getDataPoints(0);
      assertThat(point.getCount()).isEqualTo(50);
      assertThat(point.getExplicitBoundsList()).startsWith(0.01, 0.02).endsWith(81.92);
      double mean = ran.measure("service_time", "").get("mean").asDouble();
      assertThat(point.getSum() / 50).isCloseTo(mean, within(mean * 0.002));
      assertThat(texts(point.getAttributesList()))
          .containsEntry("gen_ai.operation.name", "chat")
          .containsEntry("gen_ai.provider.name", "openai")
          .containsEntry("gen_ai.request.model", "gpt-4o-mini")
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("server.port", Integer.toString(bench.port()))
          .doesNotContainKey("error.type");
      HistogramDataPoint first =
          receiver
              .last("gen_ai.client.operation.time_to_first_chunk")
              .getHistogram()
              .getDataPoints(0);
      assertThat(first.getCount()).isEqualTo(50);
      assertThat(receiver.last("gen_ai.client.operation.time_per_output_chunk").getUnit())
          .isEqualTo("s");
      HistogramDataPoint chunks =
          receiver
              .last("gen_ai.client.operation.time_per_output_chunk")
              .getHistogram()
              .getDataPoints(0);
      assertThat(chunks.getCount()).isEqualTo(ran.measure("event_gap", "").get("count").asLong());
      assertThat(receiver.last("gen_ai.client.token.usage").getUnit()).isEqualTo("{token}");
      tokens(receiver, "input", 40, 50);
      tokens(receiver, "output", 30, 50);
    }
  }

  private static void tokens(OtlpReceiver receiver, String type, long each, long calls) {
    List<HistogramDataPoint> points =
        receiver.histograms("gen_ai.client.token.usage", "gen_ai.token.type", type);
    assertThat(points).hasSize(1);
    assertThat(points.getFirst().getSum()).isEqualTo((double) each * calls);
    assertThat(points.getFirst().getCount()).isEqualTo(calls);
    int bucket = points.getFirst().getExplicitBoundsList().indexOf(64.0);
    assertThat(points.getFirst().getBucketCounts(bucket)).isEqualTo(calls);
  }

  @Test
  void runWithSpans_ofCallsOfTwoProtocols_isSeenAlikeByTargetAndReceiver() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(200);
        TruthBench bench = new TruthBench(folder, MODEL_TRUTH);
        Wiretap wire = new Wiretap(bench.port())) {
      Instant before = Instant.now();
      Cli.Answer answer =
          run(
              TWO_MODELS_PLAN,
              "--target",
              wire.url(),
              "--otlp",
              receiver.url(),
              "--trace-sample",
              "1");
      Instant after = Instant.now();

      assertThat(answer.err()).isEmpty();
      assertThat(wire.header("traceparent")).hasSize(100).doesNotHaveDuplicates();
      assertThat(receiver.spans())
          .extracting(OtlpTruthIT::parent)
          .containsExactlyInAnyOrderElementsOf(wire.header("traceparent"));
      assertThat(receiver.spans())
          .allSatisfy(span -> {
            assertThat(instant(span.getStartTimeUnixNano())).isBetween(before, after);
            assertThat(instant(span.getEndTimeUnixNano())).isBetween(before, after);
          });
      assertThat(texts(named(receiver, "chat gpt-4o-mini").getAttributesList()))
          .containsEntry("gen_ai.provider.name", "openai")
          .containsEntry("gen_ai.usage.input_tokens", "40")
          .containsEntry("gen_ai.usage.output_tokens", "30")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("server.port", Integer.toString(wire.port()));
      assertThat(texts(named(receiver, "chat claude").getAttributesList()))
          .containsEntry("gen_ai.provider.name", "anthropic")
          .containsEntry("gen_ai.usage.output_tokens", "20");
      assertThat(receiver.sum("loadstone_operations_total")).isEqualTo(100);
      // summed over outcomes: where the tap is held up, an answer may come in one piece, and fail
      for (String provider : List.of("openai", "anthropic")) {
        assertThat(
                receiver
                    .histograms(
                        "gen_ai.client.operation.duration", "gen_ai.provider.name", provider)
                    .stream()
                    .mapToLong(HistogramDataPoint::getCount)
                    .sum())
            .isEqualTo(50);
      }
    }
  }

  private static Instant instant(long nanos) {
    return Instant.EPOCH.plusNanos(nanos);
  }

  @Test
  void spans_areOfTheRequestsThatTheTargetSaw() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    HttpServer target =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          List<String> parents = exchange.getRequestHeaders().get("traceparent");
          seen.addAll(parents == null ? List.of() : parents);
          int status = exchange.getRequestURI().getPath().equals("/bad") ? 500 : 200;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    target.start();
    try (OtlpReceiver receiver = new OtlpReceiver(200)) {
      Cli.Answer answer =
          run(
              """
              name: traced
              target: http://127.0.0.1:%d
              load: {phases: [{rate: 100/s, for: 2s}]}
              steps: [{http: GET /good, name: good}, {http: GET /bad, name: bad}]
              """
                  .formatted(target.getAddress().getPort()),
              "--otlp",
              receiver.url(),
              "--trace-sample",
              "0.5");

      assertThat(answer.err()).isEmpty();
      assertThat(seen).hasSizeBetween(120, 280);
      assertThat(receiver.spans())
          .extracting(OtlpTruthIT::parent)
          .containsExactlyInAnyOrderElementsOf(seen);
      assertThat(receiver.senders()).isNotEmpty().containsOnly(receiver.resource());
      Span good = named(receiver, "GET /good");
      assertThat(good.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
      assertThat(good.getParentSpanId().isEmpty()).isTrue();
      assertThat(good.getEndTimeUnixNano()).isGreaterThan(good.getStartTimeUnixNano());
      assertThat(good.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      Span bad = named(receiver, "GET /bad");
      assertThat(bad.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(texts(bad.getAttributesList()))
          .containsEntry("http.response.status_code", "500")
          .containsEntry("http.request.method", "GET")
          .containsEntry("url.full", "http://127.0.0.1:" + target.getAddress().getPort() + "/bad")
          .containsKey("error.type");
    } finally {
      target.stop(0);
    }
  }

  private static Span named(OtlpReceiver receiver, String name) {
    return receiver.spans().stream()
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String parent(Span span) {
    HexFormat hex = HexFormat.of();
    return "00-"
        + hex.formatHex(span.getTraceId().toByteArray())
        + "-"
        + hex.formatHex(span.getSpanId().toByteArray())
        + "-01";
  }

  private Cli.Answer run(String plan, String... options) throws IOException {
    return run(Map.of(), plan, options);
  }

  private Cli.Answer run(Map<String, String> environment, String plan, String... options)
      throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), plan, StandardCharsets.UTF_8);
    String[] args = new String[options.length + 5];
    args[0] = "run";
    args[1] = file.toString();
    args[2] = "--out";
    args[3] = folder.resolve("run").toString();
    args[4] = "--quiet";
    System.arraycopy(options, 0, args, 5, options.length);
    return Cli.run(environment, args);
  }

  @Test
  void headersOfTheEnvironment_areSentWithEveryRequest_andShownNowhere() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(200);
        TruthBench bench = new TruthBench(folder, "{}")) {
      Cli.Answer answer =
          run(
              Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=a+b%2Cc, X-Tenant = seven"),
              PLAN,
              "--target",
              bench.url(),
              "--otlp",
              receiver.url(),
              "--trace-sample",
              "0.5");

      assertThat(answer.err()).isEmpty();
      assertThat(receiver.spans()).isNotEmpty();
      assertThat(receiver.keys()).isNotEmpty().containsOnly("a+b,c");
      assertThat(answer.out()).doesNotContain("a+b,c", "a+b%2Cc");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=secret,secret",
        "a=secret,b c=secret",
        "a=secret,Content-Length=secret",
        "a=secret,b=secret%0A",
        "a=secret,b=secret%zz",
        "a=secret,"
      })
  void headersOfTheEnvironment_thatAreNone_endWithTwo(String headers) throws Exception {
    Cli.Answer answer =
        run(Map.of("OTEL_EXPORTER_OTLP_HEADERS", headers), PLAN, "--otlp", "http://127.0.0.1:4318");

    assertThat(answer.code()).as(answer.err()).isEqualTo(2);
    assertThat(answer.err())
        .contains(
            "OTEL_EXPORTER_OTLP_HEADERS must be headers NAME=VALUE with commas between, but number 2"
                + " of them is none that can be sent.")
        .doesNotContain("secret");
  }

  /** Everything was sent, and the run ends by what its one threshold says: that it is missed. */
  private static void isAsWithoutReceiver(TruthBench.Ran ran) {
    assertThat(ran.count("operations", Map.of("outcome", "ok"))).isEqualTo(200);
    assertThat(ran.threshold("response_time.max").get("verdict").asText()).isEqualTo("fail");
    assertThat(ran.exitCode()).as(ran.err()).isIn(3, 5);
  }

  @ParameterizedTest
  @CsvSource({"400, HTTP status code 400", "503, HTTP status code 503"})
  void receiver_thatRefuses_costsTheRunNothing(int status, String reason) throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(status);
        TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(PLAN, "--otlp", receiver.url(), "--trace-sample", "1");

      isAsWithoutReceiver(ran);
      assertThat(ran.err())
          .containsOnlyOnce(
              "OpenTelemetry: metrics are not taken by " + receiver.url() + "/v1/metrics: ")
          .containsOnlyOnce(
              "OpenTelemetry: spans are not taken by " + receiver.url() + "/v1/traces: ")
          .contains(": Server responded with " + reason + ".\n")
          .containsPattern("metrics were not taken (\\d+) of \\1 times")
          .contains(
              "OpenTelemetry: 200 of 200 spans were lost: 0 found no place in the queue of 4096,"
                  + " 200 were not taken");
    }
  }

  @Test
  void receiver_thatIsNotThere_costsTheRunNothing() throws Exception {
    try (TruthBench bench = new TruthBench(folder, "{}")) {
      TruthBench.Ran ran = bench.run(PLAN, "--otlp", "http://127.0.0.1:9?key=s3cret");

      isAsWithoutReceiver(ran);
      assertThat(ran.err())
          .containsOnlyOnce(
              "OpenTelemetry: metrics are not taken by http://127.0.0.1:9/v1/metrics:"
                  + " java.net.ConnectException")
          .containsPattern("metrics were not taken (\\d+) of \\1 times")
          .doesNotContain("WARNING", "SEVERE", "\tat ", "s3cret");
    }
  }

  @Test
  void receiver_thatNeverAnswers_costsTheRunNothingButTheWaitAtItsEnd() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver(0);
        TruthBench bench = new TruthBench(folder, "{}")) {
      Instant before = Instant.now();
      TruthBench.Ran ran = bench.run(PLAN, "--otlp", receiver.url(), "--trace-sample", "1");

      isAsWithoutReceiver(ran);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(40));
      assertThat(ran.err())
          .containsOnlyOnce(
              "OpenTelemetry: metrics are not taken by "
                  + receiver.url()
                  + "/v1/metrics: java.net.http.HttpTimeoutException: request timed out")
          .contains("OpenTelemetry: 200 of 200 spans were lost");
    }
  }

  @Test
  void wrongValues_endWithTwoBeforeAnyLoad() throws Exception {
    wrong(
        "--otlp must be an HTTP URL, got: nonsense. Write http://127.0.0.1:4318.",
        "--otlp",
        "nonsense");
    wrong("--otlp must be an HTTP URL, got: ftp://x/?…. ", "--otlp", "ftp://x/?key=secret");
    wrong(
        "--otlp must have neither user nor password in its URL.",
        "--otlp",
        "http://user:secret@127.0.0.1:4318");
    wrong(
        "--trace-sample must be a share from 0 to 1, got: 7. Write 0.01",
        "--otlp",
        "http://127.0.0.1:4318",
        "--trace-sample",
        "7");
    wrong(
        "--trace-sample must be a share from 0 to 1, got: some. ",
        "--otlp",
        "http://127.0.0.1:4318",
        "--trace-sample",
        "some");
    wrong("--trace-sample must come with --otlp. ", "--trace-sample", "0.1");
    wrong("--trace-sample must come with --otlp. ", "--trace-sample", "0.1", "--metrics", "0");
  }

  private void wrong(String message, String... options) throws IOException {
    Cli.Answer answer = run(PLAN, options);

    assertThat(answer.code()).as(answer.err()).isEqualTo(2);
    assertThat(answer.err()).contains(message).doesNotContain("secret");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
