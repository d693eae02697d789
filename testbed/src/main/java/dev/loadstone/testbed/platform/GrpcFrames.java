package dev.loadstone.testbed.platform;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * How calls of gRPC look in HTTP/2.
 *
 * <p><b>Source:</b> grpc/grpc, doc/PROTOCOL-HTTP2.md; statuses by google/rpc/code.proto.
 */
public final class GrpcFrames {
  static final CharSequence MEDIA_TYPE = HttpHeaders.createOptimized("application/grpc");

  /** The trailers of a call that went well. */
  public static final List<String> OK = List.of("grpc-status", "0");

  private static final int PREFIX = 5;
  private static final int STATUS_ERROR_MIN = 400;

  private GrpcFrames() {}

  /** Returns whether a request is a call. */
  public static boolean isCall(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(MEDIA_TYPE.toString());
  }

  /** Returns a message with its prefix. */
  static Buffer frame(ProtoWriter message) {
    Buffer bytes = message.buffer();
    return Buffer.buffer(PREFIX + bytes.length())
        .appendByte((byte) 0)
        .appendInt(bytes.length())
        .appendBuffer(bytes);
  }

  /**
   * Takes whole messages off the beginning of what came.
   *
   * @param came what came so far
   * @param messages takes them, without their prefixes
   * @return what is left
   */
  public static Buffer take(Buffer came, List<Buffer> messages) {
    int at = 0;
    while (came.length() - at >= PREFIX) {
      long end = at + PREFIX + came.getUnsignedInt(at + 1);
      if (end > came.length()) {
        break;
      }
      messages.add(came.getBuffer(at + PREFIX, (int) end));
      at = (int) end;
    }
    return came.getBuffer(at, came.length());
  }

  /** Returns the messages of a body. */
  static List<Buffer> messages(Buffer body) {
    List<Buffer> messages = new ArrayList<>();
    take(body, messages);
    return messages;
  }

  /** Returns an answer of one message. */
  static Answer answer(ProtoWriter message) {
    return new Answer(200, MEDIA_TYPE, frame(message), List.of(), Answer.Delivery.WHOLE)
        .withTrailers(OK);
  }

  /**
   * Returns what a call is told in place of an answer with an error status; any other answer as it
   * is.
   */
  public static Answer inPlaceOf(Answer answer) {
    if (answer.status() < STATUS_ERROR_MIN) {
      return answer;
    }
    List<String> status =
        List.of(
            "grpc-status",
            Integer.toString(code(answer.status())),
            "grpc-message",
            "the testbed says " + answer.status());
    List<String> headers = new ArrayList<>(answer.headers());
    headers.addAll(status);
    return new Answer(200, MEDIA_TYPE, Buffer.buffer(), headers, Answer.Delivery.WHOLE);
  }

  /** Returns the code of gRPC that stands for a status of HTTP. */
  private static int code(int status) {
    return switch (status) {
      case 400 -> 3;
      case 401 -> 16;
      case 403 -> 7;
      case 404 -> 5;
      case 409 -> 10;
      case 429 -> 8;
      case 499 -> 1;
      case 500 -> 13;
      case 501 -> 12;
      case 503 -> 14;
      case 504 -> 4;
      default -> 2;
    };
  }
}
