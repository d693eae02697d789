package dev.loadstone.monitor.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What OpenTelemetry's conventions for generative AI say of a step that calls a model or an agent.
 *
 * @param operation {@code chat} or {@code invoke_agent}
 * @param provider whose protocol is spoken
 * @param model the model that the request names; empty if it names none, or another each time
 * @param host of the target; empty if it is in several places
 * @param port of the target; empty if it is in several places
 * @param streamed whether the answer is a stream
 */
record ModelCall(
    String operation,
    String provider,
    Optional<String> model,
    Optional<String> host,
    OptionalInt port,
    boolean streamed) {
  /** Returns the attributes that all of its figures have. */
  Attributes attributes() {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("gen_ai.operation.name", operation)
            .put("gen_ai.provider.name", provider);
    model.ifPresent(name -> attributes.put("gen_ai.request.model", name));
    host.ifPresent(name -> attributes.put("server.address", name));
    port.ifPresent(number -> attributes.put("server.port", (long) number));
    return attributes.build();
  }

  /** Returns the name of its spans. */
  String spanName() {
    return model.map(name -> operation + " " + name).orElse(operation);
  }
}
