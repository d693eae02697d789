package dev.loadstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A server of an npm package, installed below {@code target} as its lock file says. */
final class NpmServer implements AutoCloseable {
  private static final Path SOURCES = Path.of("src", "test", "npm");
  private static final Path INSTALLED = Path.of("target", "npm");
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
    Path installed = install(folder);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(
            List.of("node", installed.resolve("node_modules").resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(installed.resolve("server.log").toFile());
    builder.environment().putAll(Map.of("PORT", Integer.toString(port)));
    NpmServer server = new NpmServer(builder.start(), port);
    server.await();
    return server;
  }

  private static Path install(String folder) throws IOException, InterruptedException {
    Path installed = INSTALLED.resolve(folder).toAbsolutePath();
    Files.createDirectories(installed);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(
          SOURCES.resolve(folder).resolve(file),
          installed.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path log = installed.resolve("npm.log");
    String reason = "";
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(installed.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        npm.destroyForcibly();
        reason = "npm did not end in time";
      } else if (npm.exitValue() != 0) {
        reason = "npm could not install the server, see " + log;
      }
    } catch (IOException missing) {
      reason = "there is no npm: " + missing.getMessage();
    }
    if (!reason.isEmpty()) {
      assertThat(System.getenv("LOADSTONE_CI")).as(reason).isNotEqualTo("true");
      Assumptions.abort(reason);
    }
    return installed;
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
