package dev.loadstone.engine.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import dev.loadstone.engine.value.Bytes;
import java.io.IOException;

/** A method with its two types of messages. Immutable, shared by all loops. */
final class GrpcMethod implements GrpcInterpreter.Decoder {
  private final MethodDescriptor method;
  private final JsonFormat.Parser parser;
  private final JsonFormat.Printer printer;

  GrpcMethod(MethodDescriptor method) {
    this.method = method;
    TypeRegistry types =
        TypeRegistry.newBuilder().add(method.getInputType()).add(method.getOutputType()).build();
    parser = JsonFormat.parser().usingTypeRegistry(types);
    printer =
        JsonFormat.printer()
            .usingTypeRegistry(types)
            .omittingInsignificantWhitespace()
            .alwaysPrintFieldsWithNoPresence();
  }

  /** Returns whether it takes any number of messages rather than one. */
  boolean takesStream() {
    return method.isClientStreaming();
  }

  /** Returns whether it answers with any number of messages rather than one. */
  boolean givesStream() {
    return method.isServerStreaming();
  }

  Descriptor requestType() {
    return method.getInputType();
  }

  @Override
  public String responseType() {
    return method.getOutputType().getFullName();
  }

  JsonFormat.Parser parser() {
    return parser;
  }

  /**
   * Appends a request message with its prefix.
   *
   * @param json of the request's type
   * @param place of the message in the plan, for example {@code message}
   * @param compress whether it is to be compressed
   * @throws MisfitException if it is not of that type; nothing is appended then
   */
  void encode(String json, String place, boolean compress, Bytes out) throws MisfitException {
    ByteString bytes;
    try {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(method.getInputType());
      parser.merge(json, message);
      bytes = message.build().toByteString();
    } catch (InvalidProtocolBufferException misfit) {
      new MessageFit(parser).check(json, method.getInputType(), place);
      throw new MisfitException(
          place
              + " must be a "
              + method.getInputType().getFullName()
              + ", got: "
              + json
              + " ("
              + misfit.getMessage()
              + ")");
    }
    GrpcCall.append(bytes.toByteArray(), compress, out);
  }

  /** Appends a response message as JSON, fields without presence included. */
  @Override
  public void decode(byte[] data, int from, int to, Bytes out) throws IOException {
    DynamicMessage message =
        DynamicMessage.parseFrom(
            method.getOutputType(), CodedInputStream.newInstance(data, from, to - from));
    out.append(printer.print(message));
  }
}
