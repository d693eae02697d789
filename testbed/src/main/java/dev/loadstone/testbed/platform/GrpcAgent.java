package dev.loadstone.testbed.platform;

import dev.loadstone.testbed.platform.Frame.Kind;
import dev.loadstone.testbed.route.Route;
import dev.loadstone.testbed.route.Routes;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The service {@code loadstone.testbed.v1.Agent}, with a method of each of the four kinds, and the
 * health check of gRPC. The numbers of fields are those of {@link GrpcReflection}'s definitions.
 */
final class GrpcAgent {
  private static final int SESSION = 1;
  private static final int TEXT = 2;
  private static final int NUMBER = 3;
  private static final int SERVING = 1;

  private GrpcAgent() {}

  static Map<Route, Endpoint> endpoints() {
    return Map.of(
        Routes.GRPC_ASK, checked(GrpcAgent::ask),
        Routes.GRPC_TELL, checked(GrpcAgent::tell),
        Routes.GRPC_COLLECT, checked(GrpcAgent::collect),
        Routes.GRPC_HEALTH,
            checked(call -> GrpcFrames.answer(call, new ProtoWriter().number(1, SERVING))));
  }

  static Map<Route, Talk> talks() {
    return Map.of(
        Routes.GRPC_CHAT,
        (message, number) -> reply(ProtoReader.of(message), number).buffer(),
        Routes.GRPC_REFLECTION,
        GrpcReflection::reply,
        Routes.GRPC_REFLECTION_ALPHA,
        GrpcReflection::reply);
  }

  /** Refuses what is no call, or has no good message. */
  private static Endpoint checked(Endpoint endpoint) {
    return call -> {
      String type = call.header("Content-Type");
      if (type == null || !type.startsWith(GrpcFrames.MEDIA_TYPE.toString())) {
        return Answer.error(415, "unsupported_media_type", "must be application/grpc");
      }
      if (!GrpcFrames.isKnown(GrpcFrames.coding(call.headers()))) {
        return Answer.error(501, "unimplemented", "must be compressed by gzip or not at all");
      }
      try {
        return endpoint.answer(call);
      } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
        return Answer.error(400, "bad_request", "a message is none");
      }
    };
  }

  private static ProtoReader question(Call call) {
    List<Buffer> messages = GrpcFrames.messages(call.body());
    if (messages.size() != 1) {
      throw new IllegalArgumentException("must be one message, got: " + messages.size());
    }
    return ProtoReader.of(messages.getFirst());
  }

  private static ProtoWriter reply(ProtoReader question, long number) {
    return new ProtoWriter()
        .text(SESSION, question.text(SESSION))
        .text(TEXT, "You asked: " + question.text(TEXT))
        .number(NUMBER, number);
  }

  private static Answer ask(Call call) {
    return GrpcFrames.answer(call, reply(question(call), call.number()));
  }

  private static Answer tell(Call call) {
    String session = question(call).text(SESSION);
    boolean packed = !GrpcFrames.coding(call.headers()).isEmpty();
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < call.stream().tokens(); i++) {
      ProtoWriter piece =
          new ProtoWriter().text(SESSION, session).text(TEXT, Models.word(i)).number(NUMBER, i);
      frames.add(new Frame(GrpcFrames.frame(piece.buffer(), packed), Kind.TOKEN));
    }
    frames.add(Frame.ofTrailers(GrpcFrames.OK));
    StreamScript script =
        new StreamScript(
            frames,
            Frame.ofTrailers(
                List.of("grpc-status", "13", "grpc-message", "the truth wants this error")),
            new Frame(Buffer.buffer(new byte[] {1, 0, 0, 0, 0}), Kind.OTHER));
    return GrpcFrames.inCoding(packed, Answer.stream(GrpcFrames.MEDIA_TYPE, script));
  }

  private static Answer collect(Call call) {
    List<Buffer> messages = GrpcFrames.messages(call.body());
    long characters =
        messages.stream().mapToLong(message -> ProtoReader.of(message).text(TEXT).length()).sum();
    return GrpcFrames.answer(
        call, new ProtoWriter().number(1, messages.size()).number(2, characters));
  }
}
