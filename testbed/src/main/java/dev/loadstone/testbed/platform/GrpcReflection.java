package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * Tells what the service {@code loadstone.testbed.v1.Agent} is like.
 *
 * <p><b>Source:</b> grpc/grpc-proto, grpc/reflection/v1/reflection.proto, and
 * google/protobuf/descriptor.proto for the numbers of fields.
 */
final class GrpcReflection {
  private static final String PACKAGE = "loadstone.testbed.v1";
  private static final String SERVICE = PACKAGE + ".Agent";
  private static final String FILE = "agent.proto";
  private static final int STRING = 9;
  private static final int INT32 = 5;
  private static final int INT64 = 3;
  private static final int OPTIONAL = 1;
  private static final int FILE_BY_NAME = 3;
  private static final int FILE_OF_SYMBOL = 4;
  private static final int SERVICES = 7;
  private static final int NOT_FOUND = 5;
  private static final byte[] DEFINITIONS = definitions().buffer().getBytes();

  private GrpcReflection() {}

  private static ProtoWriter definitions() {
    return new ProtoWriter()
        .text(1, FILE)
        .text(2, PACKAGE)
        .message(4, type("Question", field("session", 1, STRING), field("text", 2, STRING)))
        .message(
            4,
            type(
                "Reply",
                field("session", 1, STRING),
                field("text", 2, STRING),
                field("number", 3, INT32)))
        .message(4, type("Summary", field("questions", 1, INT32), field("characters", 2, INT64)))
        .message(
            6,
            new ProtoWriter()
                .text(1, "Agent")
                .message(2, method("Ask", "Reply", 0, 0))
                .message(2, method("Tell", "Reply", 0, 1))
                .message(2, method("Collect", "Summary", 1, 0))
                .message(2, method("Chat", "Reply", 1, 1)))
        .text(12, "proto3");
  }

  private static ProtoWriter type(String name, ProtoWriter... fields) {
    ProtoWriter type = new ProtoWriter().text(1, name);
    for (ProtoWriter field : fields) {
      type.message(2, field);
    }
    return type;
  }

  private static ProtoWriter field(String name, int number, int type) {
    return new ProtoWriter()
        .text(1, name)
        .number(3, number)
        .number(4, OPTIONAL)
        .number(5, type)
        .text(10, name);
  }

  private static ProtoWriter method(String name, String reply, int takesStream, int givesStream) {
    return new ProtoWriter()
        .text(1, name)
        .text(2, "." + PACKAGE + ".Question")
        .text(3, "." + PACKAGE + "." + reply)
        .number(5, takesStream)
        .number(6, givesStream);
  }

  /** Answers a question of reflection; {@link Talk#reply}. */
  static Buffer reply(Buffer message, int number) {
    ProtoReader question = ProtoReader.of(message);
    ProtoWriter answer = new ProtoWriter().bytes(2, message.getBytes());
    if (question.has(SERVICES)) {
      ProtoWriter list = new ProtoWriter();
      for (String service : List.of(SERVICE, "grpc.health.v1.Health")) {
        list.message(1, new ProtoWriter().text(1, service));
      }
      answer.message(6, list);
    } else if (isOurs(question)) {
      answer.message(4, new ProtoWriter().bytes(1, DEFINITIONS));
    } else {
      answer.message(
          7,
          new ProtoWriter().number(1, NOT_FOUND).text(2, "nothing is known of " + asked(question)));
    }
    return answer.buffer();
  }

  private static boolean isOurs(ProtoReader question) {
    String symbol = question.text(FILE_OF_SYMBOL);
    return question.text(FILE_BY_NAME).equals(FILE)
        || symbol.equals(SERVICE)
        || symbol.startsWith(SERVICE + ".")
        || List.of(PACKAGE + ".Question", PACKAGE + ".Reply", PACKAGE + ".Summary")
            .contains(symbol);
  }

  private static String asked(ProtoReader question) {
    return question.has(FILE_BY_NAME) ? question.text(FILE_BY_NAME) : question.text(FILE_OF_SYMBOL);
  }
}
