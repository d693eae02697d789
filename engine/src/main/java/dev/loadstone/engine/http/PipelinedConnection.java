package dev.loadstone.engine.http;

import dev.loadstone.core.plan.HttpSettings.Version;
import dev.loadstone.core.record.ErrorClass;
import dev.loadstone.engine.value.Bytes;
import dev.loadstone.engine.value.TextTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.unix.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 connection on which requests are sent before the responses to those before them have
 * come (RFC 9112, section 9.3.2). Responses come in the order of the requests.
 *
 * <p>A request that nobody waits for any more (timed out, cancelled) keeps its place until its
 * response has been read, since those behind it can only be told by counting. After a timeout the
 * connection takes no new requests. Requests behind a response with which the target closes the
 * connection were not served (section 9.6) and are sent again on another one; those behind any
 * other end fail.
 *
 * <p>Requests that are made while responses are read are written together when all are read.
 */
final class PipelinedConnection extends MultiConnection {
  /** The stream of a lane whose request was sent. */
  private static final int SENT = 1;

  private static final String CLOSED_BEHIND =
      "the connection was closed after an earlier response in its pipeline";

  private final Deque<Lane> sent = new ArrayDeque<>();
  private final Bytes gathered = new Bytes();
  private final Bytes nothing = new Bytes();
  private @Nullable Socket socket;
  private boolean gathering;

  /**
   * Creates a connection that is not open yet.
   *
   * @param requestsMax how many requests to have under way at once
   */
  PipelinedConnection(HttpClient client, ConnectionPool pool, int requestsMax) {
    super(client, pool, requestsMax);
  }

  @Override
  void opened(Channel with, @Nullable String protocol, long now) {
    socket = pool().origin().tls() ? null : SocketWriter.socketOf(with);
    handOver(new Responses());
    client().opened(Version.HTTP_1_1);
    gathering = true;
    ready(Integer.MAX_VALUE, now);
    writeGathered();
  }

  @Override
  public boolean readsAtOnce() {
    return true;
  }

  @Override
  Response newResponse() {
    return new ResponseReader();
  }

  private static ResponseReader reader(Lane lane) {
    return (ResponseReader) lane.response();
  }

  // --- requests

  @Override
  void sendMore(Lane lane, Exchange exchange) {
    throw new IllegalStateException("a request of HTTP/1.1 is sent whole");
  }

  @Override
  void send(Lane lane, Exchange exchange, long now) {
    RequestWriter writer = client().writer();
    int missing = writer.fill(exchange, pool());
    if (missing != TextTemplate.COMPLETE) {
      exchange.fail(ErrorClass.SCRIPT, HttpClient.missingValue(exchange.operation(), missing));
      client().finish(exchange, lane, now);
      return;
    }
    sent.addLast(lane);
    lane.stream(SENT);
    lane.wrote(writer.start().length() + writer.rest().length(), true, now);
    if (gathering) {
      gathered.append(writer.start()).append(writer.rest());
    } else {
      write(writer.start(), writer.rest());
    }
  }

  private void write(Bytes start, Bytes rest) {
    client().socketWriter().write(channel(), socket, start, rest);
  }

  private void writeGathered() {
    gathering = false;
    if (gathered.length() > 0 && !isClosed()) {
      write(gathered, nothing);
    }
    gathered.clear();
  }

  // --- requests that nobody waits for

  @Override
  void abandon(Lane lane) {
    // the target is not told: HTTP/1.1 has no means but to close the connection
  }

  @Override
  void cancel(Lane lane) {
    if (lane.stream() == Lane.UNSENT) {
      super.cancel(lane);
    } else {
      lane.end();
    }
  }

  @Override
  void timedOut(Lane lane, ErrorClass error, long now) {
    if (lane.stream() == Lane.UNSENT) {
      super.timedOut(lane, error, now);
      return;
    }
    drain();
    Exchange exchange = lane.end();
    if (exchange != null) {
      exchange.fail(error, "no answer in time");
      client().finish(exchange, null, now);
    }
    closeIfAbandoned();
  }

  private void closeIfAbandoned() {
    if (lanes().stream().allMatch(lane -> lane.exchange() == null)) {
      close();
    }
  }

  @Override
  void cut(Lane lane, long now) {
    if (lane.stream() == Lane.UNSENT) {
      super.cut(lane, now);
      return;
    }
    drain();
    Exchange exchange = lane.end();
    if (exchange != null) {
      client().judge(exchange, lane.response(), now);
      exchange.holds(null);
      client().tell(exchange, now);
    }
    closeIfAbandoned();
  }

  // --- responses

  private void take(byte[] data, int length, long now) throws MalformedResponseException {
    int at = 0;
    while (at < length && !isClosed()) {
      Lane lane = sent.peekFirst();
      if (lane == null) {
        close();
        return;
      }
      lane.read(0, now); // the time, before anything is looked at
      int end = reader(lane).read(data, at, length);
      lane.read(end - at, now);
      at = end;
      if (reader(lane).isDone()) {
        complete(lane, now);
      } else {
        lane.arm();
      }
    }
  }

  private void complete(Lane lane, long now) {
    sent.removeFirst();
    if (!lane.response().mayReuse()) {
      sendRestElsewhere(now);
    }
    Exchange exchange = lane.exchange();
    if (exchange != null) {
      client().complete(exchange, lane, now, true);
      return;
    }
    free(lane);
    closeIfDrained();
    client().lanes().offer(this);
  }

  private void sendRestElsewhere(long now) {
    drain();
    List<Lane> unserved = new ArrayList<>(sent);
    sent.clear();
    for (Lane lane : unserved) {
      if (lane.exchange() == null) {
        free(lane);
      } else {
        client().lanes().unserved(lane, ErrorClass.RESET, now);
      }
    }
  }

  /** Fails the first exchange in one way and those behind it in another, and closes. */
  private void failFirst(ErrorClass error, String why, long now) {
    drain();
    Lane lane = sent.pollFirst();
    if (lane != null) {
      fail(lane, error, why, now);
    }
    failAll(ErrorClass.RESET, CLOSED_BEHIND, now);
  }

  private void ended(long now) {
    Lane lane = sent.peekFirst();
    if (lane == null || !lane.response().hasBegun()) {
      failAll(ErrorClass.RESET, "the connection was closed before the response", now);
    } else if (reader(lane).endOfStream()) {
      complete(lane, now);
    } else {
      failFirst(
          ErrorClass.TRUNCATED,
          "the connection was closed after " + lane.response().bodyBytes() + " bytes of the body",
          now);
    }
  }

  /** Reads the responses once the connection is open. */
  private final class Responses extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      long now = client().now();
      ByteBuf in = (ByteBuf) message;
      int length = in.readableBytes();
      byte[] data = client().readBuffer(length);
      in.readBytes(data, 0, length);
      in.release();
      gathering = true;
      try {
        take(data, length, now);
      } catch (MalformedResponseException malformed) {
        failFirst(ErrorClass.PROTOCOL, String.valueOf(malformed.getMessage()), now);
      } finally {
        writeGathered();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!isClosed()) {
        ended(client().now());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      if (isClosed()) {
        return;
      }
      if (cause instanceof RuntimeException || cause instanceof Error) {
        client().driverFailed(cause);
      }
      failAll(ErrorClass.RESET, Failures.describe(cause), client().now());
    }
  }
}
