package dev.loadstone.engine.http;

import dev.loadstone.engine.record.StreamRecorder;
import dev.loadstone.engine.stream.EventStream;
import dev.loadstone.engine.time.Timed;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * The end of a connection whose response the generator does not want to the end: its own side is
 * closed (FIN), what still comes is counted and thrown away, and the target's end is awaited for a
 * while. Everything happens on the connection's event loop.
 */
final class Farewell implements Timed {
  /** How long the target's end is awaited before the connection is closed altogether. */
  static final long PATIENCE_NANOS = 1_000_000_000L;

  /** How much is thrown away before the target is taken not to listen. */
  static final long BYTES_MAX = 16L * 1024 * 1024;

  private final HttpClient client;
  private final StreamRecorder recorder;
  private final DuplexChannel channel;
  private final long begunNanos;
  private long bytes;
  private boolean over;

  private Farewell(
      HttpClient client, StreamRecorder recorder, DuplexChannel channel, long begunNanos) {
    this.client = client;
    this.recorder = recorder;
    this.channel = channel;
    this.begunNanos = begunNanos;
  }

  /** Returns what is told of the end of a stream that is cut; null if there is none. */
  static @Nullable StreamRecorder recorderOf(@Nullable EventStream stream) {
    return stream == null ? null : stream.recorder();
  }

  /** Closes the generator's side of a connection that has two. */
  static Farewell begin(HttpClient client, StreamRecorder recorder, DuplexChannel channel) {
    Farewell farewell = new Farewell(client, recorder, channel, client.now());
    channel.config().setAutoRead(true);
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
    channel.shutdownOutput();
    client.timers().add(farewell.begunNanos + PATIENCE_NANOS, farewell);
    return farewell;
  }

  /** Counts what came. */
  void received(int more) {
    bytes += more;
    if (bytes > BYTES_MAX) {
      giveUp();
    }
  }

  /** Notes that the target has closed its side. */
  void ended() {
    if (!over) {
      over = true;
      recorder.cancelled(client.now() - begunNanos, bytes);
      client.connectionClosed();
    }
  }

  @Override
  public void fire(long now) {
    giveUp();
  }

  private void giveUp() {
    if (!over) {
      over = true;
      recorder.cancelled(-1, bytes);
      client.connectionClosed();
      channel.close();
    }
  }
}
