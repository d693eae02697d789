package dev.loadstone.monitor.otlp;

import dev.loadstone.core.plan.Credential;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.trace.TracedRequest;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Traced requests as spans of OpenTelemetry, secrets of the plan masked in them, percent-encoded
 * ones too.
 *
 * <p><b>Source:</b> OpenTelemetry's conventions, HTTP client spans and generative AI spans.
 */
final class Spans {
  private static final String MASK = "***";
  private static final String NOTHING = "(?!)";
  private static final double NANOS = 1e9;
  private static final HexFormat HEX = HexFormat.of();

  private final ModelCalls calls;
  private final Pattern secrets;
  private final Resource resource;

  Spans(Plan plan, ModelCalls calls, Resource resource) {
    this.calls = calls;
    this.secrets = secrets(plan);
    this.resource = resource;
  }

  /** Returns what finds any secret of a plan; the longest first, as one may begin with another. */
  private static Pattern secrets(Plan plan) {
    String any =
        plan.credentials().values().stream()
            .map(Credential::secret)
            .filter(secret -> !secret.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Spans::plainOrEncoded)
            .collect(Collectors.joining("|"));
    return Pattern.compile(any.isEmpty() ? NOTHING : any);
  }

  private static String plainOrEncoded(String secret) {
    return secret
        .codePoints()
        .mapToObj(Character::toString)
        .map(Spans::plainOrEncodedCharacter)
        .collect(Collectors.joining());
  }

  private static String plainOrEncodedCharacter(String character) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append('%').append(HEX.toHexDigits(each));
    }
    String plus = character.equals(" ") ? "|\\+" : "";
    return "(?:" + Pattern.quote(character) + "|(?i:" + encoded + ")" + plus + ")";
  }

  /**
   * Returns the span of a request.
   *
   * @param zeroNanos when the run started, in nanoseconds since 1970
   */
  SpanData of(TracedRequest request, long zeroNanos) {
    Optional<ModelCall> call = calls.of(request.scenario(), request.step());
    TracedRequest.Target target = request.target();
    SpanContext context =
        SpanContext.create(
            request.ids().traceId(),
            request.ids().spanId(),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return new OtlpSpan(
        resource,
        context,
        call.map(ModelCall::spanName).orElse(mask(target.name())),
        zeroNanos + request.startNanos(),
        zeroNanos + request.endNanos(),
        status(request.error()),
        attributes(request, mask(target.path()), call));
  }

  private static StatusData status(String error) {
    return error.isEmpty() ? StatusData.unset() : StatusData.create(StatusCode.ERROR, error);
  }

  private static Attributes attributes(
      TracedRequest request, String path, Optional<ModelCall> call) {
    TracedRequest.Target target = request.target();
    AttributesBuilder attributes =
        Attributes.builder()
            .put("http.request.method", target.method())
            .put("url.full", target.origin() + path)
            .put("server.address", target.host())
            .put("server.port", (long) target.port())
            .put("loadstone.scenario", request.scenario())
            .put("loadstone.step", request.step())
            .put(
                "loadstone.start_delay_seconds",
                (request.startNanos() - request.intendedNanos()) / NANOS);
    if (!target.version().isEmpty()) {
      attributes.put("network.protocol.version", target.version());
    }
    if (request.status() > 0) {
      attributes.put("http.response.status_code", (long) request.status());
    }
    if (!request.error().isEmpty()) {
      attributes.put("error.type", request.error());
    }
    call.ifPresent(model -> {
      attributes.put("gen_ai.operation.name", model.operation());
      attributes.put("gen_ai.provider.name", model.provider());
      model.model().ifPresent(name -> attributes.put("gen_ai.request.model", name));
      if (request.inputTokens() >= 0) {
        attributes.put("gen_ai.usage.input_tokens", request.inputTokens());
      }
      if (request.outputTokens() >= 0) {
        attributes.put("gen_ai.usage.output_tokens", request.outputTokens());
      }
    });
    return attributes.build();
  }

  private String mask(String text) {
    return secrets.matcher(text).replaceAll(MASK);
  }
}
