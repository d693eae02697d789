package dev.loadstone.engine;

import dev.loadstone.core.expression.Expression;
import dev.loadstone.core.expression.Template;
import dev.loadstone.core.plan.Check;
import dev.loadstone.core.plan.GrpcStep;
import dev.loadstone.core.plan.JsonPath;
import dev.loadstone.core.plan.Timeouts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection of a gRPC service for rehearsals, which gives every call the same message. Of
 * HTTP/2 it understands no more than where requests end.
 *
 * <p><b>Source:</b> RFC 9113, sections 3.4, 4.1 and 6; RFC 7541, section 6.2.2 and appendix A; gRPC
 * over HTTP2, "Responses".
 */
final class RehearsalCalls extends ChannelInboundHandlerAdapter {
  /** The name of the target that it is. */
  static final String TARGET = "calls";

  private static final String PROTO =
      """
      syntax = "proto3";
      package loadstone.rehearsal;
      message Note {
        string text = 1;
        int64 number = 2;
      }
      service Rehearsal {
        rpc Say(Note) returns (Note);
      }
      """;
  private static final String FILE = "rehearsal.proto";
  private static final int PREFACE = 24;
  private static final int HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int WINDOW_MORE = Integer.MAX_VALUE - 65_535;

  /** {@code :status: 200}, then {@code content-type: application/grpc}. */
  private static final byte[] RESPONSE = concat(bytes(0x88, 0x0f, 0x10), text("application/grpc"));

  private static final byte[] TRAILERS = concat(bytes(0), text("grpc-status"), text("0"));

  /** A message that is not compressed: its length, then field 1, a text. */
  private static final byte[] MESSAGE = concat(bytes(0, 0, 0, 0, 13, 0x0a), text("all is well"));

  private final AtomicLong answered;
  private ByteBuf left = Unpooled.buffer();
  private boolean greeted;

  /**
   * Creates the service of a connection.
   *
   * @param answered counts the calls that were answered
   */
  RehearsalCalls(AtomicLong answered) {
    this.answered = answered;
  }

  /** Returns a call of it. */
  static GrpcStep step() {
    Template message =
        new Template(
            List.of(
                new Template.Literal("{\"text\":\""),
                new Template.Hole(new Expression.RandomUuid(), Template.Encoding.JSON_TEXT),
                new Template.Literal("\",\"number\":"),
                new Template.Hole(new Expression.Iteration(), Template.Encoding.JSON_VALUE),
                new Template.Literal("}")));
    JsonPath text = new JsonPath("$.text", List.of(new JsonPath.Member("text")));
    return new GrpcStep(
        "call",
        TARGET,
        "loadstone.rehearsal.Rehearsal",
        "Say",
        new GrpcStep.ProtoFiles(FILE, Map.of(FILE, PROTO)),
        List.of(message),
        Duration.ZERO,
        false,
        List.of(),
        Timeouts.DEFAULT,
        Duration.ofSeconds(2),
        Optional.empty(),
        List.of(new Check.Json("$.text exists", text, new Check.Exists())),
        List.of(),
        Optional.empty(),
        true);
  }

  private static byte[] bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = (byte) values[i];
    }
    return all;
  }

  /** Returns a text behind its length, as HPACK and protobuf have it if it is short. */
  private static byte[] text(String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    return concat(bytes(content.length), content);
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuf all = Unpooled.buffer();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    byte[] whole = new byte[all.readableBytes()];
    all.readBytes(whole);
    return whole;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    left.writeBytes(in);
    in.release();
    ByteBuf out = context.alloc().directBuffer();
    if (!greeted && left.readableBytes() >= PREFACE) {
      greeted = true;
      left.skipBytes(PREFACE);
      frame(out, SETTINGS, 0, 0, bytes());
      frame(out, WINDOW_UPDATE, 0, 0, Unpooled.copyInt(WINDOW_MORE).array());
    }
    while (greeted
        && left.readableBytes() >= HEAD
        && left.readableBytes() >= HEAD + left.getUnsignedMedium(left.readerIndex())) {
      take(out);
    }
    left.discardSomeReadBytes();
    context.writeAndFlush(out, context.voidPromise());
  }

  private void take(ByteBuf out) {
    int length = left.readUnsignedMedium();
    int type = left.readByte();
    int flags = left.readByte();
    int stream = left.readInt();
    byte[] payload = new byte[length];
    left.readBytes(payload);
    if (type == SETTINGS && flags != ACK) {
      frame(out, SETTINGS, ACK, 0, bytes());
    } else if (type == PING && flags != ACK) {
      frame(out, PING, ACK, 0, payload);
    } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
      frame(out, HEADERS, END_HEADERS, stream, RESPONSE);
      frame(out, DATA, 0, stream, MESSAGE);
      frame(out, HEADERS, END_HEADERS | END_STREAM, stream, TRAILERS);
      answered.incrementAndGet();
    }
  }

  private static void frame(ByteBuf out, int type, int flags, int stream, byte[] payload) {
    out.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    out.writeBytes(payload);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    left.release();
    left = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // the client is gone, answered or not
  }
}
