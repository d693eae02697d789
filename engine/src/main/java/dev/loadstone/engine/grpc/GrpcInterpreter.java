package dev.loadstone.engine.grpc;

import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.stream.Interpreter;
import dev.loadstone.engine.value.Bytes;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The response to a call: messages, then a status. Messages are decoded only where something is to
 * look into them.
 */
final class GrpcInterpreter implements Interpreter {
  /** Largest JSON text of a response that is looked into, in bytes. */
  private static final int DOCUMENT_MAX = 10 * 1024 * 1024;

  /** Makes JSON of messages. */
  interface Decoder {
    /**
     * Appends a message as JSON.
     *
     * @throws IOException if the bytes are no such message
     */
    void decode(byte[] data, int from, int to, Bytes out) throws IOException;

    /** Returns the full name of the messages' type. */
    String responseType();
  }

  private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.US_ASCII);

  private final @Nullable Decoder decoder;
  private final boolean streaming;
  private @Nullable GrpcStatus status;
  private String why = "";
  private String coding = "";
  private long messages;

  /**
   * Creates one.
   *
   * @param decoder of messages, since something is to look into them; null if nothing is
   * @param streaming whether the method answers with any number of messages rather than one
   */
  GrpcInterpreter(@Nullable Decoder decoder, boolean streaming) {
    this.decoder = decoder;
    this.streaming = streaming;
  }

  @Override
  public void begin() {
    status = null;
    why = "";
    coding = "";
    messages = 0;
  }

  /** Returns how the target says the call ended; null if it has not said so. */
  @Nullable GrpcStatus status() {
    return status;
  }

  @Override
  public void field(EventStream stream, CharSequence name, CharSequence value) {
    if ("grpc-status".contentEquals(name)) {
      GrpcStatus told = GrpcStatus.parse(value);
      if (told == null) {
        stream.violation("grpc-status is no number: " + value);
      } else {
        status = told;
        if (told == GrpcStatus.OK) {
          stream.terminal();
        }
      }
    } else if ("grpc-encoding".contentEquals(name)) {
      coding = value.toString();
    } else if ("grpc-message".contentEquals(name)) {
      why = decoded(value.toString());
    }
  }

  /** <b>Source:</b> gRPC over HTTP/2, "Status-Message": percent-encoded UTF-8. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  @Override
  public void frame(EventStream stream, Bytes type, byte[] data, int from, int to) {
    messages++;
    stream.event(MESSAGE, 0, MESSAGE.length, to - from);
    boolean compressed = type.length() > 0;
    if (compressed && !coding.equals(Gzip.NAME)) {
      stream.violation(
          coding.isEmpty()
              ? "a message is compressed, but the response has no grpc-encoding"
              : "a message is compressed by " + coding + ", which was not offered");
    } else if (compressed && !Gzip.isBegun(data, from, to)) {
      stream.violation("message " + messages + " is no " + Gzip.NAME);
    } else if (messages > 1 && !streaming) {
      stream.violation("the target sent a second message, where the method gives one");
    } else if (decoder != null) {
      decode(decoder, stream, compressed, data, from, to);
    }
  }

  private void decode(
      Decoder messagesOf, EventStream stream, boolean compressed, byte[] data, int from, int to) {
    Bytes document = stream.kept();
    if (streaming) {
      document.append((byte) (messages == 1 ? '[' : ','));
    }
    try {
      if (compressed) {
        byte[] plain = Gzip.unpack(data, from, to, DOCUMENT_MAX);
        messagesOf.decode(plain, 0, plain.length, document);
      } else {
        messagesOf.decode(data, from, to, document);
      }
    } catch (IOException broken) {
      stream.violation(
          "message "
              + messages
              + " is no "
              + messagesOf.responseType()
              + ": "
              + broken.getMessage());
    }
    if (document.length() > DOCUMENT_MAX) {
      stream.fail(
          ErrorClass.CHECK,
          "the response is larger than "
              + DOCUMENT_MAX
              + " bytes as JSON, too large to be checked");
    }
  }

  @Override
  public boolean keepsDocument() {
    return decoder != null;
  }

  @Override
  public void over(EventStream stream) {
    if (streaming) {
      stream.kept().append(messages == 0 ? "[]" : "]");
    }
    GrpcStatus told = status;
    if (told != null && told != GrpcStatus.OK) {
      ErrorClass error = Objects.requireNonNull(told.error());
      stream.fail(error, "status " + told + (why.isEmpty() ? "" : ": " + why));
    } else if (told == GrpcStatus.OK && messages == 0 && !streaming) {
      stream.violation("the target says OK, but sent no message");
    }
  }

  @Override
  public String missing() {
    return status == null ? "trailers with grpc-status" : "";
  }
}
