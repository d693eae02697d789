package dev.loadstone.testbed.platform;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How calls of gRPC look in HTTP/2.
 *
 * <p><b>Source:</b> grpc/grpc, doc/PROTOCOL-HTTP2.md; statuses by google/rpc/code.proto.
 */
public final class GrpcFrames {
  static final CharSequence MEDIA_TYPE = HttpHeaders.createOptimized("application/grpc");

  /** The trailers of a call that went well. */
  public static final List<String> OK = List.of("grpc-status", "0");

  /** The header that says by what messages are compressed. */
  public static final String ENCODING = "grpc-encoding";

  /** The coding that is understood. */
  public static final String GZIP = "gzip";

  private static final int PREFIX = 5;
  private static final int UNPACKED_MAX = 10_000_000;
  private static final int STATUS_ERROR_MIN = 400;

  private GrpcFrames() {}

  /** Returns whether a request is a call. */
  public static boolean isCall(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith(MEDIA_TYPE.toString());
  }

  /** Returns the name of the coding by which messages of a call are compressed; empty for none. */
  public static String coding(MultiMap headers) {
    String coding = headers.get(ENCODING);
    return coding == null || coding.equals("identity") ? "" : coding;
  }

  /** Returns whether a coding is one that is understood. */
  public static boolean isKnown(String coding) {
    return coding.isEmpty() || coding.equals(GZIP);
  }

  /**
   * Returns a message with its prefix.
   *
   * @param packed whether it is compressed
   */
  public static Buffer frame(Buffer message, boolean packed) {
    Buffer bytes = packed ? pack(message) : message;
    return Buffer.buffer(PREFIX + bytes.length())
        .appendByte((byte) (packed ? 1 : 0))
        .appendInt(bytes.length())
        .appendBuffer(bytes);
  }

  /**
   * Takes whole messages off the beginning of what came.
   *
   * @param came what came so far
   * @param messages takes them, without their prefixes and unpacked
   * @return what is left
   * @throws IllegalArgumentException if one is marked as compressed, but is no gzip
   */
  public static Buffer take(Buffer came, List<Buffer> messages) {
    int at = 0;
    while (came.length() - at >= PREFIX) {
      long end = at + PREFIX + came.getUnsignedInt(at + 1);
      if (end > came.length()) {
        break;
      }
      Buffer message = came.getBuffer(at + PREFIX, (int) end);
      messages.add(came.getByte(at) == 0 ? message : unpack(message));
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

  private static Buffer pack(Buffer message) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(message.getBytes());
    } catch (IOException impossible) {
      throw new UncheckedIOException("a byte array takes any bytes", impossible);
    }
    return Buffer.buffer(packed.toByteArray());
  }

  private static Buffer unpack(Buffer message) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(message.getBytes()))) {
      return Buffer.buffer(in.readNBytes(UNPACKED_MAX));
    } catch (IOException broken) {
      throw new IllegalArgumentException("no gzip", broken);
    }
  }

  /** Returns an answer of one message, compressed if those of the call are. */
  static Answer answer(Call call, ProtoWriter message) {
    boolean packed = !coding(call.headers()).isEmpty();
    Buffer body = frame(message.buffer(), packed);
    return inCoding(
        packed,
        new Answer(200, MEDIA_TYPE, body, List.of(), Answer.Delivery.WHOLE).withTrailers(OK));
  }

  /** Returns an answer that says by what its messages are compressed. */
  static Answer inCoding(boolean packed, Answer answer) {
    return packed ? answer.with(ENCODING, GZIP) : answer;
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
