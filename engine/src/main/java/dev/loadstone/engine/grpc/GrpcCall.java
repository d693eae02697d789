package dev.loadstone.engine.grpc;

import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Body;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.HttpSettings;
import dev.loadstone.core.plan.Plan;
import dev.loadstone.core.plan.Step;
import dev.loadstone.core.plan.StreamReading;
import dev.loadstone.engine.http.HttpOperation;
import dev.loadstone.engine.stream.LengthPrefixReader;
import dev.loadstone.engine.stream.StreamOperation;
import dev.loadstone.engine.stream.StreamProtocol;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.Names;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a call looks in HTTP/2. */
final class GrpcCall {
  private static final String MEDIA_TYPE = "application/grpc";

  /** How many bytes stand before a message's length. */
  private static final int FLAGS = 1;

  /** The most digits of a deadline (gRPC over HTTP/2, "TimeoutValue"). */
  private static final long TIMEOUT_MAX = 99_999_999;

  private GrpcCall() {}

  /**
   * Returns the request of a call, without its messages.
   *
   * @param number of the operation, for recorders
   * @param service which is called
   * @param method which of it
   * @param metadata of the step that is sent
   */
  static HttpOperation request(
      int number,
      GrpcStep step,
      String service,
      String method,
      List<Body.Field> metadata,
      Plan plan,
      Names names) {
    List<Body.Field> headers = new ArrayList<>();
    headers.add(field("content-type", MEDIA_TYPE));
    headers.add(field("te", "trailers"));
    headers.add(field("grpc-timeout", timeout(step.timeouts().total())));
    if (plan.http().compression() || step.compress()) {
      headers.add(field("grpc-accept-encoding", Gzip.NAME));
    }
    if (plan.http().compression()) {
      headers.add(field("accept-encoding", "identity")); // what HTTP itself would compress
    }
    boolean asWritten = service.equals(step.service());
    if (asWritten && step.compress()) {
      headers.add(field("grpc-encoding", Gzip.NAME));
    }
    headers.addAll(metadata);
    Step.Http http =
        new Step.Http(
            step.name(),
            step.on(),
            "POST",
            Template.literal("/" + service + "/" + method),
            headers,
            new Body.None(),
            step.timeouts(),
            Optional.empty(),
            asWritten ? step.checks() : List.of(),
            asWritten ? step.extractions() : List.of(),
            step.slo(),
            step.continueOnFailure());
    HttpOperation operation = HttpOperation.ofHttp2(number, http, plan, names);
    if (operation.origin().tls()
        && plan.http().protocol().version() == HttpSettings.Version.HTTP_1_1) {
      throw new IllegalArgumentException(
          "http.version must be http/2 or auto for grpc steps over TLS, got: http/1.1. Write http:"
              + " {version: auto}.");
    }
    return operation;
  }

  private static Body.Field field(String name, String value) {
    return new Body.Field(name, Template.literal(value));
  }

  /** Returns a time as a call's deadline is written, rounded up to what fits. */
  static String timeout(Duration time) {
    long micros = Math.ceilDiv(time.toNanos(), 1_000L);
    if (micros <= TIMEOUT_MAX) {
      return micros + "u";
    }
    long millis = Math.ceilDiv(micros, 1_000L);
    return millis <= TIMEOUT_MAX
        ? millis + "m"
        : Math.min(TIMEOUT_MAX, Math.ceilDiv(millis, 1_000L)) + "S";
  }

  /**
   * Appends a message behind its prefix: whether it is compressed, and its length.
   *
   * <p><b>Source:</b> gRPC over HTTP/2, "Length-Prefixed-Message".
   */
  static void append(byte[] message, boolean compressed, Bytes out) {
    byte[] bytes = compressed ? Gzip.pack(message) : message;
    int length = bytes.length;
    out.append((byte) (compressed ? 1 : 0))
        .append((byte) (length >>> 24))
        .append((byte) (length >>> 16))
        .append((byte) (length >>> 8))
        .append((byte) length)
        .append(bytes);
  }

  /**
   * Returns how the response of a call is read.
   *
   * @param decoder of its messages; null if nothing looks into them
   * @param streaming whether there may be any number of them
   */
  static StreamOperation response(
      GrpcStep step, GrpcInterpreter.@Nullable Decoder decoder, boolean streaming) {
    StreamReading reading =
        new StreamReading(
            StreamReading.Protocol.PLAIN,
            StreamReading.Framing.SSE,
            Optional.empty(),
            Optional.empty(),
            false,
            step.stall(),
            step.cancelAfter(),
            true);
    return new StreamOperation(
        reading,
        new StreamProtocol(
            MEDIA_TYPE,
            () -> new LengthPrefixReader(FLAGS),
            () -> new GrpcInterpreter(decoder, streaming)));
  }
}
