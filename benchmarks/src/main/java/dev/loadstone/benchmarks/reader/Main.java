package dev.loadstone.benchmarks.reader;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads streams on one thread: sends the same POST on each connection, counts empty lines, and asks
 * again on the same connection after the last chunk. Arguments: URL, connections, seconds.
 */
public final class Main {
  private static final String BODY = "{\"threadId\":\"thread\",\"runId\":\"run\"}";
  private static final byte[] FRAME_END = {'\n', '\n'};
  private static final byte[] BODY_END = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
  private final byte[] request;
  private long frames;

  private Main(URI url) {
    request =
        """
        POST %s HTTP/1.1
        Host: %s
        Accept: text/event-stream
        Content-Type: application/json
        Content-Length: %d

        """
            .formatted(url.getPath(), url.getAuthority(), BODY.length())
            .replace("\n", "\r\n")
            .concat(BODY)
            .getBytes(StandardCharsets.US_ASCII);
  }

  /** How far the ends of a frame and of a body were seen. */
  private static final class Seen {
    private int frame;
    private int body;
  }

  /** Runs it, and prints how many frames came. */
  public static void main(String[] arguments) throws IOException {
    URI url = URI.create(arguments[0]);
    Main reader = new Main(url);
    reader.run(url, Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
    System.out.println("frames " + reader.frames);
  }

  private void run(URI url, int connections, long seconds) throws IOException {
    long end = System.nanoTime() + seconds * NANOS_PER_SECOND;
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(url.getHost(), url.getPort()));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, new Seen());
        channel.write(ByteBuffer.wrap(request));
      }
      while (System.nanoTime() - end < 0) {
        selector.select(this::read, 1);
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    }
  }

  private void read(SelectionKey key) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      Seen seen = (Seen) key.attachment();
      buffer.clear();
      if (channel.read(buffer) < 0) {
        throw new IOException("the server has closed a connection");
      }
      buffer.flip();
      boolean over = false;
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        seen.frame = next == FRAME_END[seen.frame] ? seen.frame + 1 : 0;
        if (seen.frame == FRAME_END.length) {
          frames++;
          seen.frame = 0;
        }
        seen.body = next == BODY_END[seen.body] ? seen.body + 1 : next == BODY_END[0] ? 1 : 0;
        if (seen.body == BODY_END.length) {
          over = true;
          seen.body = 0;
        }
      }
      if (over) {
        channel.write(ByteBuffer.wrap(request));
      }
    } catch (IOException lost) {
      key.cancel();
      System.err.println(lost.getMessage());
    }
  }
}
