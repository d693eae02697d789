package dev.loadstone.truth;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands between a generator and its target, on loopback, and keeps all that was sent. */
final class Wiretap implements AutoCloseable {
  private static final int BUFFER = 8_192;

  private final int target;
  private final ServerSocket door;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ByteArrayOutputStream> sent = new CopyOnWriteArrayList<>();

  /**
   * Starts one.
   *
   * @param target the port that the generator is let through to
   */
  Wiretap(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  int port() {
    return door.getLocalPort();
  }

  /** Returns the values of a header in all requests, in the order of their connections. */
  List<String> header(String name) {
    Pattern line = Pattern.compile("(?i)\r\n" + Pattern.quote(name) + ": ([^\r]*)(?=\r\n)");
    return sent.stream()
        .map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1))
        .flatMap(text -> line.matcher(text).results().map((MatchResult found) -> found.group(1)))
        .toList();
  }

  private void accept() {
    try {
      while (true) {
        Socket generator = door.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
        generator.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        sent.add(kept);
        threads.execute(() -> pass(generator, behind, kept));
        threads.execute(() -> pass(behind, generator, OutputStream.nullOutputStream()));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** Passes on what comes, kept first, so that nothing is answered that was not seen. */
  private static void pass(Socket from, Socket to, OutputStream kept) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        kept.write(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException closed) {
      // one of both has gone, and so does the other
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
  }
}
