package dev.loadstone.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server of an npm package, installed below {@code target} as its lock file says. */
final class NpmServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final int port;

  private NpmServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Installs and starts a server; where npm is not to be had the test is skipped, but fails in
   * continuous integration.
   *
   * @param folder with the package's lock file
   * @param script the program, below {@code node_modules}
   * @param arguments of the program; its port is in the environment, as {@code PORT}
   */
  static NpmServer start(String folder, String script, String... arguments)
      throws IOException, InterruptedException {
    NodeProject project = NodeProject.install(folder);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>(List.of(project.installed(script).toString()));
    command.addAll(List.of(arguments));
    NpmServer server =
        new NpmServer(
            project.serve(Map.of("PORT", Integer.toString(port)), command.toArray(String[]::new)),
            port);
    server.await();
    return server;
  }

  private void await() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    close();
    throw new IOException("the server did not begin to listen on port " + port);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
